"""The command line: a thin skin over the library, a module per command, each imported when it runs."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Mapping

import click

from dealgraph.errors import DealgraphError

#: Command to what `dealgraph --help` says of it, so that the help text imports no command.
COMMANDS: Mapping[str, str] = {
    "build": "Build a graph from filings, or bring one up to date.",
    "diff": "List what differs between two graphs.",
    "evaluate": "Score what comes out of filings against annotations.",
    "export": "Write a graph for other tools, or a part of it.",
    "facts": "Print the facts of filings as JSON.",
    "fetch": "Download filings from EDGAR.",
    "filers": "Keep the table of EDGAR filers up to date.",
    "history": "Say which filing said what, when.",
    "info": "Say what a graph holds.",
    "publish": "Bring a graph to a SPARQL server, or write it for bulk loaders.",
    "queries": "List the named queries.",
    "query": "Ask a named query.",
    "serve": "Serve a graph: SPARQL, a JSON API and the explorer.",
    "sparql": "Ask a SPARQL query.",
    "text": "Print the text that offsets count in.",
    "why": "Explain why two are one or not.",
    "validate": "Check a graph or an RDF file against the shapes.",
    "verify": "Check that a graph is whole and true to its filings.",
}


class _Lazy(click.Group):
    """A group that imports a command's module, `dealgraph.cli.NAME`, when the command is wanted."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [name for name in COMMANDS if _exists(name)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        module = importlib.import_module(f"dealgraph.cli.{cmd_name}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name]) for name in self.list_commands(ctx)])

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except DealgraphError as error:
            click.echo("Error: " + " ".join(str(error).split()), err=True)
            ctx.exit(2)


def _exists(name: str) -> bool:
    return importlib.util.find_spec(f"dealgraph.cli.{name}") is not None


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="dealgraph", prog_name="dealgraph")
def main() -> None:
    """Knowledge graphs of biopharma deals from SEC filings.

    Exit codes: 0 all is well, 1 something does not conform or some filings could not be read, 2 the
    command could not run.
    """
