"""A brief for the terminal: readable at 80 columns, and no colour carries a meaning alone."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from dateline.exporting.lines import (
    BriefLines,
    BriefSource,
    Changed,
    Contested,
    Dispute,
    EvidenceWords,
    Happened,
    LeadLine,
    Moment,
    NumberRow,
    Printing,
    Quoted,
    Said,
    Speaker,
    Telling,
    Value,
    WordedLine,
    number,
)
from dateline.exporting.phrases import join_names, period, unsure_words
from dateline.model import sure_words

_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_WHERE_ALL = "(--html FILE shows all)"
_MOST = 10
"""Lines of one section; the rest is counted, and stands in the HTML page and the JSON."""
_EACH = 3
"""What is shown inside a line: pages of a source, sayings of a speaker, wordings of a saying."""
_VERSIONS = 4
STYLES = {"yes": "green", "open": "yellow", "no": "red"}


def print_brief(brief: BriefLines, console: Console, *, most: int = _MOST) -> None:
    """Print the brief, at most `most` lines a section."""
    for part in _draw_parts(brief, most):
        console.print(part, overflow="fold", highlight=False, markup=False)


def text(brief: BriefLines, width: int = 80, *, most: int = _MOST) -> str:
    """The same as plain text of at most `width` columns."""
    out = io.StringIO()
    print_brief(brief, Console(file=out, width=width, color_system=None, legacy_windows=False), most=most)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


def _draw_parts(brief: BriefLines, most: int) -> Iterator[RenderableType]:
    yield Text(clean(brief.headline), style="bold")
    yield _join_parts((brief.counts, period(brief.earliest, brief.latest), brief.story), style="dim")
    if brief.gaps:
        yield _draw_row(f"This brief could not do: {'; '.join(brief.gaps)}", 0, "dim")
    opening = [(line, brief.tags_of(line)) for line in brief.lead]
    yield from _draw_section("What happened", opening, _draw_lead, most)
    yield from _draw_section("What changed", brief.changes, _draw_change, most)
    yield from _draw_section("In dispute", brief.disputes, _draw_dispute, most)
    yield from _draw_section("Numbers", brief.numbers, _draw_numbers, most)
    yield from _draw_section("Quotations", brief.quotations, _draw_quotation, most)
    yield from _draw_section("What else is told", brief.besides(background=False), _draw_happenings, most)
    if words := unsure_words(brief):
        yield _draw_row(words, 2, "dim")
    background = len(brief.besides(background=True))
    if background:
        yield _draw_row(f"{number(background, 'sentence')} of background {_WHERE_ALL}", 2, "dim")
    yield from _draw_section("Who said what", brief.speakers, _draw_speaker, most)
    yield from _draw_section("Denied or alleged", brief.contested, _draw_contested, most)
    yield from _draw_section("Timeline", brief.chief(most), _draw_moment, most)
    if len(brief.timeline) > most:
        yield _draw_row(f"… and {len(brief.timeline) - most} more {_WHERE_ALL}", 2, "dim")
    if not (brief.lead or brief.happened or brief.speakers):
        yield Text("")
        yield Text("These pages tell of nothing that could be shown in their words.")
    yield from _draw_section("Sources", brief.sources, _draw_source, most)


def _draw_section(title: str, lines: Sequence[object], draw: object, most: int) -> Iterator[RenderableType]:
    if not lines or not callable(draw):
        return
    yield Text("")
    yield Rule(Text(title, style="bold"), align="left", style="dim")
    for line in lines[:most]:
        yield from draw(line)
    if len(lines) > most:
        yield _draw_row(f"… and {len(lines) - most} more {_WHERE_ALL}", 2, "dim")


def _draw_source(one: BriefSource) -> Iterator[RenderableType]:
    alone = len(one.printings) == 1 and one.printings[0].outlet == one.writer
    line = Text.assemble((f"{one.letter}  ", "bold cyan"), (clean(one.writer), "bold"), f" – {clean(one.how)}")
    if alone:
        yield _draw_row(line + Text(f" · {_publication_day(one.printings[0])}", style="dim"), 1)
        yield from _draw_doubts(one.printings[0])
        return
    yield _draw_row(line, 1)
    doubtful = [page for page in one.printings if page.doubts]
    shown = list(dict.fromkeys((*one.printings[:_EACH], *doubtful)))
    for page in shown:
        yield from _draw_printing(page)
    if len(one.printings) > len(shown):
        yield _draw_row(f"… and on {number(len(one.printings) - len(shown), 'more page')}", 4, "dim")


def _draw_printing(page: Printing) -> Iterator[RenderableType]:
    text_from = f"its text is from {page.text_from.words} or before" if page.text_from else None
    yield _draw_row(
        _join_parts((_publication_day(page), page.outlet, page.relation or "first page", text_from), style="dim"), 4
    )
    yield from _draw_doubts(page)


def _publication_day(page: Printing) -> str:
    return page.published.words if page.published else "no sure date"


def _draw_doubts(page: Printing) -> Iterator[RenderableType]:
    if page.doubts:
        declared = page.declared.words if page.declared else "its date"
        claim = f"declares {declared}, which the text contradicts" if page.refuted else f"{declared} is doubtful"
        yield _draw_row(Text(f"! {claim}: {clean('; '.join(page.doubts))}", style="yellow"), 4)


def _draw_lead(given: tuple[LeadLine, Sequence[Happened]]) -> Iterator[RenderableType]:
    one, happenings = given
    also = f"; also {_letters(one.also)}" if one.also else ""
    yield _draw_row(Text(f"{clean(one.words.exact)} {_letters(one.sources)}{also}"), 1)
    days = ", ".join(each.words for each in one.days)
    yield _draw_row(_join_parts((one.words.outlet, _place_of(one.words), days), style="dim"), 3)
    for each in happenings:
        yield from _draw_tag(each)


def _draw_change(one: Changed) -> Iterator[RenderableType]:
    yield _draw_row(Text(clean(one.what), style="bold"), 1)
    for state in one.states:
        when = state.day.words if state.day else "no sure date"
        yield _draw_row(_join_parts((when, state.state, _letters([state.words.source])), style=""), 3)
        yield from _draw_words((state.words,), 5)


def _draw_dispute(one: Dispute) -> Iterator[RenderableType]:
    yield _draw_row(Text("• ", style="bold") + Text(clean(one.what), style="bold"), 1)
    for side in one.sides:
        yield _draw_row(_join_parts((side.label, _letters(side.sources)), style=""), 3)
        yield from _draw_words(side.words[:1], 5)


def _draw_numbers(one: NumberRow) -> Iterator[RenderableType]:
    yield _draw_row(Text.assemble((clean(one.thing), "bold"), (f"  {one.verdict}", "dim")), 1)
    for cell in one.cells[:_VERSIONS]:
        published = cell.published.words if cell.published else None
        yield _draw_row(_join_parts((cell.value, _letters([cell.source]), cell.outlet, published), style=""), 3)
    if len(one.cells) > _VERSIONS:
        yield _draw_row(f"… and {number(len(one.cells) - _VERSIONS, 'more source')}", 3, "dim")


def _draw_quotation(one: Quoted) -> Iterator[RenderableType]:
    drift = f"  {clean(one.drift)}" if one.drift else ""
    yield _draw_row(Text.assemble((clean(one.speaker), "bold"), (drift, "red")), 1)
    for version in one.chief[:_VERSIONS]:
        quote = '"' if version.wording.quotation == "direct" else ""
        line = Text(quote)
        for run in version.runs:
            line.append(clean(run.words) if run.kept else f"{{{clean(run.words).rstrip()}}} ")
        line.append(quote)
        yield _draw_row(line, 3)
        yield _draw_row(
            _join_parts((version.change, _letters(version.wording.sources), _outlets(version.wording.outlets)), "dim"),
            5,
        )


def _draw_happenings(group: Sequence[Happened]) -> Iterator[RenderableType]:
    """The words of a source, and under them in small what is coded of them."""
    first = group[0]
    words = first.heading.exact if first.heading else first.line
    yield _draw_row(Text("• ", style="bold") + Text(clean(words), style="bold"), 1)
    if first.heading:
        yield _draw_row(_join_parts((first.heading.outlet, _place_of(first.heading)), style="dim"), 3)
    for one in group:
        yield from _draw_tag(one)


def _draw_tag(one: Happened) -> Iterator[RenderableType]:
    when = one.when.words if one.when else None
    meta = _join_parts((one.tag, when, one.where, one.agreement, sure_words(one.sure)), style="dim")
    yield _draw_row(_draw_telling(one.telling) + Text(" · ", style="dim") + meta, 3)
    for name in ("said by", "denied by"):
        values = next((detail.values for detail in one.details if detail.name == name), ())
        if values:
            yield _draw_row(f"{name} {_voices(values)}", 3)


def _place_of(words: EvidenceWords) -> str:
    return f"{words.report[:9]} {words.start}–{words.end}"


def _draw_telling(telling: Sequence[Telling]) -> Text:
    each = [Text.assemble((one.words, STYLES.get(one.vouched, "")), f" {_letters(one.sources)}") for one in telling]
    return Text(", ").join(each)


def _draw_speaker(one: Speaker) -> Iterator[RenderableType]:
    yield _draw_row(Text(clean(one.name), style="bold"), 1)
    for said in one.said[:_EACH]:
        yield from _draw_wording(said)
    if len(one.said) > _EACH:
        yield _draw_row(f"… and {len(one.said) - _EACH} more", 3, "dim")


def _draw_wording(said: Said) -> Iterator[RenderableType]:
    for lead, worded in zip(said.leads("  or")[:_EACH], said.wordings, strict=False):
        yield _draw_row(Text.assemble((f"{lead}: ", "italic"), _quote(worded)), 3)
        via = f"as told by {worded.told_by}" if worded.told_by else None
        yield _draw_row(_join_parts((_letters(worded.sources), _outlets(worded.outlets), via), style="dim"), 5)


def _draw_contested(one: Contested) -> Iterator[RenderableType]:
    yield _draw_row(Text("• ", style="bold") + Text(clean(one.claim), style="bold"), 1)
    if one.denial:
        yield from _draw_words(one.words[:1], 3)
        return
    claimed = f"claimed by {_voices(one.claimed_by)}" if one.claimed_by else None
    denied = f"denied by {_voices(one.denied_by)}" if one.denied_by else "nobody is heard denying it"
    yield _draw_row(_join_parts((one.how, claimed, denied), style="dim"), 3)
    yield from _draw_words(one.words[:1], 3)


def _draw_moment(one: Moment) -> Iterator[RenderableType]:
    line = Text.assemble((one.day.words, "bold"), "  ", clean(one.heading.exact if one.heading else one.line))
    yield _draw_row(line + Text(f" ({clean(one.tag)}; {one.told_words}; {_letters(one.sources)})", style="dim"), 1)
    if one.others:
        others = "; ".join(f"{clean(value.value)} {_letters(value.sources)}" for value in one.others)
        yield _draw_row(f"also given: {others}", 3, "dim")


def _draw_words(words: Sequence[EvidenceWords], indent: int) -> Iterator[RenderableType]:
    for one in words:
        quote = Text.assemble(
            (f"> {clean(one.before)}", "dim"),
            (clean(one.exact), "underline"),
            (clean(one.after), "dim"),
            (f" – {clean(one.outlet)} [{one.report[:9]} {one.start}–{one.end}]", "dim"),
        )
        yield _draw_row(quote, indent)


def _quote(worded: WordedLine) -> str:
    text = clean(worded.text)
    return f"“{text}”" if worded.quotation == "direct" else text


def _voices(values: Sequence[Value]) -> str:
    return join_names([f"{clean(value.value)} {_letters(value.sources)}".strip() for value in values])


def _outlets(outlets: Sequence[str]) -> str:
    rest = len(outlets) - _EACH
    return ", ".join(outlets[:_EACH]) + (f" and {rest} more" if rest > 0 else "")


def _letters(sources: Sequence[str]) -> str:
    return f"[{' '.join(sources)}]" if sources else ""


def _join_parts(parts: Sequence[str | None], style: str) -> Text:
    return Text(" · ".join(clean(part) for part in parts if part), style=style)


def _draw_row(line: Text | str, indent: int, style: str = "") -> RenderableType:
    text = line if isinstance(line, Text) else Text(clean(line), style=style)
    return Padding(text, (0, 0, 0, indent))


def clean(text: str) -> str:
    """No control codes and no direction overrides: a page must not steer the terminal that shows its words."""
    return _UNSEEN.sub("\ufffd", " ".join(text.split()) if "\n" in text else text)
