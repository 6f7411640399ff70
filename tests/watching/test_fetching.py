"""Requests to a server of our own: bounded, pinned, redirects checked again."""

from __future__ import annotations

import gzip
import shutil
import ssl
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.watching.addresses import Forbidden, Resolve, Rules
from dateline.watching.fetching import Fetcher, Limits, NoAnswer

from .server import LOOPBACK, Reply, Site, serving

SMALL = Limits(bytes=10_000, seconds=1.0)
HERE: Resolve = lambda host, port: ["127.0.0.1"]  # noqa: E731, ARG005


def fetcher(site: Site, resolve: Resolve = HERE) -> Fetcher:
    """What may ask the server, and little else."""
    return Fetcher(site.rules, SMALL, resolve=resolve)


def test_an_answer(site: Site) -> None:
    site.replies["/a?b=c"] = Reply(gzip.compress(b"words"), headers={"Content-Encoding": "gzip", "ETag": '"1"'})
    answer = fetcher(site).get(site.at("/a?b=c", "news.example"), {"If-None-Match": '"0"'})
    assert (answer.status, answer.body, answer.headers["etag"]) == (200, b"words", '"1"')
    sent = site.asked[0].headers
    assert sent["host"] == f"news.example:{site.port}" and sent["if-none-match"] == '"0"'
    assert sent["user-agent"].startswith("Dateline/")


@pytest.mark.parametrize(
    "location",
    [
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]/",
        "http://0x7f.1/",
        "http://private.example/",
        "//private.example/",
        "file:///etc/passwd",
        "http://user:word@news.example/",
        "http://news.example:22/",
        "http://[",
    ],
)
def test_a_redirect_to_what_is_forbidden(site: Site, location: str) -> None:
    site.replies["/a"] = Reply(status=302, headers={"Location": location})

    def resolve(host: str, *_: object) -> list[str]:
        return ["10.0.0.1" if host == "private.example" else "127.0.0.1"]

    with pytest.raises(Forbidden):
        fetcher(site, resolve).get(site.at("/a", "news.example"))
    assert site.paths() == ["/a"]


def test_redirects_end(site: Site) -> None:
    site.replies["/a"] = Reply(status=302, headers={"Location": "/a"})
    with pytest.raises(NoAnswer, match="more than 5 redirects"):
        fetcher(site).get(site.at("/a"))
    assert len(site.asked) == 6


def test_a_redirect_is_followed_and_asked_about(site: Site) -> None:
    site.replies["/a"] = Reply(status=301, headers={"Location": "b"})
    site.replies["/b"] = Reply(b"there")
    asked: list[str] = []
    answer = fetcher(site).get(site.at("/a"), before=lambda place: asked.append(place.target))
    assert (answer.body, str(answer.place), asked) == (b"there", site.at("/b"), ["/a", "/b"])


def test_a_name_that_changes_between_check_and_connection(site: Site) -> None:
    """The first answer is public, the second is not: there is no second question."""
    answers = iter((["127.0.0.1"], ["10.0.0.1"]))
    site.replies["/"] = Reply(b"here")
    assert fetcher(site, lambda *_: next(answers)).get(site.at("/", "news.example")).body == b"here"
    assert next(answers) == ["10.0.0.1"], "the name was looked up once"


def test_a_name_that_leads_inside(site: Site) -> None:
    rules = Rules(ports=frozenset((site.port,)))
    with pytest.raises(Forbidden, match="loopback"):
        Fetcher(rules, SMALL, resolve=HERE).get(site.at("/", "news.example"))
    assert site.asked == []


def test_a_name_that_is_not_there(site: Site) -> None:
    def resolve(*_: object) -> list[str]:
        raise OSError(-2, "Name or service not known")

    with pytest.raises(NoAnswer, match="not found"):
        fetcher(site, resolve).get(site.at("/", "news.example"))


def _endless(write: Callable[[bytes], object]) -> None:
    while True:
        write(b"x" * 1000)


def _drip(write: Callable[[bytes], object]) -> None:
    for _ in range(100):
        write(b"x")
        time.sleep(0.1)


BOMB = gzip.compress(bytes(50_000_000))


@pytest.mark.parametrize(
    ("reply", "why"),
    [
        (Reply(b"x" * 10_001), "larger than"),
        (Reply(write=_endless), "larger than"),
        (Reply(BOMB, headers={"Content-Encoding": "gzip"}), "larger than"),
        (Reply(b"no gzip", headers={"Content-Encoding": "gzip"}), "cannot be unpacked"),
        (Reply(gzip.compress(b"word" * 99)[:-9], headers={"Content-Encoding": "gzip"}), "breaks off"),
        (Reply(b"x", headers={"Content-Encoding": "br"}), "not asked for"),
        (Reply(write=_drip), "within 1 second"),
        (Reply(b"x", headers={"X-Long": "y" * 200_000}), "."),
        (Reply(write=lambda write: write(b"x"), headers={"Content-Length": "5"}), "."),
    ],
    ids=["large", "endless", "bomb", "damaged", "broken-off", "brotli", "drip", "long-header", "short"],
)
def test_hostile_answers(site: Site, reply: Reply, why: str) -> None:
    site.replies["/"] = reply
    begun = time.monotonic()
    with pytest.raises(NoAnswer, match=why):
        fetcher(site).get(site.at("/"))
    assert time.monotonic() - begun < 3


def test_headers_that_drip(site: Site) -> None:
    """Each byte comes in time, and the whole never does."""

    def drip(_: object) -> Reply:
        time.sleep(3)
        return Reply()

    site.replies["/"] = drip
    with pytest.raises(NoAnswer, match="within 1 second"):
        fetcher(site).get(site.at("/"))


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for news.example, with its key."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl, which makes a certificate for this test, is not here")
    path = tmp_path_factory.mktemp("tls") / "both.pem"
    command = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=news.example -addext"
    subprocess.run(
        [*command.split(), "subjectAltName=DNS:news.example", "-keyout", str(path), "-out", f"{path}.crt"],
        check=True,
        capture_output=True,
    )
    path.write_text(path.read_text() + Path(f"{path}.crt").read_text())
    return path


@pytest.mark.parametrize(("host", "fits"), [("news.example", True), ("other.example", False)])
def test_tls_asks_for_the_name_at_the_pinned_address(certificate: Path, host: str, fits: bool) -> None:
    heard: list[str | None] = []
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    context.sni_callback = lambda _socket, name, _context: heard.append(name)
    with serving(context) as site:
        site.replies["/"] = Reply(b"safe")
        trust = ssl.create_default_context(cafile=f"{certificate}.crt")
        asking = Fetcher(Rules((LOOPBACK,), frozenset((site.port,))), SMALL, resolve=HERE, trust=trust)
        address = f"https://{host}:{site.port}/"
        if fits:
            assert asking.get(address).body == b"safe"
        else:
            with pytest.raises(NoAnswer, match="certificate"):
                asking.get(address)
    assert heard == [host]
