"""Scoring of extracted facts against annotations made by hand."""

from __future__ import annotations

from dealgraph.evaluate.scoring import Miss, Relation, Report, evaluate

__all__ = ["Miss", "Relation", "Report", "evaluate"]
