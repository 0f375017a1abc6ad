"""A filing and its documents, as `dealgraph.read` gives them to the steps after it."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Filer:
    """A company that the header of a filing names.

    Attributes:
        name: The conformed name as EDGAR writes it ("IMMUNOGEN INC"), or as a headerless document gives it.
        cik: Central Index Key, ten digits, or None where no header gives it.
        role: "filer", "subject company", "filed by", "issuer" or "reporting owner".
        irs_number: Employer identification number as the header writes it, or None.
        sic_code: Four digits of the Standard Industrial Classification, or None.
        state: State of incorporation, EDGAR's two-character code, or None.
        former_names: Earlier conformed names, newest first.
    """

    name: str
    cik: str | None = None
    role: str = "filer"
    irs_number: str | None = None
    sic_code: str | None = None
    state: str | None = None
    former_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """One document of a filing, as canonical text.

    Attributes:
        sequence: 1-based position in the submission.
        type: EDGAR's document type ("8-K", "EX-99.1").
        file_name: The file's name inside the submission, else the name of the file that was read.
        text: Canonical text. Paragraphs, list items and table rows end in a line feed, a blank line parts
            paragraphs, cells of a row are parted by a tab. Offsets everywhere count its code points.
        description: EDGAR's description line, or "".
    """

    sequence: int
    type: str
    file_name: str
    text: str = field(repr=False)
    description: str = ""

    @property
    def sha256(self) -> str:
        """Hex SHA-256 of the canonical text in UTF-8."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Filing:
    """One EDGAR submission, or one lone document read as if it were a submission of its own.

    Attributes:
        source: Where it was read from: a path, with `!member` for a member of an archive.
        form: Form type ("8-K", "10-K405"), or "" where nothing tells.
        accession: Accession number "0000855654-00-000006", or None.
        filed_on: Date of filing, or None.
        period: Conformed period of report (of an 8-K: date of the earliest event), or None.
        items: 8-K item numbers or the header's item descriptions, as given.
        filers: Companies of the header, filers first.
        documents: The documents that hold text, in sequence order.
        skipped: (file name, reason) of each document that was passed over (graphics, uuencoded data).
    """

    source: str
    form: str
    documents: tuple[Document, ...]
    accession: str | None = None
    filed_on: dt.date | None = None
    period: dt.date | None = None
    items: tuple[str, ...] = ()
    filers: tuple[Filer, ...] = ()
    skipped: tuple[tuple[str, str], ...] = ()

    @property
    def key(self) -> str:
        """What identifies the filing: its accession number, else a hash of its documents' text."""
        if self.accession:
            return self.accession
        joined = "\n".join(d.sha256 for d in self.documents)
        return "sha256-" + hashlib.sha256(joined.encode()).hexdigest()[:24]
