"""Canonical text of HTML, plain text and Markdown, and the encodings they come in."""

from __future__ import annotations

import pytest

from dealgraph.errors import InputError
from dealgraph.read import Limits, canonical_text
from dealgraph.read.encoding import clean, decode, kind_of_binary
from dealgraph.read.html import html_text, looks_like_html, nesting
from dealgraph.read.markdown import looks_like_markdown, markdown_text
from dealgraph.read.plain import drop_page_marks, plain_text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One</p><p>Two</p>", "One\n\nTwo\n"),
        ("<div>One<div>Two</div>Three</div>", "One\n\nTwo\n\nThree\n"),
        ("One<br>Two<br/>Three", "One\nTwo\nThree\n"),
        ("<ul><li>One</li><li>Two</li></ul>After", "One\nTwo\n\nAfter\n"),
        ("<p>a  \n b&nbsp;&nbsp;c</p>", "a b c\n"),
        ("<p>up<b>front</b> <i>fee</i></p>", "upfront fee\n"),
        ("<p>TNF&alpha; Humira&reg; R&amp;D &#146;s</p>", "TNFα Humira® R&D ’s\n"),
        ("<table><tr><td>Fee</td><td></td><td>&nbsp;</td><td>Paid</td></tr></table>", "Fee\tPaid\n"),
        ("<table><tr><td>Fee<td>$<td>2.0<td>(<td>5<td>)<td>10<td>%</table>", "Fee\t$2.0\t(5)\t10%\n"),
        ("<table><tr><th>A<th>B<tr><td>1<td>2</table>x", "A\tB\n1\t2\n\nx\n"),
        ("<table><tr><td><p>One</p><p>Two</p></td></tr></table>", "One\n\nTwo\n"),
        ("<table><tr><td><p>One</p><p>Two</p></td><td>3</td></tr></table>", "One Two\t3\n"),
        ("<table><tr><td><table><tr><td>a<td>b</table></td><td>c</td></tr></table>", "a\tb\n\nc\n"),
        ("<pre>Col A  Col B\n   1      2</pre>", "Col A Col B\n1 2\n"),
        ("<script>x()</script><style>p{}</style><title>T</title><p>Seen</p><!-- no -->", "Seen\n"),
        ('<div style="DISPLAY: none">hidden<p>too</p></div><p>Seen</p>', "Seen\n"),
        ("<ix:header><ix:hidden>0008</ix:hidden></ix:header><p><ix:nonNumeric>8</ix:nonNumeric></p>", "8\n"),
        ("<p>They agreed to</p><p>4</p><hr><p>pay a fee.</p>", "They agreed to\npay a fee.\n"),
        ('<p>One.</p><p>12</p><div style="page-break-after: always"></div><p>Two.</p>', "One.\n\nTwo.\n"),
        ("<p>Net sales were</p><p>4</p><p>million.</p>", "Net sales were\n\n4\n\nmillion.\n"),
        ("", ""),
        ("<p> &nbsp; </p>", ""),
    ],
)  # fmt: skip
def test_html(html: str, text: str) -> None:
    assert html_text(html) == text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("one\r\ntwo\r\n\r\n\r\n\r\nthree  \r\n", "one\ntwo\n\nthree\n"),
        ("a &amp; b &lt;5% &#169; &nosuch; AT&T", "a & b <5% © &nosuch; AT&T\n"),
        ("    Set\n    in\n\n   Name    Fee\n   IND       2\n", "Set\nin\n\nName    Fee\nIND       2\n"),
        ("<TABLE>\n<CAPTION>\n<S>       <C>\nIND       $2\n</TABLE>\n", "IND       $2\n"),
        ("end.\n\n<PAGE>   3\n\nNext", "end.\n\nNext\n"),
        ("end of\n\n    3\n\f\n\nthe page", "end of\nthe page\n"),
        ("one\n=====\ntwo\n---- ----\nthree\n***\n###\n", "one\ntwo\nthree\n***\n###\n"),
        ("It was\n\nPage 3 of 12\n\npaid.", "It was\npaid.\n"),
        ("Sales\n\n3\n\nwere", "Sales\n\n3\n\nwere\n"),
        ("the\n\n7\n\nSource: EXAMPLE PHARMA, INC., 8-K, 1/10/2020\n\nparty", "the\nparty\n"),
        ("- one\n- two", "- one\n- two\n"),
    ],
)  # fmt: skip
def test_plain(source: str, text: str) -> None:
    assert plain_text(source) == text


def test_contents_line_is_a_page_mark_only_when_it_recurs() -> None:
    page = "word is\n\n{}\n\nTABLE OF CONTENTS\n\n"
    assert "TABLE OF CONTENTS" in plain_text("a\n\nTABLE OF CONTENTS\n\nb")
    assert plain_text("".join(page.format(i) for i in range(3)) + "end") == "word is\nword is\nword is\nend\n"


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (r"a \$2.0 million fee", "a $2.0 million fee\n"),
        ("#### *Agenus*\n\ntext", "Agenus\n\ntext\n"),
        ("# **A & B, INC.**", "A & B, INC.\n"),
        ("**bold** and *slanted* and ***both***", "bold and slanted and both\n"),
        ("# H\n\n_slanted_ but snake_case_name and ______", "H\n\nslanted but snake_case_name and ______\n"),
        (r"\$1 within [***] ([***]) days, ***, and “***”", "$1 within [***] ([***]) days, ***, and “***”\n"),
        (r"\$5 for “***” or “***”", "$5 for “***” or “***”\n"),
        ("| a | **b** |\n|:---|---:|\n| 1 | \\$<br>2 |", "a\tb\n1\t$ 2\n"),
        ("- one \\$\n- two", "- one $\n- two\n"),
        ("**A** one to\n\n{23}------------------------\n\nidentify", "A one to\nidentify\n"),
        ("**A** ![](_page_33_Picture_9.jpeg)[text](#page-2-0)", "A text\n"),
        (r"\*** not** bold", "*** not** bold\n"),
    ],
)  # fmt: skip
def test_markdown(source: str, text: str) -> None:
    assert looks_like_markdown(source)
    assert markdown_text(source) == text


@pytest.mark.parametrize(
    "source", ["a fee of $2 [***] was paid", "###", "= * = * =", "<S> <C>", "snake_case"]
)
def test_not_markdown(source: str) -> None:
    assert not looks_like_markdown(source)


@pytest.mark.parametrize(
    ("text", "name", "html"),
    [
        ("<!DOCTYPE html><p>x", "", True),
        ("<DIV>a</DIV><DIV>b</DIV>", "", True),
        ("<p>lonely", "a.htm", True),
        ("<p>lonely", "a.txt", False),
        ("<PAGE>\n<TABLE>\n<S> <C>\n", "a.htm", False),
        (r"| \$<br>2 | \$<br>3 | \$<br>4 |", "a.txt", False),
    ],
)
def test_kind_of_document(text: str, name: str, html: bool) -> None:
    assert looks_like_html(text, name) is html


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"plain", "plain"),
        ("Genève".encode(), "Genève"),
        ("Genève".encode("latin-1"), "Genève"),
        ("“quoted” – €".encode("cp1252"), "“quoted” – €"),
        ("Genève".encode("utf-16"), "Genève"),
        (b"\xfe\xff" + "Genève".encode("utf-16-be"), "Genève"),
        (b"\xef\xbb\xbfa", "a"),
        ("é".encode() * 50 + b"\xff", "é" * 50 + "\ufffd"),
    ],
)
def test_decode(data: bytes, text: str) -> None:
    assert decode(data) == text


def test_clean_drops_what_cannot_be_seen() -> None:
    assert clean("a\x00b\u202ec\u200bd\u00ade\ufefff\ud800g") == "abcdefg"
    assert clean("a\u2028b\rc\r\nd\x0be\u2003f\xa0g") == "a\nb\nc\nd\ne f g"
    assert clean("TNF-α, µg, ® ™ 中") == "TNF-α, µg, ® ™ 中"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\xff\xd8\xff\xe0", "a JPEG picture"),
        (b"%PDF-1.4", "a PDF file"),
        (bytes(range(9)) * 100, "binary data"),
        ("text".encode("utf-16"), None),
        (b"text \x00 with a stray NUL " * 10, None),
    ],
)
def test_kind_of_binary(data: bytes, kind: str | None) -> None:
    assert kind_of_binary(data) == kind


def test_deep_html_is_refused_before_it_is_parsed() -> None:
    deep = "<html>" + "<div>" * 60 + "x"
    assert nesting(deep) == 61
    assert canonical_text(deep) == "x\n"
    with pytest.raises(InputError, match="deeper than 50"):
        canonical_text(deep, limits=Limits(max_depth=50))
    assert nesting("<p>a" * 10_000) == 0


def test_a_page_that_ends_with_its_sentence_ends_the_paragraph() -> None:
    assert drop_page_marks("It ended.\n- 4 -\npay") == "It ended.\n\npay"
