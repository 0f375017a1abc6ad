"""`dealgraph evaluate`: score what comes out of filings against annotations."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dealgraph.cli import options

if TYPE_CHECKING:
    from dealgraph.evaluate import Report


@click.command("evaluate")
@click.argument("gold", metavar="GOLD_DIR", type=click.Path(path_type=Path))
@options.paths
@options.extractor
@click.option("--only", metavar="TEXT", default="", help="Only documents whose name holds this text.")
@click.option(
    "--relation", metavar="TEXT", default="", help="List what went wrong in relations whose name begins so."
)
@click.option(
    "--misses", type=click.IntRange(min=0), default=20, show_default=True, metavar="N", help="List N of them."
)
@click.option("--reliability", is_flag=True, help="Show how often facts of each confidence are right.")
@options.as_json
def command(
    gold: Path,
    paths: tuple[str | Path, ...],
    extractor: str,
    only: str,
    relation: str,
    misses: int,
    reliability: bool,
    as_json: bool,
) -> None:
    """Score what comes out of filings against annotations.

    GOLD_DIR holds one JSON file for each document, in the shape that `dealgraph facts` prints; its
    "doc" names the file. PATH is a filing, a folder or an archive. Prints precision, recall and F1
    for each relation, then what was missed and what was spurious, with its sentence.
    """
    from dealgraph.evaluate import evaluate

    annotations = _annotations(gold, only)
    report = evaluate(_found(annotations, paths, extractor))
    if as_json:
        click.echo(json.dumps(_as_json(report, relation), ensure_ascii=False, indent=1))
        return
    _print(report)
    if reliability:
        click.echo("\nconfidence    facts  right")
        for low, high, count, share in report.reliability():
            click.echo(f"{low:.2f} to {high:.2f}  {count:5d}  {share:.3f}")
    shown = [m for m in report.misses if m.relation.startswith(relation)] if relation else report.misses
    if shown and misses:
        click.echo()
    for miss in shown[:misses]:
        click.echo(f"{miss.document}: {miss.relation}, {miss.fault}: {miss.fact}")
        if miss.sentence:
            click.echo(f"    {' '.join(miss.sentence.split())}")
    if len(shown) > misses:
        click.echo(f"... and {len(shown) - misses} more (--misses N shows N)")


def _annotations(folder: Path, only: str) -> dict[str, Mapping[str, Any]]:
    """Read the annotations of a folder, by the document's file name without its ending.

    Raises:
        InputError: The folder or a file of it is not what it should be.
    """
    from dealgraph.errors import InputError
    from dealgraph.evaluate.pairing import LISTS

    if not folder.is_dir():
        raise InputError(
            "This is no folder of annotations", where=str(folder), suggestion="Give a folder of JSON files"
        )
    found: dict[str, Mapping[str, Any]] = {}
    for path in sorted(folder.glob("*.json")):
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
        except (UnicodeDecodeError, json.JSONDecodeError) as error:
            raise InputError(
                f"This is not JSON: {error}", where=str(path), suggestion="Mend or remove the file"
            ) from error
        if not isinstance(data, dict) or any(not isinstance(data.get(name), list) for name in LISTS.values()):
            raise InputError(
                "An annotation needs the lists companies, antigens, drugs, agreements and milestones",
                where=str(path),
                suggestion="Start from what `dealgraph facts` prints",
            )
        name = Path(str(data.get("doc") or path.name)).stem
        if only in name:
            found[name] = data
    if not found:
        raise InputError(
            "There is no annotation here", where=str(folder), suggestion="Give a folder of JSON files"
        )
    return found


def _found(
    annotations: Mapping[str, Mapping[str, Any]], paths: tuple[str | Path, ...], extractor: str
) -> list[tuple[str, Any, Any]]:
    """Extract the filings that are annotated; an annotation without a filing is scored against nothing."""
    from dealgraph.extract import load_extractor
    from dealgraph.facts import FilingFacts
    from dealgraph.facts_json import to_json
    from dealgraph.filing import Filing
    from dealgraph.ledger import verify

    reader = load_extractor(extractor)
    rows: dict[str, Any] = {}
    for filing in options.filings(paths):
        if not isinstance(filing, Filing):
            options.report_unread(filing)
            continue
        names = {Path(d.file_name).stem for d in filing.documents} | {Path(filing.source).stem}
        for name in sorted(names & annotations.keys()):
            rows[name] = to_json(filing, verify(filing, reader.extract(filing)))
    nothing = to_json(Filing("", "", ()), FilingFacts())
    for name in annotations.keys() - rows.keys():
        click.echo(f"No filing for {name}", err=True)
    return [(name, annotations[name], rows.get(name, nothing)) for name in sorted(annotations)]


def _print(report: Report) -> None:
    click.echo(f"{report.documents} documents\n{'':24}{'P':>7}{'R':>7}{'F1':>7}{'there':>7}{'found':>7}")
    for name, r in report.relations.items():
        there, found = r.right + r.missed, r.right + r.spurious
        click.echo(f"{name:24}{r.precision:7.3f}{r.recall:7.3f}{r.f1:7.3f}{there:7d}{found:7d}")
    click.echo(f"{'all facts (micro F1)':24}{'':14}{report.micro_f1:7.3f}")
    click.echo(f"{'core (mean of 6)':24}{report.core_precision:7.3f}{'':7}{report.core_f1:7.3f}")


def _as_json(report: Report, relation: str) -> dict[str, Any]:
    return {
        "documents": report.documents,
        "relations": {
            name: {
                "precision": r.precision,
                "recall": r.recall,
                "f1": r.f1,
                "there": r.right + r.missed,
                "found": r.right + r.spurious,
            }
            for name, r in report.relations.items()
        },
        "micro_f1": report.micro_f1,
        "core_f1": report.core_f1,
        "core_precision": report.core_precision,
        "reliability": [
            {"from": low, "to": high, "facts": count, "right": share}
            for low, high, count, share in report.reliability()
        ],
        "misses": [
            {
                "document": m.document,
                "relation": m.relation,
                "fault": m.fault,
                "fact": m.fact,
                "sentence": m.sentence,
            }
            for m in report.misses
            if m.relation.startswith(relation)
        ],
    }
