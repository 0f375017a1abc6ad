"""What all tests share."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option with which expected files are written anew, to be reviewed before they are committed."""
    parser.addoption(
        "--regenerate",
        action="store_true",
        help="write expected files anew instead of comparing with them; review the difference",
    )


@pytest.fixture(scope="session")
def regenerate(request: pytest.FixtureRequest) -> bool:
    """Whether expected files are to be written anew."""
    return bool(request.config.getoption("--regenerate"))
