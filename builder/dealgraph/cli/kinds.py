"""What arguments and options may be, beyond what click knows: places that may lie elsewhere, and workers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click


class _Place(click.ParamType):  # type: ignore[type-arg]  # generic in later versions of click
    """A path of this machine, or a URL that fsspec can open."""

    name = "place"

    def convert(
        self, value: str | Path, param: click.Parameter | None, ctx: click.Context | None
    ) -> str | Path:
        from dealgraph.urls import as_path, is_url

        return value if is_url(value) else as_path(value)


class _Graph(_Place):
    """A GRAPH folder; of one that lies elsewhere, the copy on this machine, brought up to date."""

    name = "graph"

    def convert(self, value: str | Path, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        return here(super().convert(value, param, ctx))


def here(graph: str | Path) -> Path:
    """Give the folder of a graph on this machine: of one that lies elsewhere, its copy, brought up to date.

    Raises:
        InputError: The place can't be reached.
        StorageError: There is no graph.
    """
    if isinstance(graph, Path):
        return graph
    from dealgraph.store.mirror import Mirror

    return Mirror.of(graph).pull()


@contextmanager
def changing(graph: str | Path) -> Iterator[Path]:
    """Give the folder of a graph to change a file of; of one that lies elsewhere, what was changed is put there.

    Raises:
        InputError: The place can't be reached.
        StorageError: There is no graph elsewhere, or another build has put one there meanwhile.
    """
    if isinstance(graph, Path):
        yield graph
        return
    from dealgraph.store.mirror import Mirror

    with Mirror.of(graph).building() as folder:
        yield folder


class _Workers(click.ParamType):  # type: ignore[type-arg]  # generic in later versions of click
    """A number of processes, or the address of a Dask scheduler."""

    name = "workers"

    def convert(
        self, value: str | int, param: click.Parameter | None, ctx: click.Context | None
    ) -> str | int:
        from dealgraph.cluster import is_address

        if isinstance(value, str) and is_address(value):
            return value
        try:
            count = int(value)
        except ValueError:
            count = 0
        if count < 1:
            self.fail(f"{value!r} is neither a number from 1 on nor a scheduler's address (tcp://HOST:PORT).")
        return count


PLACE = _Place()
GRAPH = _Graph()
WORKERS = _Workers()
