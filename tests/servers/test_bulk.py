"""The files for bulk loaders, loaded by the loaders that are installed here."""

from __future__ import annotations

import gzip
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from dealgraph.cli import main
from dealgraph.errors import StorageError
from dealgraph.publish import publish, write_bulk
from dealgraph.store import GraphFolder

from .running import MERGED, oxigraph, tool, virtuoso

pytestmark = pytest.mark.enable_socket


def lines(folder: Path) -> set[str]:
    found: set[str] = set()
    for file in folder.glob("data/part-*.nq.gz"):
        found |= set(gzip.decompress(file.read_bytes()).decode("utf-8").splitlines())
    return found


def test_the_files_hold_the_graph(few: GraphFolder, tmp_path: Path) -> None:
    expected = set(few.export_lines())
    assert write_bulk(few, tmp_path / "plain") == len(expected)
    assert lines(tmp_path / "plain") == expected
    assert {p.name for p in (tmp_path / "plain").iterdir()} == {"data", "load-fuseki.sh", "load-oxigraph.sh"}
    write_bulk(few, tmp_path / "named", default_graph=MERGED)
    named = lines(tmp_path / "named")
    assert len(named) == len(expected)
    assert all(line.count(" ") >= 4 for line in named)
    scripts = sorted(p.name for p in (tmp_path / "named").glob("load-*"))
    assert scripts == [
        f"load-{n}"
        for n in ("fuseki.sh", "graphdb.sh", "neptune.sh", "oxigraph.sh", "qlever.sh", "virtuoso.sql")
    ]
    for script in (tmp_path / "named").glob("*.sh"):
        subprocess.run(["sh", "-n", str(script)], check=True)


def test_the_same_graph_gives_the_same_bytes(few: GraphFolder, tmp_path: Path) -> None:
    contents = []
    for _ in range(2):
        write_bulk(few, tmp_path / "bulk", default_graph=MERGED)
        files = sorted(p for p in (tmp_path / "bulk").rglob("*") if p.is_file())
        contents.append([(p.relative_to(tmp_path), p.read_bytes()) for p in files])
    assert contents[0] == contents[1]


def test_a_folder_with_other_things_is_left_alone(few: GraphFolder, tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years")
    with pytest.raises(StorageError, match=r"holds other things \(thesis\.txt\)"):
        write_bulk(few, tmp_path)
    result = CliRunner().invoke(main, ["publish", str(few.path), "--bulk", str(tmp_path / "new"), "--json"])
    assert (result.exit_code, '"triples": ' in result.stdout) == (0, True)
    result = CliRunner().invoke(
        main, ["publish", str(few.path), "--bulk", str(tmp_path / "b"), "--default-graph", "x"]
    )
    assert (result.exit_code, "is not an IRI" in result.stderr) == (2, True)


def test_oxigraph_loads_them(few: GraphFolder, changed: GraphFolder, tmp_path: Path) -> None:
    program = tool("oxigraph")
    if program is None:
        pytest.skip("oxigraph is not installed (`pip install oxigraph`)")
    bulk = tmp_path / "bulk"
    write_bulk(few, bulk)
    environment = {"PATH": f"{Path(program).parent}:/usr/bin:/bin", "STORE": str(tmp_path / "store")}
    subprocess.run(["sh", "load-oxigraph.sh"], cwd=bulk, env=environment, check=True, capture_output=True)
    with oxigraph(tmp_path, program) as server:
        assert server.lines() == set(few.export_lines())
        assert publish(few, server.client()).current
        assert publish(changed, server.client()).graphs == 1
        assert server.lines() == set(changed.export_lines())


def test_virtuoso_loads_them(few: GraphFolder, changed: GraphFolder, tmp_path: Path) -> None:
    program, isql = tool("virtuoso-t"), tool("isql-vt")
    if program is None or isql is None:
        pytest.skip("virtuoso-t is not installed (`apt-get install virtuoso-opensource-7-bin`)")
    bulk = tmp_path / "bulk"
    write_bulk(few, bulk, default_graph=MERGED)
    script = bulk / "load-virtuoso.sql"
    script.write_text(script.read_text().replace("FOLDER", str(bulk)))
    with virtuoso(tmp_path, program) as server:
        command = [isql, f"127.0.0.1:{server.sql}", "dba", "dba", str(script)]
        said = subprocess.run(command, check=True, capture_output=True, text=True, timeout=60).stdout
        assert "0 Rows." in said, said
        assert server.lines() == set(few.export_lines())
        assert publish(few, server.client()).current
        assert publish(changed, server.client()).graphs == 1
        assert server.lines() == set(changed.export_lines())
