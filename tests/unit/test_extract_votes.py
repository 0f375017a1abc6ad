"""What stands beside a mention is looked at only where one of the words it must end in stands there."""

from __future__ import annotations

import pytest

from dealgraph.extract.deals.votes import _beside


@pytest.mark.parametrize(
    ("before", "weights"),
    [
        ("royalties are payable to ", (1, 0)),
        ("milestone payments FROM ", (-1, 0)),
        ("Beta will pay the ", (1, 0)),
        ("reimbursing ", (1, 0)),
        ("licensed the compound from our ", (0, 3)),
        ("a license agreement with the ", (0, 3)),
        ("all rights revert to" + " " * 40, (0, 3)),
        ("this gives ", (0, -2)),
        ("together with", (0, 0)),
        ("the licensee, ", (0, 0)),
    ],
)
def test_words_before_a_mention(before: str, weights: tuple[int, int]) -> None:
    flat = before + "Acme for the use of its rights"
    assert _beside(flat, 0, len(before), len(before) + 4) == weights
