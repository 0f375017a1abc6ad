"""Where the data that ships with Dealgraph lies: `ontology`, `shapes` and `queries`."""

from __future__ import annotations

from pathlib import Path


def data_folder(name: str) -> Path:
    """Give the folder of shipped data with this name, from a checkout and from an installed wheel alike.

    Args:
        name: "ontology", "shapes" or "queries".

    Raises:
        FileNotFoundError: There is no such folder, which means a broken installation.

    >>> (data_folder("ontology") / "dealgraph.ttl").is_file()
    True
    """
    package = Path(__file__).resolve().parent
    for folder in (package / "_data" / name, package.parents[1] / name):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"Dealgraph's own folder {name!r} is missing; install dealgraph again")
