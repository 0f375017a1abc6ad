"""Pages: what belongs to no sentence, and what is read only when it is asked for."""

from __future__ import annotations

import pytest

from dealgraph.extract.text import Page
from dealgraph.filing import Document


def page_of(text: str) -> Page:
    return Page.of(Document(1, "10-K", "a.txt", text))


@pytest.mark.parametrize(
    "mark",
    [
        "-12-",
        "Page 3 of 9",
        "Table of Contents",
        "Acme Annual Report Form 10-K | 12",
        "12 | Acme Form 10-Q",
        "Costs of moving house [Line Items]",
        "Lines of goods [Abstract] |",
    ],
)
def test_marks_of_pages_are_no_sentences(mark: str) -> None:
    page = page_of(f"Acme paid Bolt.\n\n{mark}\n\nBolt paid Acme.")
    assert [s.text for s in page.sentences] == ["Acme paid Bolt.", "Bolt paid Acme."]
    assert len(page.flat) == len(page.document.text)


def test_sentences_are_read_when_they_are_asked_for() -> None:
    page = page_of("Acme paid Bolt. Bolt paid Acme.")
    assert "sentences" not in vars(page)
    assert len(page.sentences) == 2
    assert page.sentences is page.sentences
