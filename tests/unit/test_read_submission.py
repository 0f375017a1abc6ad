"""Submissions in each of EDGAR's forms, and lone documents, as filings."""

from __future__ import annotations

import datetime as dt

import pytest

from dealgraph.errors import InputError
from dealgraph.filing import Filer
from dealgraph.read import Limits, read_bytes
from dealgraph.read.cover import find_date, read_cover
from dealgraph.read.exhibits import leading_exhibit, split_exhibits
from dealgraph.read.header import parse_header

HEADER = """\
<SEC-DOCUMENT>0000009999-05-000001.txt : 20050302
<SEC-HEADER>0000009999-05-000001.hdr.sgml : 20050302
<ACCEPTANCE-DATETIME>20050302120000
ACCESSION NUMBER:\t\t0000009999-05-000001
CONFORMED SUBMISSION TYPE:\tSC TO-T
PUBLIC DOCUMENT COUNT:\t\t3
CONFORMED PERIOD OF REPORT:\t20050301
ITEM INFORMATION:\t\tOther Events
ITEM INFORMATION:\t\tFinancial Statements and Exhibits
FILED AS OF DATE:\t\t20050302

FILED BY:

\tCOMPANY DATA:\t
\t\tCOMPANY CONFORMED NAME:\t\t\tBIDDER PLC
\t\tCENTRAL INDEX KEY:\t\t\t0000001111

SUBJECT COMPANY:

\tCOMPANY DATA:\t
\t\tCOMPANY CONFORMED NAME:\t\t\tEXAMPLE PHARMA INC
\t\tCENTRAL INDEX KEY:\t\t\t0000009999
\t\tSTANDARD INDUSTRIAL CLASSIFICATION:\tPHARMACEUTICAL PREPARATIONS [2834]
\t\tIRS NUMBER:\t\t\t\t041234567
\t\tSTATE OF INCORPORATION:\t\t\tMA
\t\tFISCAL YEAR END:\t\t\t0630

\tBUSINESS ADDRESS:\t
\t\tSTATE:\t\t\tNY

\tFORMER COMPANY:\t
\t\tFORMER CONFORMED NAME:\tOLDEST INC
\t\tDATE OF NAME CHANGE:\t19910101

\tFORMER COMPANY:\t
\t\tFORMER CONFORMED NAME:\tOLDER INC
\t\tDATE OF NAME CHANGE:\t19990101
</SEC-HEADER>
"""
BODY = """\
<DOCUMENT>
<TYPE>8-K
<SEQUENCE>1
<FILENAME>body.htm
<DESCRIPTION>CURRENT REPORT
<TEXT>
<html><p>A fee was paid.</p></html>
</TEXT>
</DOCUMENT>
<DOCUMENT>
<TYPE>GRAPHIC
<SEQUENCE>2
<FILENAME>logo.jpg
<TEXT>
begin 644 logo.jpg
M_]C_X
end
</TEXT>
</DOCUMENT>
<DOCUMENT>
<TYPE>EX-99.1
<SEQUENCE>3
<FILENAME>release.txt
<TEXT>
Released &amp; paid.
</TEXT>
</DOCUMENT>
</SEC-DOCUMENT>
"""
WHOLE = HEADER + BODY
OLD_NAMES = ("OLDER INC", "OLDEST INC")
PEM = "-----BEGIN PRIVACY-ENHANCED MESSAGE-----\nProc-Type: 2001,MIC-CLEAR\nMIC-Info: RSA-MD5,RSA,\n abc=\n\n"


def test_complete_submission() -> None:
    filing = read_bytes(WHOLE.encode(), "in/a.txt")
    assert filing.accession == "0000009999-05-000001"
    assert filing.key == filing.accession
    assert filing.form == "SC TO-T"
    assert (filing.filed_on, filing.period) == (dt.date(2005, 3, 2), dt.date(2005, 3, 1))
    assert filing.items == ("Other Events", "Financial Statements and Exhibits")
    assert filing.filers == (
        Filer("EXAMPLE PHARMA INC", "0000009999", "subject company", "041234567", "2834", "MA", OLD_NAMES),
        Filer("BIDDER PLC", "0000001111", "filed by"),
    )  # fmt: skip
    assert [(d.sequence, d.type, d.file_name, d.text, d.description) for d in filing.documents] == [
        (1, "8-K", "body.htm", "A fee was paid.\n", "CURRENT REPORT"),
        (3, "EX-99.1", "release.txt", "Released & paid.\n", ""),
    ]
    assert filing.skipped == (("logo.jpg", "graphics"),)


@pytest.mark.parametrize(
    "data",
    [
        WHOLE.replace("\n", "\r\n").encode(),
        WHOLE.replace("\n", "\r").encode(),
        (PEM + WHOLE + "-----END PRIVACY-ENHANCED MESSAGE-----\n").encode(),
        (PEM + WHOLE.replace("SEC-", "IMS-")).encode(),
        WHOLE.encode("utf-16"),
        b"\xef\xbb\xbf" + WHOLE.encode(),
    ],
    ids=["crlf", "cr", "pem", "ims", "utf-16", "bom"],
)
def test_other_wrappings_read_the_same(data: bytes) -> None:
    plain, other = read_bytes(WHOLE.encode(), "a"), read_bytes(data, "a")
    assert other == plain


def test_dissemination_file() -> None:
    header = (
        "<SUBMISSION>\n<ACCESSION-NUMBER>0000009999-25-000001\n<TYPE>8-K\n<PERIOD>20250106\n"
        "<ITEMS>5.02\n<ITEMS>9.01\n<FILING-DATE>20250108\n<FILER>\n<COMPANY-DATA>\n"
        "<CONFORMED-NAME>EXAMPLE INC\n"
        "<CIK>0000009999\n<ASSIGNED-SIC>2834\n<IRS-NUMBER>000000000\n<STATE-OF-INCORPORATION>DE\n"
        "</COMPANY-DATA>\n"
        "<FORMER-COMPANY>\n<FORMER-CONFORMED-NAME>OLD INC\n<DATE-CHANGED>20040707\n"
        "</FORMER-COMPANY>\n</FILER>\n"
    )
    filing = read_bytes((header + BODY.replace("</SEC-DOCUMENT>", "</SUBMISSION>")).encode(), "a.nc")
    assert (filing.accession, filing.form, filing.items) == ("0000009999-25-000001", "8-K", ("5.02", "9.01"))
    assert (filing.filed_on, filing.period) == (dt.date(2025, 1, 8), dt.date(2025, 1, 6))
    assert filing.filers == (Filer("EXAMPLE INC", "0000009999", "filer", None, "2834", "DE", ("OLD INC",)),)
    assert len(filing.documents) == 2


def test_roles_of_insider_forms() -> None:
    header = parse_header(
        "REPORTING-OWNER:\n\n\tOWNER DATA:\n\t\tCOMPANY CONFORMED NAME:\tDOE JANE\n\n"
        "ISSUER:\n\t\tCOMPANY CONFORMED NAME: X INC\n"
    )  # fmt: skip
    assert [(f.name, f.role) for f in header.filers] == [("X INC", "issuer"), ("DOE JANE", "reporting owner")]


def test_bare_document_reads_its_cover() -> None:
    filing = read_bytes(f"<DOCUMENT>\n<TYPE>8-K\n<TEXT>\n{COVER}</TEXT>\n</DOCUMENT>\n".encode(), "dir/b.txt")
    assert (filing.form, filing.filers[0].name) == ("8-K", "EXAMPLE PHARMA, INC.")
    assert filing.documents[0].file_name == "b.txt"


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "empty"),
        (b" \r\n\x00\x00", "empty"),
        (b"\xff\xd8\xff\xe0" + bytes(100), "JPEG"),
        (HEADER.encode(), "no document"),
        (WHOLE[: WHOLE.index("&amp; paid")].encode(), "ends inside its document 'release.txt'"),
        (WHOLE[: WHOLE.index("<DOCUMENT>\n<TYPE>EX-99.1")].encode(), "ends after 2 of its 3 documents"),
        (b"<html><body> &nbsp; </body></html>", "no text"),
    ],
    ids=["empty", "blank", "jpeg", "header only", "truncated", "cut between", "no text"],
)
def test_what_cannot_be_read_says_why(data: bytes, problem: str) -> None:
    with pytest.raises(InputError, match=problem) as caught:
        read_bytes(data, "some/where.txt")
    assert caught.value.where == "some/where.txt"
    assert caught.value.suggestion


def test_limits() -> None:
    with pytest.raises(InputError, match="larger than 10 bytes"):
        read_bytes(WHOLE.encode(), "a", limits=Limits(max_file=10))
    with pytest.raises(InputError, match="more than 2 documents"):
        read_bytes(WHOLE.encode(), "a", limits=Limits(max_documents=2))
    filing = read_bytes(WHOLE.encode(), "a", limits=Limits(max_text=20))
    assert ("body.htm", "larger than 20 bytes") in filing.skipped
    deep = WHOLE.replace("<p>", "<div>" * 30)
    filing = read_bytes(deep.encode(), "a", limits=Limits(max_depth=20))
    assert ("body.htm", "Its HTML nests deeper than 20 elements") in filing.skipped


COVER = """\
UNITED STATES
SECURITIES AND EXCHANGE COMMISSION

FORM 8-K

Date of Report (Date of earliest event reported): March 5, 2004

EXAMPLE PHARMA, INC.
(Exact name of registrant as specified in its charter)

Massachusetts	0-12345	04-1234567
(State or other jurisdiction of incorporation)	(Commission File Number)	(IRS Employer Identification No.)

"""
REPORT = (
    COVER
    + """\
Item 5. Other Events

On March 5, 2004, Example Pharma, Inc. was paid.

ITEM 7. Exhibits

SIGNATURE

Example Pharma, Inc.

Date: March 8, 2004

"""
)
INDEX = "EXHIBIT INDEX\n\nExhibit Number\tDescription\n99.1\tPress release of March 5, 2004\n\n"
RELEASE = "CONTACT: Jane Doe\n\nExample Pharma was paid a fee on Friday. " + "More was said about it. " * 20


def test_lone_report_tells_filer_form_dates_items_and_exhibit() -> None:
    filing = read_bytes((REPORT + INDEX + RELEASE).encode(), "x/report.txt")
    assert (filing.form, filing.accession, filing.items) == ("8-K", None, ("5", "7"))
    assert (filing.period, filing.filed_on) == (dt.date(2004, 3, 5), dt.date(2004, 3, 8))
    assert filing.filers == (Filer("EXAMPLE PHARMA, INC.", irs_number="041234567", state="MA"),)
    body, release = filing.documents
    assert (body.sequence, body.type, body.file_name) == (1, "8-K", "report.txt")
    assert (release.sequence, release.type, release.file_name) == (2, "EX-99.1", "report.txt")
    assert body.text.endswith("99.1\tPress release of March 5, 2004\n")
    assert release.text.startswith("CONTACT: Jane Doe\n")
    assert filing.key.startswith("sha256-")


@pytest.mark.parametrize(
    ("tail", "types"),
    [
        (INDEX + RELEASE, ["", "EX-99.1"]),
        ("EXHIBIT 99.2\n\n" + RELEASE, ["", "EX-99.2"]),
        ("[Letterhead]          Exhibit 99.3\n\n" + RELEASE, ["", "EX-99.3"]),
        (f"EXHIBIT 10.1\n\n{RELEASE}\n\nEXHIBIT 99\n\n{RELEASE}", ["", "EX-10.1", "EX-99"]),
        ("FOR IMMEDIATE RELEASE\n\n" + RELEASE, ["", "EX-99"]),
        (INDEX, [""]),
        ("", [""]),
    ],
)
def test_split_exhibits(tail: str, types: list[str]) -> None:
    parts = split_exhibits(REPORT + tail)
    assert [kind for kind, _ in parts] == types
    assert "".join(text for _, text in parts).split() == (REPORT + tail).split()


def test_press_release_without_cover_has_no_form_and_no_filer() -> None:
    filing = read_bytes(RELEASE.encode(), "release.txt")
    assert (filing.form, filing.filers, filing.documents[0].type) == ("", (), "")
    assert leading_exhibit("  EX-10.2(a) LICENSE") == "EX-10.2"
    assert leading_exhibit("An exhibit 5 follows") == ""


@pytest.mark.parametrize(
    ("old", "new", "attribute", "value"),
    [
        ("FORM 8-K", "FORM 8-K/A", "form", "8-K/A"),
        ("FORM 8-K", "FORM 8-K\n(Amendment No. 1)", "form", "8-K/A"),
        ("FORM 8-K", "FORM 10-K405", "form", "10-K405"),
        ("March 5, 2004\n\n", "March 9, 2004 (March 5, 2004)\n\n", "period", dt.date(2004, 3, 5)),
        ("(Date of earliest event reported): March 5, 2004", "03/05/2004", "period", dt.date(2004, 3, 5)),
        ("Date of Report (Date of earliest event reported): March 5, 2004",
         "March 5, 2004\n(Date of report)", "period", dt.date(2004, 3, 5)),
    ],
)  # fmt: skip
def test_covers(old: str, new: str, attribute: str, value: object) -> None:
    cover = read_cover(COVER.replace(old, new))
    assert cover is not None
    assert getattr(cover, attribute) == value


def test_annual_report_cover() -> None:
    cover = read_cover(COVER.replace("FORM 8-K", "FORM 10-K\n\nFor the fiscal year ended June 30, 2003"))
    assert cover is not None
    assert (cover.form, cover.period, cover.items) == ("10-K", dt.date(2003, 6, 30), ())


def test_no_cover() -> None:
    assert read_cover("See our Form 8-K filed with the Securities and Exchange Commission.\n") is None
    assert find_date("on February 30, 2004") is None
