"""The JSON API's parameters: each question's, with what it takes, for the server and for OpenAPI alike."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dealgraph.errors import InputError
from dealgraph.facts import SCHEMES
from dealgraph.serve.search import KINDS
from dealgraph.serve.stats import BY

_STATUSES = tuple(dict.fromkeys((*SCHEMES["agreement-status"], *SCHEMES["milestone-status"])))


@dataclass(frozen=True, slots=True)
class Field:
    """One parameter of a question.

    Attributes:
        name: As in the URL.
        text: What it is.
        argument: As the question's function calls it; by default the name.
        required: Whether it must be given.
        choices: The words that it may be; none for any text.
        pattern: What its text must look like.
        number: (least, most, default), where it is a whole number.
        longest: The most characters.
    """

    name: str
    text: str
    argument: str = ""
    required: bool = False
    choices: tuple[str, ...] = ()
    pattern: str = ""
    number: tuple[int, int, int] | None = None
    longest: int = 2000

    def read(self, value: str | None) -> str | int | None:
        """Read a value.

        Raises:
            InputError: It is missing or not what it must be.
        """
        if value is None:
            if self.required:
                raise InputError(
                    "The parameter is missing", where=self.name, suggestion=f"Give {self.name}: {self.text}"
                )
            return self.number[2] if self.number else None
        if self.number:
            least, most, _ = self.number
            if not re.fullmatch(r"[0-9]{1,9}", value) or not least <= int(value) <= most:
                raise self._wrong(f"Give a whole number from {least} to {most}")
            return int(value)
        if self.choices and value not in self.choices:
            raise self._wrong(f"Give one of {', '.join(self.choices)}")
        if self.pattern and not re.fullmatch(self.pattern, value):
            raise self._wrong(self.text)
        if len(value) > self.longest:
            raise self._wrong(f"Give at most {self.longest} characters")
        return value

    def _wrong(self, hint: str) -> InputError:
        return InputError("The value is not one for this parameter", where=self.name, suggestion=hint)


_IRI = Field("iri", "the IRI of a thing in the graph", required=True, pattern=r"https?://[^\s<>\"{}|\\^`]+")
_YEAR = r"[0-9]{4}"
#: The questions of the JSON API, by the last part of their path.
QUESTIONS: Mapping[str, tuple[str, tuple[Field, ...]]] = {
    "search": (
        "Find companies, drugs, antigens and agreements by name.",
        (
            Field("q", "a name or a part of it", required=True, longest=200),
            Field("kind", "what to find", choices=KINDS),
            Field("limit", "the most results", number=(1, 100, 20)),
        ),
    ),
    "entity": ("One thing, with its deals, milestones, drugs, antigens and filings.", (_IRI,)),
    "neighbours": (
        "What stands one step from a thing, as nodes and edges.",
        (_IRI, Field("limit", "the most neighbours", number=(1, 500, 60))),
    ),
    "evidence": ("A mention's words, in the text of their document.", (_IRI,)),
    "stats": (
        "Counts and sums: of deals by year or partner, of milestones by status.",
        (
            Field("by", "what to count by", required=True, choices=BY),
            Field("company", "only those of a company, by IRI", pattern=_IRI.pattern),
            Field("type", "only agreements of a type", argument="kind", choices=SCHEMES["agreement-type"]),
            Field("status", "only those with a status", choices=_STATUSES),
            Field("from", "first year, four digits", argument="since", pattern=_YEAR),
            Field("to", "last year, four digits", argument="until", pattern=_YEAR),
        ),
    ),
    "queries": ("The named queries, with their parameters.", ()),
    "info": ("What the graph holds.", ()),
}


def read(fields: Sequence[Field], pairs: Sequence[tuple[str, str]]) -> dict[str, str | int | None]:
    """Read a URL's parameters.

    Raises:
        InputError: One is missing, unknown, given twice or not what it must be.
    """
    given: dict[str, str] = {}
    known = [f.name for f in fields]
    for name, value in pairs:
        if name not in known:
            hint = f"It takes {', '.join(known)}" if known else "It takes none"
            raise InputError("There is no such parameter", where=name[:80], suggestion=hint)
        if name in given:
            raise InputError("The parameter is given twice", where=name, suggestion="Give it once")
        given[name] = value
    return {f.argument or f.name: f.read(given.get(f.name)) for f in fields}
