"""How much of an untrusted file the reader is willing to take in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace

from dealgraph.errors import InputError

_MB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on what one read may cost. All sizes are in bytes.

    The largest submission that EDGAR accepts is a few hundred megabytes, and nearly all of such a file is
    graphics or XBRL; the defaults are far above every real filing of text.

    Attributes:
        max_file: One filing as it stands, after decompression.
        max_text: One document of it that is to become text.
        max_documents: Documents in one submission.
        max_tags: Tags of an HTML document, open and closed: its tree takes some hundred bytes for each.
        max_depth: Open elements within one another in an HTML document.
        max_members: Members of one archive.
        max_archive: All members of one archive together, after decompression.
        max_ratio: Decompressed size over compressed size of one member or .gz file. Text rarely packs better
            than 30 to 1.
    """

    max_file: int = 500 * _MB
    max_text: int = 100 * _MB
    max_documents: int = 5_000
    max_tags: int = 2_000_000
    max_depth: int = 5_000
    max_members: int = 200_000
    max_archive: int = 50_000 * _MB
    max_ratio: int = 200

    def change(self, settings: Iterable[str]) -> Limits:
        """Give other limits, as a user writes them: `max_file=2GB`, a number that may end in KB, MB or GB.

        Raises:
            InputError: There is no such limit, or that is not a number.

        >>> Limits().change(["max_file=2GB", "max_documents=9000"]).max_file
        2147483648
        """
        changed: dict[str, int] = {}
        for setting in settings:
            name, _, value = setting.partition("=")
            name = name.strip().replace("-", "_")
            if name not in asdict(self):
                raise InputError(
                    "There is no such limit",
                    where=setting[:80],
                    suggestion=f"Give NAME=NUMBER, NAME one of {', '.join(asdict(self))}",
                )
            number = _NUMBER.fullmatch(value.strip().upper())
            if number is None:
                raise InputError(
                    "This is not a limit",
                    where=setting[:80],
                    suggestion=f"Give a number from 1 on, such as {name}=500 or {name}=2GB",
                )
            changed[name] = int(number[1]) * _UNITS[number[2]]
        return replace(self, **changed)


_NUMBER = re.compile(r"([1-9][0-9]{0,14}) ?(|KB|MB|GB)")
_UNITS = {"": 1, "KB": 1024, "MB": _MB, "GB": 1024 * _MB}

#: What is used where nothing else is asked for.
DEFAULT = Limits()
