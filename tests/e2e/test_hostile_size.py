"""Files made to cost: each through `dealgraph build` in a process of its own, whose time and memory are measured.

Run by hand, `python tests/e2e/test_hostile_size.py` takes them at full size (a line of 100 MB) and prints a table.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
GOOD = ROOT / "examples" / "filings" / "immunogen-2006-01-genentech.txt"
RUN = "import sys; sys.path.insert(0, sys.argv.pop(1)); from dealgraph.cli import main; main()"
MB = 1 << 20


def sparse(path: Path, _: int) -> None:
    """A file of 10 GB that takes no room."""
    with path.open("wb") as file:
        file.truncate(10 << 30)


def line(path: Path, size: int) -> None:
    """One line of words."""
    path.write_bytes(b"Arbor Bio paid Elder plc $2 million. " + b"word " * (size // 5))


def letters(path: Path, size: int) -> None:
    """One word."""
    path.write_bytes(b"Arbor Bio paid. " + b"a" * size)


def blank(path: Path, size: int) -> None:
    """White space, with a word at its end."""
    path.write_bytes(b"Paid." + b" " * size + b"Due.")


def markup(path: Path, size: int) -> None:
    """Open tags."""
    path.write_bytes(b"<html>" + b"<div>" * (size // 5) + b"Paid.")


def wide(path: Path, size: int) -> None:
    """A table of one row."""
    path.write_bytes(b"<html><table><tr>" + b"<td>1" * (size // 5) + b"</table>")


def bomb(path: Path, size: int) -> None:
    """Entities of entities, which would grow to a billion, over and over."""
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    path.write_text(
        f'<!DOCTYPE a [<!ENTITY e0 "lol">{levels}]><html><p>' + "&e9; " * (size // 5) + "</p></html>"
    )


def references(path: Path, size: int) -> None:
    """Character references, many of no character."""
    path.write_bytes(b"<html><p>Paid." + b"&#0;&#x110000;&#8238;" * (size // 21) + b"</p>")


def documents(path: Path, size: int) -> None:
    """A submission of very many documents."""
    part = b"<DOCUMENT>\n<TYPE>EX-99\n<SEQUENCE>1\n<TEXT>\nA fee.\n</TEXT>\n</DOCUMENT>\n"
    head = b"<SEC-HEADER>\nACCESSION NUMBER: 0000000002-00-000001\n</SEC-HEADER>\n"
    path.write_bytes(head + part * (size // len(part)))


def signs(path: Path, size: int) -> None:
    """Bidirectional, private-use and zero-width characters."""
    path.write_text(
        "Arbor Bio paid.\u202e\ue000\u200b\U000f0000\ufeff" + "\u202e\u200b" * (size // 6) + "Due."
    )


def noughts(path: Path, size: int) -> None:
    """NULs between letters, as of another encoding."""
    path.write_bytes(b"P\0a\0i\0d\0.\0" * (size // 10))


def header(path: Path, size: int) -> None:
    """A header of very many companies."""
    row = b"FILER:\nCOMPANY DATA:\nCOMPANY CONFORMED NAME: ARBOR BIO\nCENTRAL INDEX KEY: 0000000001\n"
    body = b"</SEC-HEADER>\n<DOCUMENT>\n<TYPE>8-K\n<TEXT>\nNo deal.\n</TEXT>\n</DOCUMENT>\n"
    path.write_bytes(b"<SEC-HEADER>\n" + row * (size // len(row)) + body)


def names(path: Path, size: int) -> None:
    """Deals, each with another company, another drug and another amount."""
    deal = (
        "On March 1, 2001, Arbor Bio, Inc. entered into a license agreement with Elder{n} Bio, Inc. under which Arbor "
        "received an upfront payment of ${n} million for AB-{n}, an anti-CD19 antibody.\n\n"
    )
    head = (
        "<SEC-HEADER>\nACCESSION NUMBER: 0000000003-00-000001\nCONFORMED SUBMISSION TYPE: 8-K\nFILER:\nCOMPANY DATA:\n"
        "COMPANY CONFORMED NAME: ARBOR BIO INC\n</SEC-HEADER>\n<DOCUMENT>\n<TYPE>8-K\n<TEXT>\n"
    )
    deals = "".join(deal.format(n=n) for n in range(size // len(deal)))
    path.write_text(f"{head}{deals}</TEXT>\n</DOCUMENT>\n")


@dataclass(frozen=True, slots=True)
class Cost:
    """What a build took: its exit code and words, seconds of processor time, MB of memory at most."""

    code: int
    said: str
    seconds: float
    memory: int


#: Each case with its size in a test and by hand, in MB, and what is said of it where it is refused.
CASES: dict[str, tuple[Callable[[Path, int], None], float, float, str]] = {
    "a sparse file of 10 GB": (sparse, 1, 1, "larger than 524,288,000 bytes"),
    "a line of words": (line, 1, 100, ""),
    "a word": (letters, 1, 20, ""),
    "white space": (blank, 1, 20, ""),
    "open tags": (markup, 1, 9, "nests deeper than 5000"),
    "a row of cells": (wide, 0.3, 9, ""),
    "a row of more cells": (wide, 12, 20, "more than 2,000,000 tags"),
    "entities of entities": (bomb, 1, 20, ""),
    "character references": (references, 1, 20, ""),
    "documents in a submission": (documents, 1, 20, "more than 5,000 documents"),
    "invisible characters": (signs, 1, 20, ""),
    "NULs": (noughts, 1, 20, "binary data"),
    "companies in a header": (header, 0.5, 20, ""),
    "deals of ever other companies": (names, 0.02, 0.2, ""),
}


def cost(folder: Path, cases: dict[str, float]) -> Cost:
    """Build the graph of cases of some size beside a good filing, in a process of its own."""
    filings = folder / "filings"
    filings.mkdir()
    for name, size in cases.items():
        CASES[name][0](filings / f"{name.replace(' ', '-')}.htm", int(size * MB))
    (filings / "good.txt").write_bytes(GOOD.read_bytes())
    command = [sys.executable, "-c", RUN, str(ROOT / "builder")]
    command += ["build", str(filings), "-o", str(folder / "graph"), "--workers", "1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        assert process.stdout is not None
        said = process.stdout.read()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    unit = 1024 if sys.platform != "darwin" else MB
    return Cost(process.returncode, said, used.ru_utime + used.ru_stime, used.ru_maxrss // unit)


def test_what_is_made_to_cost_does_not(tmp_path: Path) -> None:
    done = cost(tmp_path, {name: case[1] for name, case in CASES.items()})
    assert done.code == 1, done.said
    assert "Traceback" not in done.said
    refused = {name.replace(" ", "-"): case[3] for name, case in CASES.items() if case[3]}
    assert f"graph: {len(CASES) - len(refused) + 1} filings" in done.said
    told = [x for x in done.said.splitlines() if x.startswith("Not read: ")]
    assert len(told) == len(refused)
    for name, reason in refused.items():
        assert any(f"{name}.htm: " in x and reason in x for x in told), name
    # By far: it takes some twelve seconds and 150 MB.
    assert done.seconds < 60
    assert done.memory < 700


def main() -> int:
    """Take the cases at full size, or those that are named, and print what each cost."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("names", nargs="*")
    for name in parser.parse_args().names or list(CASES):
        size = CASES[name][2]
        with tempfile.TemporaryDirectory() as folder:
            done = cost(Path(folder), {name: size})
        said = " ".join(x.partition(": ")[2] for x in done.said.splitlines() if x.startswith("Not read"))
        outcome = said.rpartition(": ")[2] or "read"
        print(f"{name}, {size} MB: {outcome}; {done.seconds:.1f} s, {done.memory} MB", flush=True)
        if done.code not in (0, 1):
            print(done.said)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
