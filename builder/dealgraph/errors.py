"""The exceptions that Dealgraph raises: one root and four branches.

Each says what was wrong, where, and what to try. The command line turns any of them into one
sentence and exit code 2.
"""

from __future__ import annotations


class DealgraphError(Exception):
    """Anything that Dealgraph refuses to do.

    Args:
        problem: What is wrong, as a sentence without its full stop.
        where: The file, and the position in it where there is one ("a.txt, line 3").
        suggestion: What to try, as an imperative sentence without its full stop.

    >>> print(DealgraphError("The file is empty", where="a.txt", suggestion="Give a filing"))
    a.txt: The file is empty. Give a filing.
    """

    def __init__(self, problem: str, *, where: str = "", suggestion: str = "") -> None:
        self.problem = problem
        self.where = where
        self.suggestion = suggestion
        super().__init__(problem, where, suggestion)

    def __str__(self) -> str:
        prefix = f"{self.where}: " if self.where else ""
        suffix = f" {self.suggestion}." if self.suggestion else ""
        return f"{prefix}{self.problem}.{suffix}"

    def __reduce__(self) -> tuple[object, ...]:
        return (_revive, (type(self), self.problem, self.where, self.suggestion))


def _revive(kind: type[DealgraphError], problem: str, where: str, suggestion: str) -> DealgraphError:
    """Rebuild an error that crossed a process boundary."""
    return kind(problem, where=where, suggestion=suggestion)


class InputError(DealgraphError):
    """A file or option that cannot be read as what it should be."""


class ExtractionError(DealgraphError):
    """An extractor broke its contract, such as evidence that is not in the text."""


class ValidationError(DealgraphError):
    """Data that is not what the shapes, the ontology or a query's parameters allow."""


class StorageError(DealgraphError):
    """A GRAPH folder that cannot be opened, read or written."""
