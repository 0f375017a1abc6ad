"""`dealgraph serve`: the graph over HTTP."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dealgraph.cli import options
from dealgraph.errors import InputError

if TYPE_CHECKING:
    from dealgraph.store.places import RemoteGraph

_LOOPBACK = ("127.0.0.1", "::1", "localhost")
_TOKEN = "DEALGRAPH_TOKEN"  # noqa: S105 - the name of a variable
_SHORTEST = 16


@click.command("serve")
@options.place
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="The port; 0 for any."
)
@click.option("--public", is_flag=True, help="Allow an address that other machines can reach; needs a token.")
@click.option(
    "--token-file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help=f"A file with the token that clients must show; {_TOKEN} in the environment does too.",
)
@click.option(
    "--name", "names", multiple=True, metavar="HOST", help="A name by which clients call the server."
)
@click.option(
    "--cors", multiple=True, metavar="ORIGIN", help="A site whose pages may read answers; * for all."
)
@click.option("--folder", type=click.Path(path_type=Path), help="A folder with more .rq files.")
@click.option(
    "--workers", type=click.IntRange(2, 256), default=4, show_default=True, help="Processes that answer."
)
@click.option(
    "--timeout", type=click.FloatRange(0.05), default=20.0, show_default=True, metavar="SECONDS",
    help="How long a query may run.",
)  # fmt: skip
@click.option(
    "--memory",
    type=click.IntRange(32),
    default=1024,
    show_default=True,
    metavar="MB",
    help="What a query may take.",
)
@click.option(
    "--max-result",
    type=click.IntRange(1),
    default=64,
    show_default=True,
    metavar="MB",
    help="The longest answer.",
)
@options.at_endpoint
@options.quiet
def command(
    graph: str,
    host: str,
    port: int,
    public: bool,
    token_file: Path | None,
    names: tuple[str, ...],
    cors: tuple[str, ...],
    folder: Path | None,
    workers: int,
    timeout: float,
    memory: int,
    max_result: int,
    default_graph: str,
    auth_file: Path | None,
    quiet: bool,
) -> None:
    """Serve a graph: SPARQL, a JSON API and the explorer.

    GRAPH is a folder, or the address of an endpoint to which a graph was published, before which the server then
    stands. The graph is only read. A build into the folder, or a publication, is picked up while the server runs.
    """
    from dealgraph.serve.limits import Limits
    from dealgraph.serve.security import LOOPBACK, Access

    options.open_graph(graph, default_graph, auth_file, timeout=timeout)
    place = options.find_place(graph, default_graph, auth_file, timeout=timeout)
    if folder is not None:
        from dealgraph.query import load_queries

        load_queries(folder)
    token = _token(token_file)
    local = host in _LOOPBACK
    if not local and not (public and token):
        raise InputError(
            "Other machines could reach this address",
            where=f"--host {host}",
            suggestion=f"Give --public and a token (--token-file or {_TOKEN}), or listen on 127.0.0.1",
        )
    hosts = frozenset({*LOOPBACK, *(n.lower() for n in names)}) if local or names else None
    limits = Limits(workers=workers, seconds=timeout, memory=memory << 20, result=max_result << 20)
    access = Access(token=token, hosts=hosts, origins=frozenset(o.rstrip("/") for o in cors))
    _run(place, host, port, limits, access, folder, quiet)


def _token(file: Path | None) -> str | None:
    """Read the token; it is not an option, because other users see a command's options."""
    if file is None:
        token = os.environ.get(_TOKEN, "")
    else:
        try:
            token = file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(
                f"The token cannot be read ({error})", where=str(file), suggestion="Give a text file"
            ) from error
    token = token.strip()
    if token and len(token) < _SHORTEST:
        raise InputError(
            f"The token has fewer than {_SHORTEST} characters",
            where=str(file or _TOKEN),
            suggestion="Make one with `python -c 'import secrets; print(secrets.token_urlsafe())'`",
        )
    return token or None


def _run(
    place: Path | RemoteGraph,
    host: str,
    port: int,
    limits: object,
    access: object,
    folder: Path | None,
    quiet: bool,
) -> None:
    """Listen until stopped."""
    import socket

    try:
        import uvicorn

        from dealgraph.serve.app import make_app
    except ImportError as error:
        raise InputError(
            "The server's packages are not installed", suggestion="Run `pip install 'dealgraph[serve]'`"
        ) from error
    from dealgraph.serve.limits import Limits
    from dealgraph.serve.security import Access

    if not isinstance(limits, Limits) or not isinstance(access, Access):
        raise TypeError("limits and access are wanted")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
            # From here on clients are kept waiting rather than refused.
            listener.listen(2048)
        except OSError as error:
            raise InputError(
                f"The address cannot be used ({error.strerror or error})",
                where=f"{host}:{port}",
                suggestion="Give another --port",
            ) from error
        shown = f"[{host}]" if ":" in host else host
        named = place if isinstance(place, Path) else place.path
        if not quiet:
            click.echo(
                f"Serving {named} at http://{shown}:{listener.getsockname()[1]}/ (Ctrl-C stops it)", err=True
            )
        app = make_app(
            place.resolve() if isinstance(place, Path) else place,
            limits=limits,
            access=access,
            queries=folder and folder.resolve(),
        )
        config = uvicorn.Config(
            app, log_level="error", access_log=False, server_header=False, timeout_keep_alive=5,
            timeout_graceful_shutdown=5, h11_max_incomplete_event_size=64 << 10, http="h11", ws="none",
            proxy_headers=False,
        )  # fmt: skip
        uvicorn.Server(config).run(sockets=[listener])
