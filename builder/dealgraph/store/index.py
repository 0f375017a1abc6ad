"""The index: a fresh Oxigraph store made from shards in one go, beside the old one."""

from __future__ import annotations

import gzip
import os
import shutil
import uuid
from collections.abc import Iterable
from pathlib import Path
from typing import IO, cast

from dealgraph.errors import StorageError


def build_index(folder: Path, name: str, shards: Iterable[Path]) -> None:
    """Load shards into a new store and put it in its place as `folder/name`.

    Raises:
        StorageError: A shard is not N-Quads, or the store can't be written.
    """
    import pyoxigraph

    final = folder / name
    if final.is_dir():
        return
    scratch = folder / f"{uuid.uuid4().hex}.tmp"
    scratch.mkdir(parents=True)
    try:
        store = pyoxigraph.Store(str(scratch))
        for shard in shards:
            with gzip.open(shard, "rb") as file:
                store.bulk_load(input=cast("IO[bytes]", file), format=pyoxigraph.RdfFormat.N_QUADS)
        store.optimize()
        store.flush()
        del store
        os.replace(scratch, final)
    except (OSError, SyntaxError) as error:
        raise StorageError(
            f"The index cannot be built ({error})", where=str(final), suggestion="Build the graph again"
        ) from error
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
