"""Files, folders and archives, and what of them is refused."""

from __future__ import annotations

import bz2
import gzip
import io
import os
import pickle
import random
import tarfile
import zipfile
from pathlib import Path

import pytest

from dealgraph.errors import InputError
from dealgraph.filing import Filing
from dealgraph.read import Limits, Source, Unread, find_sources, read_path

A = b"<DOCUMENT>\n<TYPE>8-K\n<TEXT>\nFirst.\n</TEXT>\n</DOCUMENT>\n"
B = b"<DOCUMENT>\n<TYPE>10-K\n<TEXT>\nSecond.\n</TEXT>\n</DOCUMENT>\n"


def summary(path: Path, root: Path, limits: Limits | None = None) -> list[tuple[str, str]]:
    """(source, form or reason) of all that is read there, with sources relative to the root."""
    found = read_path(path) if limits is None else read_path(path, limits=limits)
    return [
        (r.source.replace(f"{root.as_posix()}/", ""), r.reason if isinstance(r, Unread) else r.form)
        for r in found
    ]


def make_zip(path: Path, members: dict[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)


def make_tar(path: Path, members: dict[str, bytes], mode: str = "w") -> None:
    with tarfile.open(path, mode) as archive:  # type: ignore[call-overload]
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))


def test_folder_in_order_of_name(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "x.txt").write_bytes(B)
    (tmp_path / "a.txt").write_bytes(A)
    (tmp_path / "c.jpg").write_bytes(b"\xff\xd8\xff\xe0" + bytes(50))
    (tmp_path / ".hidden").write_bytes(A)
    assert summary(tmp_path, tmp_path) == [
        ("a.txt", "8-K"),
        ("b/x.txt", "10-K"),
        ("c.jpg", "This is a JPEG picture, not a filing"),
    ]


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress], ids=["gz", "bz2"])
def test_compressed_file_whatever_its_name(tmp_path: Path, pack: object) -> None:
    assert callable(pack)
    (tmp_path / "a.txt").write_bytes(pack(A))
    assert summary(tmp_path, tmp_path) == [("a.txt", "8-K")]


def test_zip(tmp_path: Path) -> None:
    make_zip(tmp_path / "f.zip", {"z.txt": A, "d/a.txt": B, "g.txt.gz": gzip.compress(A), "e.txt": b""})
    assert summary(tmp_path, tmp_path) == [
        ("f.zip!d/a.txt", "10-K"),
        ("f.zip!e.txt", "The file is empty"),
        ("f.zip!g.txt.gz", "8-K"),
        ("f.zip!z.txt", "8-K"),
    ]


@pytest.mark.parametrize(
    ("name", "mode"), [("f.tar", "w"), ("f.tar.gz", "w:gz"), ("f.tgz", "w:gz"), ("f.tar.xz", "w:xz")]
)
def test_tar(tmp_path: Path, name: str, mode: str) -> None:
    make_tar(tmp_path / name, {"1.nc": A, "d/2.nc": B}, mode)
    assert summary(tmp_path, tmp_path) == [(f"{name}!1.nc", "8-K"), (f"{name}!d/2.nc", "10-K")]


def test_tar_members_are_read_one_at_a_time(tmp_path: Path) -> None:
    make_tar(tmp_path / "f.tar", {"1.nc": A, "2.nc": B})
    stream = read_path(tmp_path / "f.tar")
    first = next(stream)
    assert isinstance(first, Filing)
    assert first.documents[0].text == "First.\n"


def test_hostile_zip(tmp_path: Path) -> None:
    make_zip(
        tmp_path / "f.zip",
        {"../up.txt": A, "/abs.txt": A, "ok.txt": A, "bomb.txt": bytes(20_000_000), "C:x.txt": A},
    )
    link = zipfile.ZipInfo("link")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "f.zip", "a") as archive:
        archive.writestr(link, "/etc/passwd")
    out = "Its path leads out of the archive"
    assert summary(tmp_path, tmp_path) == [
        ("f.zip!../up.txt", out),
        ("f.zip!/abs.txt", out),
        ("f.zip!C:x.txt", out),
        ("f.zip!bomb.txt", "It grows too large when decompressed"),
        ("f.zip!link", "It is a link inside an archive"),
        ("f.zip!ok.txt", "8-K"),
    ]


def test_zip_bomb_is_refused_and_the_rest_read(tmp_path: Path) -> None:
    noise = random.Random(1).randbytes(100_000)
    make_zip(tmp_path / "f.zip", {"bomb.txt": bytes(12_000_000), "noise": noise, "ok.txt": A})
    assert summary(tmp_path, tmp_path) == [
        ("f.zip!bomb.txt", "It grows too large when decompressed"),
        ("f.zip!noise", "This is binary data, not a filing"),
        ("f.zip!ok.txt", "8-K"),
    ]


def test_gzip_bomb(tmp_path: Path) -> None:
    (tmp_path / "a.gz").write_bytes(gzip.compress(bytes(30_000_000)))
    assert summary(tmp_path, tmp_path) == [("a.gz", "It grows too large when decompressed")]


def test_hostile_tar(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "f.tar", "w") as archive:
        for name, kind in (
            ("link", tarfile.SYMTYPE),
            ("hard", tarfile.LNKTYPE),
            ("fifo", tarfile.FIFOTYPE),
            ("dev", tarfile.CHRTYPE),
        ):
            info = tarfile.TarInfo(name)
            info.type = kind
            info.linkname = "/etc/passwd"
            archive.addfile(info)
        info = tarfile.TarInfo("../up.txt")
        info.size = len(A)
        archive.addfile(info, io.BytesIO(A))
        info = tarfile.TarInfo("ok.txt")
        info.size = len(A)
        archive.addfile(info, io.BytesIO(A))
    refused = "It is a link, device or sparse file inside an archive"
    assert summary(tmp_path, tmp_path) == [
        ("f.tar!link", refused),
        ("f.tar!hard", refused),
        ("f.tar!fifo", refused),
        ("f.tar!dev", refused),
        ("f.tar!../up.txt", "Its path leads out of the archive"),
        ("f.tar!ok.txt", "8-K"),
    ]


def test_too_many_members(tmp_path: Path) -> None:
    make_zip(tmp_path / "f.zip", {f"{i}.txt": A for i in range(5)})
    got = summary(tmp_path, tmp_path, Limits(max_members=2))
    assert got[2:] == [("f.zip!2.txt", "The archive has more than 2 members; the rest is not read")]


def test_a_huge_sparse_file_is_refused_unread(tmp_path: Path) -> None:
    with (tmp_path / "a.txt").open("wb") as file:
        file.truncate(10 * 1024**3)
    assert summary(tmp_path, tmp_path) == [("a.txt", "It is larger than 524,288,000 bytes")]


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"", "The file is empty"),
        ("a.gz", b"", "The file is empty"),
        ("a.gz", gzip.compress(b"", mtime=0), "The compressed file is empty"),
        ("a.gz", gzip.compress(A * 100, mtime=0)[:-20], "damaged"),
        ("a.zip", b"PK\x03\x04 nothing", "damaged"),
        ("a.tar", b"not a tar at all", "damaged"),
        ("a.txt", b"\x00\x01\x02\x03" * 100, "binary data"),
    ],
    ids=["empty", "empty gz", "gz of nothing", "gz cut off", "no zip", "no tar", "binary"],
)
def test_damaged_files_say_so(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(data)
    (source, why) = summary(tmp_path, tmp_path)[0]
    assert source == name
    assert reason in why


def test_links_in_folders_are_not_followed_but_named_ones_are(tmp_path: Path) -> None:
    (tmp_path / "d").mkdir()
    (tmp_path / "real.txt").write_bytes(A)
    (tmp_path / "d" / "loop").symlink_to(tmp_path)
    (tmp_path / "d" / "l.txt").symlink_to(tmp_path / "real.txt")
    os.mkfifo(tmp_path / "d" / "pipe")
    assert summary(tmp_path / "d", tmp_path) == [
        ("d/l.txt", "It is a symbolic link, which is not followed"),
        ("d/loop", "It is a symbolic link, which is not followed"),
        ("d/pipe", "It is not a regular file"),
    ]
    assert summary(tmp_path / "d" / "l.txt", tmp_path) == [("d/l.txt", "8-K")]


def test_unreadable_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_bytes(A)

    def deny(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("builtins.open", deny)
    assert list(Source(str(tmp_path / "a.txt")).stream()) == [
        Unread((tmp_path / "a.txt").as_posix(), "It may not be read (permission denied)")
    ]


def test_vanished_file(tmp_path: Path) -> None:
    source = Source(str(tmp_path / "gone.txt"))
    assert source.read() == [Unread((tmp_path / "gone.txt").as_posix(), "It is no longer there")]
    assert source.fingerprint() == "missing"


def test_missing_path(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        list(find_sources([tmp_path / "nowhere"]))


def test_sources_are_unique_sorted_picklable_and_know_changes(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt"):
        (tmp_path / name).write_bytes(A)
    sources = list(find_sources([tmp_path / "b.txt", tmp_path, tmp_path / "a.txt"]))
    assert sorted(Path(s.path).name for s in sources) == ["a.txt", "b.txt"]
    assert sources == list(find_sources([tmp_path / "a.txt", tmp_path / "b.txt", tmp_path]))
    copy = pickle.loads(pickle.dumps(sources[0]))
    assert copy.read() == sources[0].read()
    before = sources[0].fingerprint()
    Path(sources[0].path).write_bytes(A + b"\n")
    assert sources[0].fingerprint() != before


def test_names_that_are_not_text(tmp_path: Path) -> None:
    (tmp_path / "bad\nname.txt").write_bytes(A)
    (source, form) = summary(tmp_path, tmp_path)[0]
    assert (source, form) == ("bad\\x0aname.txt", "8-K")


def test_a_bomb_of_many_members(tmp_path: Path) -> None:
    make_tar(tmp_path / "f.tar.gz", {f"{i}.txt": A + b" " * 4_000_000 for i in range(9)}, "w:gz")
    got = summary(tmp_path, tmp_path)
    assert got[:2] == [("f.tar.gz!0.txt", "8-K"), ("f.tar.gz!1.txt", "8-K")]
    assert len(got) == 3
    assert got[2][1].endswith("bytes; the rest is not read")
