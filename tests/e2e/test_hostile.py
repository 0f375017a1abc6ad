"""Hostile files among good ones: each is refused in one sentence, by every command, and the good ones are built."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from dealgraph.cli import main

GOOD = Path(__file__).parents[2] / "examples" / "filings" / "immunogen-2006-01-genentech.txt"


def run(*arguments: object) -> Result:
    result = CliRunner().invoke(main, [str(a) for a in arguments], prog_name="dealgraph")
    # A bug must not pass for a refusal: only exits that the program chose.
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert "Traceback" not in result.output
    return result


def zipped(name: str = "", data: bytes = b"") -> bytes:
    """A zip archive of one member, or of none."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        if name:
            archive.writestr(name, data)
    return out.getvalue()


def tarred(kind: bytes = b"", link: str = "") -> bytes:
    """A tar archive of one member that is no file, or of none."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        member = tarfile.TarInfo("a.txt")
        member.type, member.linkname = kind, link
        if kind:
            archive.addfile(member)
    return out.getvalue()


#: Files that hold nothing that could be read.
REFUSED: dict[str, Callable[[], bytes]] = {
    "empty.txt": lambda: b"",
    "blank.txt": lambda: b" \n\n",
    "picture.jpg": lambda: b"\xff\xd8\xff\xe0" + bytes(range(256)) * 8,
    "nothing.txt.gz": lambda: b"",
    "empty.txt.gz": lambda: gzip.compress(b""),
    "short.txt.gz": lambda: gzip.compress(GOOD.read_bytes())[:60],
    "bomb.txt.gz": lambda: gzip.compress(b"\0" * 40_000_000),
    "bomb.zip": lambda: zipped("a.txt", b" " * 40_000_000),
    "empty.zip": lambda: zipped(),
    "empty.tar.gz": lambda: gzip.compress(tarred()),
    "folders.zip": lambda: zipped("a/", b""),
    "folders.tar": lambda: tarred(tarfile.DIRTYPE, ""),
    "up.zip": lambda: zipped("../../a.txt", GOOD.read_bytes()),
    "root.zip": lambda: zipped("/etc/a.txt", GOOD.read_bytes()),
    "link.tar": lambda: tarred(tarfile.SYMTYPE, "/etc/passwd"),
    "hard.tar": lambda: tarred(tarfile.LNKTYPE, "/etc/passwd"),
    "device.tar": lambda: tarred(tarfile.CHRTYPE, ""),
    "pipe.tar": lambda: tarred(tarfile.FIFOTYPE, ""),
    "deep.htm": lambda: b"<html>" + b"<div>" * 200_000 + b"a",
    "noise.txt": lambda: bytes((n * 7919) % 256 for n in range(5_000)),
}

#: Odd files that can be read; nothing may come of what is odd in them.
TAKEN: dict[str, bytes] = {
    "line.txt": b"Arbor Bio paid Elder plc. " + b"word " * 200_000,
    "entities.htm": b"<!DOCTYPE a [<!ENTITY b 'bb'><!ENTITY c '&b;&b;&b;'>]><html><p>A fee of &c; was paid.</p></html>",
    "file-entity.htm": b"<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><html><p>Paid &x;</p></html>",
    "nul.txt": b"Arbor Bio\0 paid Elder\0 plc $2 million under an agreement.",
    "broken.txt": b"Arbor Bio paid \xc3\x28 \xf0\x28\x8c\x28 Elder plc $2 million.",
    "bidi.txt": "Arbor \u202eoiB paid \ue000 Elder plc $2 million.".encode(),
    "markup.txt": (
        b"<SEC-HEADER>\nACCESSION NUMBER: 0000000001-00-000001\nCONFORMED SUBMISSION TYPE: <b>8-K</b>\nFILER:\n"
        b"COMPANY DATA:\nCOMPANY CONFORMED NAME: <script>x</script> \"' INC\nCENTRAL INDEX KEY: ../../1\n"
        b"</SEC-HEADER>\n<DOCUMENT>\n<TYPE>8-K\n<SEQUENCE>1\n<TEXT>\nNo deal.\n</TEXT>\n</DOCUMENT>\n"
    ),
    "many.txt": b"<SEC-HEADER>\nACCESSION NUMBER: 0000000002-00-000001\n</SEC-HEADER>\n"
    + b"<DOCUMENT>\n<TYPE>EX-99\n<SEQUENCE>1\n<TEXT>\nA\n</TEXT>\n</DOCUMENT>\n" * 300,
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / name).write_bytes(REFUSED[name]())
    alone = run("build", folder / name, "-o", tmp_path / "alone", "--workers", 1)
    assert alone.exit_code == 2, alone.output
    assert name in alone.stderr
    facts = run("facts", folder / name)
    assert facts.exit_code == 2, facts.output
    assert name in facts.stderr
    (folder / "good.txt").write_bytes(GOOD.read_bytes())
    beside = run("build", folder, "-o", tmp_path / "beside", "--workers", 1)
    assert beside.exit_code == 1, beside.output
    assert "1 filings" in beside.stdout
    assert beside.stderr.count("\n") == 1
    assert name in beside.stderr


def test_taken(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name, data in TAKEN.items():
        (folder / name).write_bytes(data)
    done = run("build", folder, "-o", tmp_path / "graph", "--workers", 1)
    assert done.exit_code == 0, done.output
    assert f"{len(TAKEN)} filings" in done.stdout
    assert run("verify", tmp_path / "graph").exit_code == 0
    for name in TAKEN:
        text = run("text", folder / name).stdout
        assert "root:" not in text, "a file of this machine was read"
        assert "\0" not in text


def test_a_file_that_may_not_be_read(open_folder: Path, without_rights: Any) -> None:
    file = open_folder / "secret.txt"
    file.write_bytes(GOOD.read_bytes())
    file.chmod(0)
    open_folder.chmod(0o777)
    with without_rights():
        done = run("build", file, "-o", open_folder / "graph", "--workers", 1)
    assert done.exit_code == 2
    assert "permission denied" in done.stderr


@pytest.mark.parametrize("command", ["info", "verify", "validate", "export", "query", "sparql"])
@pytest.mark.parametrize(
    "damage",
    [
        "{",
        "[]",
        "null",
        '{"format": 1}',
        '{"format": 99}',
        '{"format": 1, "generation": "a", "index": "../a", "shards": ["/b"], "summary": {"facts": {}, "quads": 1}}',
        "\0\xff",
    ],
)
def test_a_folder_that_is_no_graph(tmp_path: Path, command: str, damage: str) -> None:
    (tmp_path / "dataset.json").write_bytes(damage.encode("latin-1"))
    more = {"query": ["milestones"], "sparql": ["ASK {}"]}.get(command, [])
    done = run(command, tmp_path, *more)
    assert done.exit_code == 2, done.output
    assert done.stderr.startswith("Error: ")
    assert done.stderr.count("\n") == 1


def test_limits_are_options(tmp_path: Path) -> None:
    """What a limit kept out comes in under a higher one, without any file being touched."""
    folder, graph = tmp_path / "in", tmp_path / "graph"
    folder.mkdir()
    (folder / "good.txt").write_bytes(GOOD.read_bytes())
    (folder / "many.txt").write_bytes(TAKEN["many.txt"])
    small = run("build", folder, "-o", graph, "--workers", 1, "--read-limit", "max_documents=200")
    assert small.exit_code == 1
    assert "many.txt: The submission has more than 200 documents" in small.stderr
    again = run("build", folder, "-o", graph, "--workers", 1, "--read-limit", "max_documents=200")
    assert "0 files read, 2 unchanged" in again.stdout
    whole = run("build", folder, "-o", graph, "--workers", 1)
    assert whole.exit_code == 0, whole.output
    assert "2 filings (2 files read" in whole.stdout
    assert run("verify", graph).exit_code == 0
    assert run("text", GOOD, "--read-limit", "max-file=1KB").exit_code == 2
    assert run("facts", GOOD, "--read-limit", "max_file=1 KB").exit_code == 2
    assert run("text", GOOD, "--read-limit", "max_file=1MB").exit_code == 0


@pytest.mark.parametrize(
    ("setting", "says"),
    [
        ("max_size=1", "There is no such limit. Give NAME=NUMBER, NAME one of max_file, max_text,"),
        ("max_file", "This is not a limit. Give a number from 1 on, such as max_file=500 or max_file=2GB"),
        ("max_file=0", "This is not a limit"),
        ("max_file=-5", "This is not a limit"),
        ("max_file=1e9", "This is not a limit"),
        ("max_ratio=٣", "This is not a limit"),
    ],
)
def test_what_is_no_limit(tmp_path: Path, setting: str, says: str) -> None:
    done = run("build", GOOD, "-o", tmp_path / "graph", "--read-limit", setting)
    assert done.exit_code == 2
    assert says in done.stderr
    assert not (tmp_path / "graph").exists()
