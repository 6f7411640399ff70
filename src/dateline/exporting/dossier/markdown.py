"""The dossier as Markdown (CommonMark with tables), for wikis, Obsidian, pandoc."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TextIO

from dateline.exporting.codebook_tables import codebook_of
from dateline.exporting.dossier import Chapter, Figures, PageLine, StoryLine, chapters, figures, index, register
from dateline.exporting.formats import Format, Written, as_text
from dateline.exporting.lines import (
    Changed,
    Contested,
    Dispute,
    EvidenceWords,
    Happened,
    LeadLine,
    NumberRow,
    Speaker,
    number,
)
from dateline.exporting.phrases import join_names, period
from dateline.exporting.selection import Selection
from dateline.model import Skipped

NAME = "markdown"
_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~&!])")
_LEADING = re.compile(r"^(\d+)([.)])|^([-+=])")


def formats() -> tuple[Format, ...]:
    """One format, in files that end in .md."""
    what = "a dossier of the whole record as Markdown"
    return (Format(NAME, what, {".md": as_text(write)}, codebook=codebook_of(NAME)),)


def write(selection: Selection, out: TextIO) -> Written:
    """Writes the dossier, a story at a time. Raises UsageError where the record is not linked."""
    stories, pages = index(selection), 0
    _put(out, _head(figures(selection), stories))
    for chapter in chapters(selection):
        _put(out, _chapter(chapter))
    _put(out, ("", "## All pages", "", "| published | outlet | authors | headline | page |", "|---|---|---|---|---|"))
    for page in register(selection):
        _put(out, (_page(page),))
        pages += 1
    _put(out, _skipped(selection.skipped()))
    return {"stories": len(stories), "pages": pages}


def _put(out: TextIO, lines: Iterable[str]) -> None:
    out.writelines(line + "\n" for line in lines)


def plain(words: str) -> str:
    """Words of a page as Markdown shows them: on one line, marks escaped, nothing of them HTML or a link."""
    escaped = _MARKS.sub(r"\\\1", " ".join(words.split()))
    return _LEADING.sub(lambda found: f"{found[1]}\\{found[2]}" if found[1] else f"\\{found[3]}", escaped)


def _linked(words: str, address: str) -> str:
    return f"[{plain(words)}](<{address}>)" if address else plain(words)


def _head(counted: Figures, stories: Iterable[StoryLine]) -> Iterator[str]:
    yield from (f"# Dossier of {plain(counted.record)}", "")
    yield (
        f"{number(counted.pages, 'page')}: {number(counted.reports, 'report')} "
        f"({number(counted.independent, 'independent source')}, {number(counted.copies, 'copy', 'copies')}) and "
        f"{counted.skipped} that are no report. {number(counted.stories, 'story', 'stories')}, "
        f"{number(counted.happenings, 'happening')}, {number(counted.statements, 'statement')}."
    )
    yield from ("", "## Stories", "", "| story | days | pages | sources | happenings |", "|---|---|---|---|---|")
    for one in stories:
        title = f"[{plain(one.title or 'Without a headline')}](#{one.story})"
        yield f"| {title} | {period(one.earliest, one.latest)} | {one.pages} | {one.sources} | {one.happenings} |"


# ------------------------------------------------------------------ a story


def _chapter(one: Chapter) -> Iterator[str]:
    told = one.brief
    days = period(told.earliest, told.latest)
    yield from ("", f'<a id="{told.story}"></a>', "", f"## {plain(told.headline)}", "")
    yield f"{told.counts}{f'; {days}' if days else ''}. Story `{told.story}`."
    if told.gaps:
        yield from ("", f"What this brief could not do: {plain('; '.join(told.gaps))}.")
    yield from _section("What happened", (line for each in told.lead for line in _lead(each, told.tags_of(each))))
    yield from _section("What changed", map(_changed, told.changes))
    yield from _section("In dispute", (line for each in told.disputes for line in _dispute(each)))
    yield from _section("Numbers", map(_numbers, told.numbers))
    yield from _section("What else is told", _groups(told.besides(background=False)))
    yield from _section("Background", _groups(told.besides(background=True)))
    yield from _section("Who said what", (line for each in told.speakers for line in _speaker(each)))
    yield from _section("Denied or alleged", (line for each in told.contested for line in _contested(each)))
    yield from _section("Sources", _sources(one))


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    """Nothing where there are no lines."""
    found = list(lines)
    if found:
        yield from ("", f"### {title}", "", *found)


def _lead(one: LeadLine, coded: Iterable[Happened]) -> Iterator[str]:
    also = f"; also {', '.join(one.also)}" if one.also else ""
    yield f"- {plain(one.words.exact)} ({', '.join(one.sources)}{also})"
    yield from map(_happened, coded)


def _changed(one: Changed) -> str:
    states = (f"{state.day.words if state.day else 'no sure date'}: {plain(state.state)}" for state in one.states)
    return f"- {plain(one.what)}: {'; '.join(states)}"


def _dispute(one: Dispute) -> Iterator[str]:
    yield f"- **{plain(one.what)}**"
    for side in one.sides:
        yield f"  - {plain(side.label)} ({', '.join(side.sources)}): {plain(side.words[0].exact) if side.words else ''}"


def _numbers(row: NumberRow) -> str:
    given = "; ".join(f"{plain(cell.value)} ({cell.source})" for cell in row.cells)
    return f"- {plain(row.thing)}, {row.verdict}: {given}"


def _groups(groups: Iterable[Sequence[Happened]]) -> Iterator[str]:
    """The words of a source, and under them what is coded of them."""
    for group in groups:
        head = group[0].heading
        where = f" ({head.source}, {plain(head.outlet)}, `{head.report}:{head.start}-{head.end}`)" if head else ""
        yield f"- **{plain(head.exact if head else group[0].line)}**{where}"
        yield from map(_happened, group)


def _happened(one: Happened) -> str:
    told = "; ".join(f"{way.words} ({', '.join(way.sources)})" for way in one.telling)
    facts = filter(None, (told, one.when.words if one.when else "", plain(one.where or ""), one.agreement))
    return f"  - {plain(one.tag)}: {'; '.join(facts)}"


def _quoted(words: EvidenceWords) -> Iterator[str]:
    yield f"  > {plain(words.exact)}"
    yield "  >"
    yield f"  > {plain(words.outlet)} ({words.source}), `{words.report}:{words.start}-{words.end}`"


def _speaker(one: Speaker) -> Iterator[str]:
    yield f"- **{plain(one.name)}**"
    for said in one.said:
        for place, (lead, wording) in enumerate(zip(said.leads("or"), said.wordings, strict=True)):
            words = plain(wording.text)
            quoted = f"“{words}”" if wording.quotation == "direct" else words
            where = "; ".join(filter(None, (", ".join(wording.sources), plain(", ".join(wording.outlets)))))
            yield f"{'    ' if place else '  '}- {lead}: {quoted} ({where})"


def _contested(one: Contested) -> Iterator[str]:
    deniers = join_names([plain(value.value) for value in one.denied_by])
    yield f"- **{plain(one.claim)}**: {one.how} ({', '.join(one.sources)}){f'; denied by {deniers}' if deniers else ''}"
    if one.words:
        yield from _quoted(one.words[0])


def _sources(one: Chapter) -> Iterator[str]:
    for source in one.brief.sources:
        yield f"- **{source.letter}** {plain(source.writer)}, {plain(source.how)}"
        for page in one.pages:
            if page.source == source.letter:
                yield f"  - {_printing(page)}"


def _printing(page: PageLine) -> str:
    published = page.published.words if page.published else "no sure date"
    authors = f", by {plain(', '.join(page.authors))}" if page.authors else ""
    doubts = "".join(f" (doubtful date: {plain(doubt)})" for doubt in page.doubts)
    return f"{published}, {plain(page.outlet)}{authors}: {_linked(page.title, page.address)}{doubts}"


# ------------------------------------------------------------------ pages


def _page(one: PageLine) -> str:
    published = one.published.words if one.published else "no sure date"
    authors = "; ".join(map(plain, filter(None, (", ".join(one.authors), one.agency))))
    page = f"[`{one.report}`](#{one.story})" if one.story else f"`{one.report}`"
    title = _linked(one.title, one.address)
    return f"| {published} | {plain(one.outlet)} | {authors} | {title} | {page} |"


def _skipped(pages: Iterable[Skipped]) -> Iterator[str]:
    found = [f"- `{one.id}`: {plain(one.reason)} ({plain(one.address or one.origin)})" for one in pages]
    if found:
        yield from ("", "## Pages that are no report", "", *found)
