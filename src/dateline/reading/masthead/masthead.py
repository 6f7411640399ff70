"""Who wrote it: byline, agency credit and dateline, each with the words that show it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from dateline.model import Credit
from dateline.reading.lines.agencies import Agency, agencies, at_home, by_name, exactly, glued, named, names_pattern
from dateline.reading.lines.outlets import MIRRORS, host_of, same_host, same_site

How = Literal["dateline", "byline", "rights line", "contributor line", "address", "voice", "copies"]


@dataclass(frozen=True, slots=True)
class Claim:
    """A credit found somewhere: `name` is an agency's short name or, where no table has it, the name as printed."""

    name: str
    how: How
    words: str
    agency: Agency | None = None


_NAME = r"[A-ZÀ-Þ][\w'’.-]+(?: (?:de|da|van|von|der|bin|al|el|[A-ZÀ-Þ][\w'’.-]*\.?)){1,3}"
_PERSON = re.compile(rf"^{_NAME}$")
_BY = re.compile(
    r"^(?:\W{0,3})(?:by|words by|story by|written by|reported by|posted by|from)[: ]\s*(?P<rest>.{2,160})$", re.I
)
_CUT = re.compile(
    r"\s*(?:\||•|·|;| — | – |\s-\s|\bpublished\b|\bupdated\b|\bposted\b|\blast updated\b"
    r"|\bon (?=mon|tue|wed|thu|fri|sat|sun)"
    r"|\bemail the author\b|\b(?:january|february|march|april|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.? ?\d|\bmay \d|\d{1,2}[:/]\d"
    r"|\bin [A-Z]|<|\bfor\b |\S+@\S+).*$",
    re.I,
)
_SPLIT = re.compile(r"\s*(?:,|&|\band\b|\bwith\b|/)\s*")
_JOB = re.compile(
    r"\b(?:correspondent|writer|reporter|editor|contributors?|staff|columnist|agency|news|service|bureau|chief|press|post"
    r"|times|wire|network|journal|magazine|media|desk|team|opinion|special|digital|online)\b",
    re.I,
)
_SIGN_OFF = re.compile(
    r"\(\s*(?:additional )?(?:reporting|writing|compiled) by [^()]{3,300}?;\s*"
    r"(?:[^()]{0,200}?;\s*)?editing by [^()]{3,200}\)"
    r"|\((?:reporting|editing|writing) by [^()]{3,200}\)",
    re.I,
)
_VOICE = r"\b[Aa]n? (?P<by>{names}) (?:witness|journalist|reporter|correspondent|photographer|team|crew)\b"
_RIGHTS = re.compile(r"(?:©|\(c\)|copyright|all rights reserved|may not be published)", re.I)
_VIA = re.compile(r"^authored by (?P<who>[^,]{3,60}?)(?:,? (?:via|of|for|at) (?P<where>[\w.' -]{2,60}?))?,?$", re.I)
_FROM = re.compile(r"^\((?:from|via|source:) (?P<by>[\w.' ]{2,40})\)$", re.I)


def byline_people(lines: Iterable[str]) -> tuple[str, ...]:
    """Names of people in byline lines, in the order of print, each once; agencies and jobs are left out."""
    out: dict[str, None] = {}
    for line in lines:
        found = _BY.match(line)
        rest = found["rest"] if found else line
        for name in _people(_cut_agency(_CUT.sub("", rest))):
            out.setdefault(name)
    return tuple(out)


_SIGNED = re.compile(rf"^(?P<name>{_NAME}) (?:is an?|reported from|reports from|writes) ")


def signed_by(lines: Iterable[str]) -> tuple[str, ...]:
    """The person whom a note below the story names as its writer ("Jane Doe is a reporter for ...")."""
    found = (_SIGNED.match(line) for line in lines)
    return tuple(dict.fromkeys(m["name"] for m in found if m is not None))


def _cut_agency(words: str) -> str:
    for _, start, _ in named(words):
        return words[:start]
    behind = glued(words)
    return words[: behind[1]] if behind else words


def _people(words: str) -> Iterable[str]:
    for piece in _SPLIT.split(words):
        name = " ".join(piece.split()).strip(" .,")
        if name.isupper():
            name = name.title()
        if _PERSON.match(name) and not _JOB.search(name) and exactly(name) is None:
            yield name


def byline_credit(line: str) -> Claim | None:
    """The agency that a byline line names ("By A PERSON, Associated Press", "Posted 6:08 am by CNN Wires")."""
    if via := _VIA.match(line):
        who = (via["where"] or via["who"]).strip()
        agency = exactly(who)
        return Claim(agency.name if agency else who, "byline", line, agency)
    if origin := _FROM.match(line):
        agency = exactly(origin["by"])
        return Claim(agency.name if agency else origin["by"], "byline", line, agency)
    for agency, start, _ in named(line):
        if _staffed(line[:start]):
            return Claim(agency.name, "byline", line, agency)
    behind = glued(line)
    return Claim(behind[0].name, "byline", line, behind[0]) if behind else None


def _staffed(before: str) -> bool:
    return not re.search(r"(?:photo|getty|image|told|/)\W*$", before, re.I)


def rights_credit(line: str) -> Claim | None:
    """The agency that a rights line names as the owner of the text."""
    if not _RIGHTS.search(line) or len(line) > 400:
        return None
    for agency, _, _ in named(line):
        return Claim(agency.name, "rights line", line, agency)
    return None


def contributor_credit(line: str) -> Claim | None:
    """The agency of a contributor note or a desk's sign-off below the story."""
    if _SIGN_OFF.search(line):
        agency = by_name()["Reuters"]  # "(Reporting by ...; Editing by ...)" is Reuters' sign-off
        return Claim(agency.name, "contributor line", line, agency)
    if not re.search(r"\b(?:contributed|reported from|writers?|reporters?|correspondents?|journalists?)\b", line, re.I):
        return None
    for agency, start, _ in named(line):
        if start < 60 or "contributed" in line:
            return Claim(agency.name, "contributor line", line, agency)
    return None


def address_credit(address: str | None, canonical: str | None) -> Claim | None:
    """The site to which a page's canonical link leads away: the text is from there. Mirrors are nobody's page."""
    host, source = host_of(address), host_of(canonical)
    if host is None or source is None or same_site(host, source) or any(same_host(host, own) for own in MIRRORS):
        return None
    agency = next((a for a in agencies() if any(same_host(source, own) for own in a.hosts)), None)
    return Claim(agency.name if agency else source, "address", str(canonical), agency)


def voice_credit(paragraphs: Iterable[str]) -> Claim | None:
    """The agency that speaks of its own people in the text ("a Reuters witness said")."""
    pattern = re.compile(_VOICE.format(names=names_pattern()))
    for text in paragraphs:
        if found := pattern.search(text):
            agency = by_name()[found["by"]]
            return Claim(agency.name, "voice", found[0], agency)
    return None


def settle(claims: Sequence[Claim], outlet: str | None, address: str | None) -> Credit | None:
    """The writer, if it is not the outlet itself. Claims come in the order of their weight: dateline, byline, rights
    line, contributor line, canonical link, voice; the first that names another than the outlet counts.
    """
    for claim in claims:
        if claim.agency is not None and at_home(claim.agency, outlet, address):
            return None
        if claim.agency is None and outlet and claim.name.lower().replace(" ", "") in outlet.lower():
            return None
        return Credit(claim.name, claim.how, claim.words)
    return None
