"""A bucket of an S3 server on loopback, and filings that lie in it."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import tarfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

EXAMPLES = sorted((Path(__file__).parents[2] / "examples" / "filings").glob("*.txt"))[:6]
KEY, SECRET = "AKIAEXAMPLEEXAMPLE00", "a-secret-that-nobody-may-see"


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """An S3 server on loopback."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        for _ in range(600):
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                break
            except OSError:
                time.sleep(0.05)
        yield f"http://127.0.0.1:{port}"
        process.terminate()


@pytest.fixture
def bucket(server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The file system of an empty bucket `deals`, which environment variables lead to."""
    monkeypatch.setenv("AWS_ENDPOINT_URL", server)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", KEY)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", SECRET)
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    monkeypatch.setenv("DEALGRAPH_CACHE", str(tmp_path / "cache"))
    import fsspec

    s3 = fsspec.filesystem("s3")
    s3.mkdir("deals")
    yield s3
    s3.invalidate_cache()
    s3.rm("deals", recursive=True)
    s3.clear_instance_cache()


@pytest.fixture
def filings(bucket: Any, tmp_path: Path) -> Path:
    """Filings in the bucket, half of them in an archive; the same in a folder, which is given."""
    folder = tmp_path / "filings"
    folder.mkdir()
    for file in EXAMPLES[::2]:
        shutil.copy(file, folder)
    with tarfile.open(folder / "feed.tar.gz", "w:gz") as feed:
        for file in EXAMPLES[1::2]:
            feed.add(file, file.name)
    for file in folder.iterdir():
        bucket.put_file(str(file), f"deals/filings/{file.name}")
    bucket.pipe_file("deals/filings/.hidden/a.txt", b"no filing")
    return folder
