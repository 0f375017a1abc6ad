"""How much of an untrusted file the reader is willing to take in."""

from __future__ import annotations

from dataclasses import dataclass

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
        max_depth: Open elements within one another in an HTML document.
        max_members: Members of one archive.
        max_archive: All members of one archive together, after decompression.
        max_ratio: Decompressed size over compressed size of one member or .gz file. Text rarely packs better
            than 30 to 1.
    """

    max_file: int = 500 * _MB
    max_text: int = 100 * _MB
    max_documents: int = 5_000
    max_depth: int = 5_000
    max_members: int = 200_000
    max_archive: int = 50_000 * _MB
    max_ratio: int = 200


#: What is used where nothing else is asked for.
DEFAULT = Limits()
