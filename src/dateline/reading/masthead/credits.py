"""Which agency or paper wrote it (source attribution of a page): what credits it, and which credit is believed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from dateline.model import Credit
from dateline.reading.lines import Layout
from dateline.reading.lines.agencies import (
    Agency,
    agencies,
    agencies_by_name,
    agency_named,
    find_agencies,
    find_glued_agency,
    names_pattern,
)
from dateline.reading.lines.page_words import any_of
from dateline.reading.masthead.datelines import Dateline
from dateline.reading.masthead.outlets import host_of, is_mirror, is_own_page, same_host, same_site
from dateline.reading.masthead.sign_offs import agency_signing

CreditBasis = Literal["dateline", "byline", "rights line", "contributor line", "address", "voice", "copies"]


@dataclass(frozen=True, slots=True)
class CreditClaim:
    """A credit found somewhere: `name` is an agency's short name or, where no table has it, the name as printed."""

    name: str
    how: CreditBasis
    words: str
    agency: Agency | None = None


_RIGHTS = re.compile(rf"(?:©|\(c\)|{any_of('rights')})", re.I)
_VIA = re.compile(r"^authored by (?P<who>[^,]{3,60}?)(?:,? (?:via|of|for|at) (?P<where>[\w.' -]{2,60}?))?,?$", re.I)
_FROM = re.compile(rf"^\({any_of('source leads')} (?P<by>[\w.' ]{{2,40}})\)$", re.I)
_NOT_STAFF = re.compile(rf"(?:{any_of('photo or quoted')}|/)\W*$", re.I)
_CONTRIBUTOR = re.compile(rf"\b{any_of('contributor')}\b", re.I)


def find_credit(
    layout: Layout, opening: Dateline | None, body: str, page_address: str | None, outlet: str | None, home: str | None
) -> Credit | None:
    """Who wrote it, if not the outlet itself. `opening`: the dateline; `home`: the address that names the outlet."""
    claims: list[CreditClaim | None] = []
    if opening is not None and opening.credit:
        claims.append(_claim(opening.credit, "dateline", opening.credit))
    claims.extend(byline_credit(line) for line in (*layout.lines("byline"), *layout.metadata.authors))
    claims.extend(rights_credit(item.text) for item in layout.tail)
    claims.extend(contributor_credit(line) for line in layout.lines("contributor", "other"))
    claims.append(address_credit(page_address, layout.metadata.canonical))
    claims.append(voice_credit(body.split("\n")))
    return choose_credit([claim for claim in claims if claim is not None], outlet, home)


@cache
def _voice() -> re.Pattern[str]:
    return re.compile(rf"\b[Aa]n? (?P<by>{names_pattern()}) {any_of('own people')}\b")


def choose_credit(claims: Sequence[CreditClaim], outlet: str | None, address: str | None) -> Credit | None:
    """The writer, if it is not the outlet itself. Claims come in the order of their weight: dateline, byline, rights
    line, contributor line, canonical link, voice; the first that names another than the outlet counts.
    """
    for claim in claims:
        if claim.agency is not None and is_own_page(claim.agency, outlet, address):
            return None
        if claim.agency is None and outlet and claim.name.lower().replace(" ", "") in outlet.lower():
            return None
        return Credit(claim.name, claim.how, claim.words)
    return None


def _claim(printed: str, how: CreditBasis, words: str) -> CreditClaim:
    """A claim for whoever is printed, under the short name where the table has it."""
    agency = agency_named(printed)
    return CreditClaim(agency.name if agency else printed, how, words, agency)


def byline_credit(line: str) -> CreditClaim | None:
    """The agency that a byline line names ("By A PERSON, Associated Press", "Posted 6:08 am by CNN Wires")."""
    if via := _VIA.match(line):
        who = (via["where"] or via["who"]).strip()
        return _claim(who, "byline", line)
    if origin := _FROM.match(line):
        return _claim(origin["by"], "byline", line)
    for agency, start, _ in find_agencies(line):
        if _names_staff(line[:start]):
            return CreditClaim(agency.name, "byline", line, agency)
    behind = find_glued_agency(line)
    return CreditClaim(behind[0].name, "byline", line, behind[0]) if behind else None


def _names_staff(before: str) -> bool:
    return _NOT_STAFF.search(before) is None


def rights_credit(line: str) -> CreditClaim | None:
    """The agency that a rights line names as the owner of the text."""
    if not _RIGHTS.search(line) or len(line) > 400:
        return None
    for agency, _, _ in find_agencies(line):
        return CreditClaim(agency.name, "rights line", line, agency)
    return None


def contributor_credit(line: str) -> CreditClaim | None:
    """The agency of a contributor note or a desk's sign-off below the story."""
    if (agency := agency_signing(line)) is not None:
        return CreditClaim(agency.name, "contributor line", line, agency)
    if _CONTRIBUTOR.search(line) is None:
        return None
    for agency, start, _ in find_agencies(line):
        if start < 60 or "contributed" in line:
            return CreditClaim(agency.name, "contributor line", line, agency)
    return None


def address_credit(address: str | None, canonical: str | None) -> CreditClaim | None:
    """The site to which a page's canonical link leads away: the text is from there. Mirrors are nobody's page."""
    host, source = host_of(address), host_of(canonical)
    if host is None or source is None or same_site(host, source) or is_mirror(host):
        return None
    agency = next((a for a in agencies() if any(same_host(source, own) for own in a.hosts)), None)
    return CreditClaim(agency.name if agency else source, "address", str(canonical), agency)


def voice_credit(paragraphs: Iterable[str]) -> CreditClaim | None:
    """The agency that speaks of its own people in the text ("a Reuters witness said")."""
    for text in paragraphs:
        if found := _voice().search(text):
            agency = agencies_by_name()[found["by"]]
            return CreditClaim(agency.name, "voice", found[0], agency)
    return None
