"""The Python API: read one filing's facts, open a graph, ask it.

>>> import dealgraph, tempfile
>>> from pathlib import Path
>>> folder = Path(tempfile.mkdtemp())
>>> _ = (folder / "notice.htm").write_text("<p>The annual meeting is in May.</p>", encoding="utf-8")
>>> report = dealgraph.build([folder / "notice.htm"], folder / "graph")
>>> report.filings, report.unread
(1, ())
>>> graph = dealgraph.open(folder / "graph")
>>> bool(graph.sparql("ASK { ?filing a dg:Filing }"))
True
>>> import shutil; shutil.rmtree(folder)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dealgraph.errors import InputError, ValidationError
from dealgraph.facts import FilingFacts
from dealgraph.filing import Filing
from dealgraph.store import GraphFolder
from dealgraph.urls import as_path, is_url

if TYPE_CHECKING:
    import networkx
    import pandas
    import pyoxigraph
    import rdflib

    from dealgraph.history import Saying
    from dealgraph.query import Rows
    from dealgraph.why import Answer


def extract(source: Filing | str | Path, *, extractor: str = "rules") -> FilingFacts:
    """Read the facts of one filing, each with the words it was read from.

    Args:
        source: A filing, or the path or URL of a file that holds one.
        extractor: Name of the extractor.

    Raises:
        InputError: The file can't be read, or holds no filing or several.

    >>> from dealgraph.read import read_bytes
    >>> extract(read_bytes(b"<p>The meeting is in May.</p>", "notice.htm")).agreements
    ()
    """
    from dealgraph.extract import load_extractor
    from dealgraph.ledger import verify

    filing = source if isinstance(source, Filing) else _one_filing(source)
    return verify(filing, load_extractor(extractor).extract(filing))


def _one_filing(path: str | Path) -> Filing:
    from dealgraph.read import Unread, read_path

    found = list(read_path(path))
    if len(found) != 1:
        raise InputError(
            f"There are {len(found)} filings here, not one",
            where=str(path),
            suggestion="Give one file, or use dealgraph.build for many",
        )
    if isinstance(found[0], Unread):
        raise InputError(found[0].reason, where=found[0].source, suggestion="Give a filing, as HTML or text")
    return found[0]


def open(path: str | Path) -> Graph:
    """Open a built graph.

    Args:
        path: Its folder, or the URL of one that fsspec can open, of which the copy on this machine is brought up to
            date.

    Raises:
        InputError: The URL can't be reached.
        StorageError: There is no graph at the path.
    """
    from dealgraph.store.mirror import Mirror

    return Graph(GraphFolder.open(Mirror.of(str(path)).pull() if is_url(path) else as_path(path)))


@dataclass(frozen=True, slots=True)
class Graph:
    """A built graph, to read. It shows what was there when a method was called."""

    folder: GraphFolder

    def store(self) -> pyoxigraph.Store:
        """Give the Oxigraph store."""
        return self.folder.open_store()

    def dataset(self) -> rdflib.Dataset:
        """Give an rdflib Dataset over the store: merged facts in the default graph, filings in their own."""
        import oxrdflib
        import rdflib

        return rdflib.Dataset(store=oxrdflib.OxigraphStore(store=self.store()))

    def query(self, name: str, **parameters: object) -> Rows:
        """Run a named query.

        Args:
            name: A name that `dealgraph queries` lists.
            parameters: The query's parameters.

        Raises:
            ValidationError: There is no such query, or a parameter is unknown, missing or of the wrong type.
        """
        from dealgraph.query import load_queries, run

        queries = load_queries()
        if name not in queries:
            raise ValidationError(
                f"There is no query {name!r}", suggestion=f"Choose one of: {', '.join(sorted(queries))}"
            )
        given = {k: self.folder.follow(v) if isinstance(v, str) else v for k, v in parameters.items()}
        return run(self.store(), queries[name], given)

    def history(self, name: str) -> list[Saying]:
        """Give which filing said what, when, of an agreement or milestone, or of all those of a company or drug.

        Raises:
            ValidationError: The name means nothing in the graph, or several things.
        """
        from dealgraph.history import history

        return history(self.folder, name)

    def why(self, first: str, second: str) -> Answer:
        """Explain why two names, IRIs or items (FILING#ITEM) are one thing or not.

        Raises:
            ValidationError: One of them means nothing in the graph, or several things.
        """
        from dealgraph.why import why

        return why(self.folder, first, second)

    def sparql(self, text: str) -> Any:
        """Run a SPARQL query over the merged facts; `GRAPH` reaches the filings' own graphs.

        Returns:
            What pyoxigraph gives: solutions, triples or a boolean.

        Raises:
            ValidationError: The query can't be parsed.
        """
        from dealgraph.rdf.terms import PREFIXES

        try:
            return self.store().query(text, prefixes=PREFIXES)
        except SyntaxError as error:
            raise ValidationError(
                f"The query cannot be parsed ({error})", suggestion="Mend the query where the parser stopped"
            ) from error

    def frame(self, query: str, **parameters: object) -> pandas.DataFrame:
        """Run a named query, or a SELECT query in SPARQL, and give its rows as a pandas frame.

        Args:
            query: A name that `dealgraph queries` lists, or SPARQL text.
            parameters: The named query's parameters.

        Raises:
            InputError: pandas isn't installed (`pip install 'dealgraph[notebook]'`).
            ValidationError: There is no such query, or it or a parameter is wrong.
        """
        from dealgraph.export.frames import frame
        from dealgraph.query import select

        if "{" not in query:
            return frame(self.query(query, **parameters))
        if parameters:
            raise ValidationError(
                "SPARQL text takes no parameters",
                where=", ".join(sorted(parameters)),
                suggestion="Write a named query, or leave them out",
            )
        return frame(select(self.store(), query))

    def graph(
        self,
        *,
        fold: bool = False,
        companies: Iterable[str] = (),
        drugs: Iterable[str] = (),
        antigens: Iterable[str] = (),
        since: int | None = None,
        until: int | None = None,
        depth: int | None = None,
    ) -> networkx.MultiDiGraph[str]:
        """Give the graph, or a part of it, as a networkx MultiDiGraph.

        Args:
            fold: Whether agreements and milestones become edges between companies, drugs and antigens.
            companies: What is near these (a name, CIK or IRI, or several), and near `drugs` and `antigens`.
            drugs: See `companies`.
            antigens: See `companies`.
            since: First year of the deals.
            until: Last year of the deals.
            depth: Steps to go from what is named (default 2) or from the deals of the years (default 1).

        Raises:
            InputError: The selection contradicts itself.
            ValidationError: The graph has nothing of a name, or several things.
        """
        from dealgraph.export.fold import Folded
        from dealgraph.export.nx import multigraph
        from dealgraph.export.projection import Projection
        from dealgraph.export.selection import Selection

        named = [(n,) if isinstance(n, str) else tuple(n) for n in (companies, drugs, antigens)]
        selection = Selection(named[0], named[1], named[2], since, until, depth)
        return multigraph((Folded if fold else Projection)(self.store(), selection))

    def facts(self, filing: str) -> FilingFacts:
        """Give the facts of a filing, by its accession number (or other key), as they were extracted.

        Raises:
            StorageError: The graph doesn't hold the filing.
        """
        from dealgraph.records import unpack

        manifest = self.folder.manifest()
        try:
            place, record = manifest.record(filing)
        finally:
            manifest.close()
        return unpack(record, place).facts

    def lines(self) -> Iterator[str]:
        """Give the whole dataset as sorted N-Quads lines."""
        return self.folder.export_lines()
