"""Knowledge graphs of biopharma deals from SEC filings."""

__version__ = "0.1.0"
