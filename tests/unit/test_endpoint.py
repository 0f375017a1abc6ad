"""The client of SPARQL servers, against a server that answers as it is told."""

from __future__ import annotations

import base64
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from click.testing import CliRunner

from dealgraph.cli import main
from dealgraph.endpoint import Address, Client, Credentials, TooLargeError
from dealgraph.endpoint.credentials import VARIABLE, read_credentials
from dealgraph.errors import DealgraphError, InputError, StorageError, ValidationError

pytestmark = pytest.mark.enable_socket

JSON = "application/sparql-results+json"
EMPTY = (200, {"Content-Type": JSON}, b'{"head":{"vars":["s"]},"results":{"bindings":[]}}')
DIGEST = 'Digest realm="SPARQL", nonce="5238cb", opaque="5eb", stale="false", qop="auth", algorithm="MD5"'

Reply = tuple[int, dict[str, str], bytes]


@dataclass
class Told:
    """A server that gives the replies it was told, the last one again and again."""

    url: str
    replies: list[Reply] = field(default_factory=list)
    seen: list[tuple[str, str, dict[str, str], bytes]] = field(default_factory=list)
    pauses: list[float] = field(default_factory=list)

    def client(
        self, credentials: Credentials | None = None, *, timeout: float = 5.0, tries: int = 3
    ) -> Client:
        address = Address.of(f"{self.url}/query", graph_store=f"{self.url}/store")
        return Client(address, credentials, timeout=timeout, tries=tries, sleep=self.pauses.append)


@pytest.fixture
def server() -> Iterator[Told]:
    told = Told("")

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            headers = {k.lower(): v for k, v in self.headers.items()}
            told.seen.append((self.command, self.path, headers, body))
            status, more, content = told.replies.pop(0) if len(told.replies) > 1 else told.replies[0]
            if status == 0:
                time.sleep(0.6)
                return
            self.send_response(status)
            for name, value in more.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_POST = do_PUT = do_DELETE = answer  # noqa: N815

        def log_message(self, *_: object) -> None:
            return

    running = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    told.url = f"http://127.0.0.1:{running.server_address[1]}"
    yield told
    running.shutdown()
    thread.join(5)
    running.server_close()


def refusal(server: Told, status: int, body: bytes = b"", media: str = "text/plain") -> DealgraphError:
    server.replies = [(status, {"Content-Type": media}, body)]
    with pytest.raises(DealgraphError) as caught:
        server.client(tries=1).query("SELECT * {}", JSON)
    return caught.value


def test_a_query_and_an_update_are_sent_by_the_protocol(server: Told) -> None:
    server.replies = [EMPTY]
    client = server.client()
    client.query("SELECT ?s { ?s ?p 'é' }", JSON, [("default-graph-uri", "urn:a")])
    method, path, headers, body = server.seen[0]
    assert (method, path, headers["accept"]) == ("POST", "/query", JSON)
    assert parse_qs(body.decode()) == {"query": ["SELECT ?s { ?s ?p 'é' }"], "default-graph-uri": ["urn:a"]}
    client.update("INSERT DATA { <urn:é> <urn:b> 1 }")
    method, path, headers, body = server.seen[1]
    assert (method, path, headers["content-type"]) == ("POST", "/update", "application/sparql-update")
    assert body.decode() == "INSERT DATA { <urn:é> <urn:b> 1 }"
    client.put_graph("urn:a b", "<urn:s> <urn:p> 1 .\n")
    server.replies = [(404, {}, b"")]
    client.delete_graph("urn:g")
    assert [(s[0], s[1]) for s in server.seen[2:]] == [
        ("PUT", "/store?graph=urn%3Aa+b"),
        ("DELETE", "/store?graph=urn%3Ag"),
    ]
    assert client.requests == 4


def test_what_may_pass_is_tried_again(server: Told) -> None:
    busy = (503, {"Retry-After": "7"}, b"")
    server.replies = [busy, (500, {}, b"Transaction deadlocked"), EMPTY]
    server.client().query("ASK {}", JSON)
    assert server.pauses[0] == 7.0
    assert 0.5 < server.pauses[1] < 1.5
    server.replies = [busy]
    with pytest.raises(StorageError, match=r"failed \(503\)"):
        server.client().update("CLEAR ALL")
    server.replies, before = [(500, {}, b"broken")], len(server.seen)
    with pytest.raises(StorageError, match=r"failed \(500\): broken"):
        server.client().update("CLEAR ALL")
    assert len(server.seen) == before + 1


def test_what_comes_too_late(server: Told) -> None:
    server.replies = [(0, {}, b"")]
    with pytest.raises(StorageError, match=r"within 0\.2 seconds"):
        server.client(timeout=0.2).query("ASK {}", JSON)
    assert len(server.seen) == 1
    # An update is sent again: its effect is the same, whether or not it came through.
    server.replies = [(0, {}, b""), (200, {}, b"")]
    server.client(timeout=0.2).update("CLEAR ALL")
    assert len(server.seen) == 3


def test_nobody_listens(server: Told) -> None:
    for url, problem in (
        ("http://127.0.0.1:9/query", "Nothing listens"),
        ("http://no.such.host.invalid/query", "name is not known|connection .* failed"),
        (server.url.replace("http:", "https:"), "encryption is not accepted|connection .* failed"),
    ):
        client = Client(Address.of(url), timeout=2.0, tries=2, sleep=server.pauses.append)
        with pytest.raises(StorageError, match=problem):
            client.query("ASK {}", JSON)


def test_refusals_say_what_to_try(server: Told) -> None:
    assert f"user:password in {VARIABLE}" in str(refusal(server, 401))
    assert "wants a user and password (403)" in str(refusal(server, 403))
    assert "does not take queries (405)" in str(refusal(server, 405))
    assert "has another address (302)" in str(refusal(server, 302))
    assert isinstance(refusal(server, 400, b"syntax\x1b[1m error"), ValidationError)
    assert "syntax[1m error" in str(refusal(server, 400, b"syntax\x1b[1m error"))
    assert "answers with a web page" in str(refusal(server, 200, b"<html>Sign in</html>", "text/html"))
    assert isinstance(refusal(server, 413), TooLargeError)
    assert isinstance(refusal(server, 400, b"SP030: memory exhausted"), TooLargeError)
    server.replies = [(405, {}, b"")]
    with pytest.raises(StorageError, match=r"does not take updates \(405\).*--update"):
        server.client().update("CLEAR ALL")
    with pytest.raises(StorageError, match=r"does not take graphs \(405\).*--graph-store"):
        server.client().put_graph("urn:g", "")


def test_an_endless_answer_is_left(server: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dealgraph.endpoint.client.MOST", 1000)
    assert "longer than 1,000 bytes" in str(refusal(server, 200, b" " * 1001, JSON))


def test_a_password_goes_only_to_who_asks(server: Told) -> None:
    mine = Credentials("dba", "secret")
    client = server.client(mine)
    server.replies = [EMPTY]
    client.query("ASK {}", JSON)
    assert "authorization" not in server.seen[-1][2]
    server.replies = [(401, {"WWW-Authenticate": 'Basic realm="x"'}, b""), EMPTY]
    client.query("ASK {}", JSON)
    client.query("ASK {}", JSON)
    expected = "Basic " + base64.b64encode(b"dba:secret").decode()
    assert [s[2].get("authorization") for s in server.seen[1:]] == [None, expected, expected]
    server.replies = [(401, {"WWW-Authenticate": 'Basic realm="x"'}, b"")]
    with pytest.raises(StorageError, match=r"refuses the user and password \(401\)"):
        client.query("ASK {}", JSON)


def test_digest_is_preferred_and_the_password_stays_here(server: Told) -> None:
    server.replies = [(401, {"WWW-Authenticate": DIGEST}, b""), EMPTY]
    client = server.client(Credentials("dba", "secret"))
    client.query("ASK {}", JSON)
    client.query("ASK {}", JSON)
    first, second = (s[2]["authorization"] for s in server.seen[1:])
    assert first.startswith('Digest username="dba", realm="SPARQL", nonce="5238cb", uri="/query"')
    assert "nc=00000001" in first
    assert "nc=00000002" in second
    assert "secret" not in first + second


def test_a_token_is_shown_at_once(server: Told) -> None:
    server.replies = [EMPTY]
    server.client(Credentials(token="abc")).query("ASK {}", JSON)
    assert server.seen[0][2]["authorization"] == "Bearer abc"


def test_credentials_come_from_a_file_or_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "auth"
    file.write_text("dba:a:b\n")
    assert read_credentials(file) == Credentials("dba", "a:b")
    monkeypatch.setenv(VARIABLE, "Bearer xyz")
    assert read_credentials(None) == Credentials(token="xyz")
    assert "xyz" not in repr(read_credentials(None))
    for wrong in ("no colon", ":password", "Bearer a b", "Bearer ", "a:b\x00"):
        file.write_text(wrong)
        with pytest.raises(InputError):
            read_credentials(file)
    with pytest.raises(InputError, match="cannot be read"):
        read_credentials(tmp_path / "missing")


@pytest.mark.parametrize(
    "url",
    [
        "http://",
        "ftp://example.org/",
        "http://example.org:99999/",
        "http://a b/",
        "http://u:p@example.org/",
        "http://[/",
    ],
)
def test_addresses_are_checked(url: str) -> None:
    with pytest.raises(InputError) as caught:
        Address.of(url)
    assert "p@" not in str(caught.value)


def test_the_command_line_says_one_sentence(server: Told, tmp_path: Path) -> None:
    server.replies = [(200, {"Content-Type": "text/html"}, b"<html></html>")]
    for arguments in (
        ("query", f"{server.url}/query", "milestones"),
        ("sparql", f"{server.url}/query", "ASK {}"),
        ("serve", f"{server.url}/query"),
    ):
        result = CliRunner().invoke(main, arguments)
        assert result.exit_code == 2, arguments
        assert result.stderr.startswith("Error: ")
        assert result.stderr.count("\n") == 1
        assert "answers with a web page" in result.stderr
    result = CliRunner().invoke(main, ("query", str(tmp_path), "milestones", "--default-graph", "urn:x"))
    assert (result.exit_code, "A folder takes no such option" in result.stderr) == (2, True)
