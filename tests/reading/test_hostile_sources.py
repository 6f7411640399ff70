"""Bombs, floods and damage: whatever a source holds, it ends in pages and reasons, in bounded time and memory."""

from __future__ import annotations

import gzip
import io
import subprocess
import sys
import time
from pathlib import Path

import pytest
from fastwarc.stream_io import BrotliWriter, WarcWriter, ZstdWriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.model import Page, Report, Skipped
from dateline.reading import pages, read
from dateline.reading.lines import match_furniture
from dateline.reading.masthead import find_dateline

from .reading_samples import HTML, PARAGRAPHS
from .source_samples import ARC_HEAD, ATOM, LAUGHS, MAIL, RSS, STORY, arc_record, warc_record

BOMB_SIZE = 200_000_000
SECONDS = 10.0


@pytest.fixture(scope="module")
def bomb() -> bytes:
    """200 MB of one letter, packed."""
    return gzip.compress(b"a" * BOMB_SIZE, 1)


def reasons(path: Path) -> list[str]:
    start = time.process_time()
    found = [one.reason if isinstance(one, Skipped) else "page" for one in pages(path)]
    assert time.process_time() - start < SECONDS
    return found


@pytest.mark.parametrize("name", ["b.html.gz", "b.txt.gz", "b.jsonl.gz", "b.eml.gz", "b.rss.gz", "b.gz"])
def test_a_bomb_in_gzip(tmp_path: Path, bomb: bytes, name: str) -> None:
    (tmp_path / name).write_bytes(bomb)
    assert reasons(tmp_path / name) == ["page too large"]


def test_bombs_in_an_archive_lose_no_other_record(tmp_path: Path, bomb: bytes) -> None:
    whole = gzip.compress(warc_record(HTML.encode()))
    packed_page = gzip.compress(warc_record(bomb, more="Content-Encoding: gzip\r\n"))
    packed_twice = gzip.compress(warc_record(b"a" * BOMB_SIZE), 1)
    (tmp_path / "a.warc.gz").write_bytes(whole + packed_page + packed_twice + whole)
    assert reasons(tmp_path / "a.warc.gz") == ["page", "page too large", "page too large", "page"]


def test_bombs_need_less_than_a_gigabyte(tmp_path: Path, bomb: bytes) -> None:
    if sys.platform != "linux":
        pytest.skip("memory is bounded on Linux only")
    (tmp_path / "a.html.gz").write_bytes(bomb)
    (tmp_path / "b.jsonl.gz").write_bytes(bomb)
    (tmp_path / "c.warc").write_bytes(warc_record(bomb, more="Content-Encoding: gzip\r\n"))
    (tmp_path / "d.rss").write_text(LAUGHS)
    bounded = (
        "import resource, sys\nfrom pathlib import Path\nfrom dateline.reading import pages\n"
        "at_rest = int(Path('/proc/self/statm').read_text().split()[0]) * resource.getpagesize()\n"
        "resource.setrlimit(resource.RLIMIT_AS, (at_rest + 2**30, resource.RLIM_INFINITY))\n"
        "print(*(one.reason for one in pages(sys.argv[1])), sep=';')"
    )
    run = subprocess.run([sys.executable, "-c", bounded, tmp_path], capture_output=True, text=True, check=False)
    assert run.stdout.strip() == ";".join(["page too large"] * 3 + ["feed declares entities"]), run.stderr


@pytest.mark.parametrize(("coding", "writer"), [("br", BrotliWriter), ("zstd", ZstdWriter)])
def test_a_coding_is_undone_up_to_the_limit(tmp_path: Path, coding: str, writer: type[WarcWriter]) -> None:
    packed = io.BytesIO()
    packing = writer(packed)  # type: ignore[call-arg]
    for _ in range(60):
        packing.write(b"a" * 10_000_000)
    packing.close()
    record = warc_record(packed.getvalue(), more=f"Content-Encoding: {coding}\r\n")
    (tmp_path / "a.warc").write_bytes(record + warc_record(HTML.encode()))
    measured = (
        "import sys\nfrom pathlib import Path\nfrom dateline.reading import pages\n"
        "print([getattr(one, 'reason', 'page') for one in pages(sys.argv[1])])\n"
        "status = Path('/proc/self/status')\n"
        "lines = status.read_text().splitlines() if status.exists() else []\n"
        "print(next((int(line.split()[1]) // 1024 for line in lines if line.startswith('VmHWM')), 0))"
    )
    run = subprocess.run(
        [sys.executable, "-c", measured, tmp_path / "a.warc"], capture_output=True, text=True, check=True
    )
    found, peak = run.stdout.splitlines()
    assert found == "['page too large', 'page']"
    assert (
        int(peak) < 500
    )  # of 600 MB that the record unpacks to; getrusage would count what this process had at its fork


def test_a_feed_of_many_items_and_one_of_many_levels(tmp_path: Path) -> None:
    item = f"<item><title>x</title><description>{PARAGRAPHS[0]}</description></item>"
    (tmp_path / "many.rss").write_text(f"<rss><channel>{item * 20_000}</channel></rss>")
    assert len(reasons(tmp_path / "many.rss")) == 20_000
    (tmp_path / "deep.rss").write_text("<rss><channel><item><description>" + "<a>" * 50_000)
    assert "page" not in reasons(tmp_path / "deep.rss")


def test_an_archive_of_nothing_but_beginnings(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(b"WARC/1.0\r\nnonsense\r\n\r\n\r\n" * 2_000 + warc_record(HTML.encode()))
    found = reasons(tmp_path / "a.warc")
    assert found[-1] == "page"
    assert set(found[:-1]) <= {"archive breaks off"}


# ------------------------------------------------------------------ damage of any kind

WHOLE = {
    "n.rss": RSS.encode(),
    "n.atom": ATOM.encode(),
    "n.eml": MAIL.encode(),
    "n.jsonl": b'{"id": "1", "text": "One page of text."}\n{"id": "2", "html": "<p>Another page.</p>"}\n',
    "n.warc": warc_record(HTML.encode()) + warc_record(STORY.encode(), kind="conversion"),
    "n.warc.gz": gzip.compress(warc_record(HTML.encode())) * 2,
    "n.arc": ARC_HEAD + arc_record(HTML.encode()) * 2,
    "n.html.gz": gzip.compress(HTML.encode()),
}


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(sorted(WHOLE)), st.integers(0, 4000), st.integers(0, 60), st.binary(max_size=40))
def test_any_damage_to_a_source_ends_in_pages_and_reasons(
    tmp_path: Path, name: str, place: int, gone: int, put: bytes
) -> None:
    whole = WHOLE[name]
    at = place % (len(whole) + 1)
    (tmp_path / name).write_bytes(whole[:at] + put + whole[at + gone :])
    found = list(pages(tmp_path / name))
    assert found, "something was there, and nothing is said of it"
    for one in found:
        assert isinstance(one, Page) or one.reason
        if isinstance(one, Page):
            outcome = read(one, languages=None)
            assert isinstance(outcome, Report) or not outcome.reason.startswith("reading failed"), outcome


MARKUP = st.lists(
    st.one_of(
        st.sampled_from(
            (
                *(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS),
                "<div>", "</div>", "<article>", "</article>", "<table><tr><td>", "</table>", "<ul><li>", "<h1>",
                "</h1>", "<!--", "-->", "<script type='application/ld+json'>", "</script>", "<![CDATA[", "]]>", "<br",
                '<meta property="article:published_time" content="2024-05-14', '">', "<time datetime='9999-99-99'>",
                '{"@type": "NewsArticle", "datePublished": 2024}', "<a href='//[::1'>", "\x00", "\u202e", "\ud800",
                "<html lang='en'>", "<head>", "<title>", "<base href=':'>", "<svg>", "<template>", "<frameset>",
            )
        ),
        st.text(max_size=30),
    ),
    max_size=40,
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(MARKUP)
def test_any_markup_is_a_report_or_a_reason(pieces: list[str]) -> None:
    page = Page(
        "".join(pieces).encode("utf-8", "surrogatepass"), media="text/html", address="https://x.example/2024/13"
    )
    found = read(page, languages=None)
    assert found == read(page, languages=None)
    if isinstance(found, Report):
        assert [part.span.cut(found.text).strip() for part in found.parts]
        assert not set(found.text) & {"\x00", "\ud800", "\u202e"}
    else:
        assert found.reason
        assert not found.reason.startswith("reading failed"), found.detail


@pytest.mark.parametrize(
    "declared", ["utf-16", "utf-7", "cp037", "idna", "punycode", "base64", "no-such-set", "utf-8\x00"]
)
def test_a_wrong_declared_encoding_hurts_nobody(declared: str) -> None:
    found = read(Page(STORY.encode(), media="text/plain", charset=declared), languages=None)
    assert isinstance(found, Report), found
    assert PARAGRAPHS[0] in found.text


@pytest.mark.parametrize("line", ["ap" + " / aa" * 28 + "~", "1" * 140 + "~", "emailmore" * 16 + "~"])
def test_no_line_of_furniture_is_tried_in_every_way(line: str) -> None:
    assert match_furniture(line) is None  # without possessive repeats the first two would never end


@pytest.mark.parametrize("unit", ["A-", "Aa-", "Dec-", "AUG-AUG, "])
def test_no_dateline_is_tried_in_every_way(unit: str) -> None:
    # a hyphen in two places of a pattern took a minute
    assert find_dateline((unit * 80)[:159] + "~", opening=True) is None


@pytest.mark.parametrize("flood", ["a" * 200_000, "a" + " " * 200_000 + "a", "’" * 200_000])
def test_a_flood_without_words_in_a_story_is_read_like_any_line(flood: str) -> None:
    story = "\n".join((STORY, f"The ministry said nine words more before it {flood}", *PARAGRAPHS))
    found = read(Page(story.encode(), media="text/plain", charset="utf-8"))  # it took minutes
    assert isinstance(found, Report), found
    assert PARAGRAPHS[0] in found.text


def test_a_column_that_markup_calls_a_byline_is_looked_at_in_part() -> None:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    page = f"<html><body><div class='byline'>{'a' * 200_000}</div><article>{body}</article></body></html>"
    found = read(Page(page.encode(), media="text/html", charset="utf-8"))  # it took minutes
    assert isinstance(found, Report), found
    assert found.byline == ()
