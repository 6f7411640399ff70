"""Who wrote a page, by its print and its markup: names of people alone, no houses, no buttons, no others' writers."""

from __future__ import annotations

import json

import pytest

from dateline.reading.masthead.bylines import find_byline_people

from .test_metadata import STORY, ld, page


def story(**more: object) -> str:
    return ld(json.dumps({**STORY, **more}))


PERSON = {"@type": "Person", "name": "Karin Mets"}
HOUSE = {"@type": "Organization", "name": "Harbour Ledger"}
SITE = '<meta property="og:site_name" content="Harbour Ledger">'


@pytest.mark.parametrize(
    ("head", "above", "byline"),
    [
        (story(author=PERSON), "", ("Karin Mets",)),
        (story(author=[PERSON, {"@type": "Person", "name": "Jaan Oja"}]), "", ("Karin Mets", "Jaan Oja")),
        (story(author={"name": ["Karin Mets", "Jaan Oja"]}), "", ("Karin Mets", "Jaan Oja")),
        (story(author="Karin Mets and Jaan Oja"), "", ("Karin Mets", "Jaan Oja")),
        (story(creator=["Karin Mets"]), "", ("Karin Mets",)),
        (
            ld(json.dumps({"@graph": [{**STORY, "author": {"@id": "#k"}}, {**PERSON, "@id": "#k"}]})),
            "",
            ("Karin Mets",),
        ),
        (story(author=HOUSE), "", ()),
        (story(author={"@type": "Person", "name": "Harbour Ledger"}, publisher=HOUSE), "", ()),
        (story(author={"@type": "Person", "name": "Ledger Group"}, copyrightHolder="Ledger Group"), "", ()),
        (SITE + '<meta name="author" content="Harbour Ledger">', "", ()),
        ('<meta name="author" content="By Karin Mets, Staff writer">', "", ("Karin Mets",)),
        ('<meta name="author" content="https://social.example/karin">', "", ()),
        ('<meta name="author" content="admin">', "", ()),
        # markup names fewer, or whoever put it online
        (story(author=PERSON), "<p>By Karin Mets and Jaan Oja</p>", ("Karin Mets", "Jaan Oja")),
        (story(author={"@type": "Person", "name": "Web Producer"}), "<p>By Karin Mets</p>", ("Karin Mets",)),
        (story(author={"@type": "Person", "name": "Liis Kask"}), "<p>By Karin Mets</p>", ("Karin Mets",)),
        (story(author={"@type": "Person", "name": "Liis Kask"}), "<p>By The Associated Press</p>", ()),
        # spans
        ("", "<div><span>By</span> <span>Karin Mets</span><span>March 9, 2022</span></div>", ("Karin Mets",)),
        ("", '<div class="meta"><span>By Karin Mets</span><time>March 9, 2022</time></div>', ("Karin Mets",)),
        ("", '<p class="author">Karin Mets</p>', ("Karin Mets",)),
        ("", '<a rel="author" href="/karin">Karin Mets</a>', ("Karin Mets",)),
        ("", '<span itemprop="author"><span itemprop="name">Karin Mets</span></span>', ("Karin Mets",)),
        ("", '<div class="byline">Karin Mets <a>Follow</a> <a>Twitter</a> <a>Email</a></div>', ("Karin Mets",)),
        ("", '<div class="byline"><a>Karin Mets</a><a>Twitter</a><a>Facebook</a></div>', ("Karin Mets",)),
        ("", '<div class="byline"><a>Follow</a></div>', ()),
        ("", '<p class="by-line">By Karin Mets Senior Political Reporter</p>', ("Karin Mets",)),
        ("", '<p class="byline">By Karin Mets Karin Mets</p>', ("Karin Mets",)),
        ("", '<p class="byline">Posted by Harbourmaster</p>', ("Harbourmaster",)),
        ("", '<p class="byline">Von Karin Mets und Jaan Oja</p>', ("Karin Mets", "Jaan Oja")),
        ("", '<p class="byline">Par Karin Mets</p>', ("Karin Mets",)),
        ("", '<p class="byline">Por: Agencia Costa</p>', ()),
        ("", '<p class="author">Текст: Анна Петрова</p>', ("Анна Петрова",)),
        ("", '<div class="comment-author">Karin Mets</div>', ()),
    ],
)
def test_who_wrote_a_page(head: str, above: str, byline: tuple[str, ...]) -> None:
    assert page(head, above).byline == byline


def test_bylines_of_other_stories_are_not_the_storys() -> None:
    others = (
        '<aside><p class="byline">By Liis Kask</p></aside><div class="related"><p class="author">Jaan Oja</p></div>'
    )
    assert page("", '<div class="related"><p class="author">Jaan Oja</p></div>').byline == ()
    assert page("", f'<p class="byline">By Karin Mets</p>{others}').byline == ("Karin Mets",)


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("By Karin Mets, MS, RD on March 9, 2022", ("Karin Mets",)),
        ("By Karin Mets PhD", ("Karin Mets",)),
        ("By KARIN METS, AP Political Writer", ("Karin Mets",)),
        ("Karin Mets, Ledger Business", ("Karin Mets",)),
        ("By Karin Mets (Tallinn) and Jaan Oja (Riga)", ("Karin Mets",)),
        ("By Karin Mets karin@ledger.example (555) 010-3322", ("Karin Mets",)),
        ("By Karin Y. Mets", ("Karin Y. Mets",)),
        ("By J. K. van der Mets", ("J. K. van der Mets",)),
        ("About Karin Mets", ("Karin Mets",)),
        ("By Harbour Ledger Staff", ()),
        ("View Author Archive", ()),
        ("Postdoctoral Research Associate", ()),
        ("By Ministry of Transport", ()),
        ("Condé Nast", ()),
        ("Guest Author", ()),
    ],
)
def test_names_alone(line: str, people: tuple[str, ...]) -> None:
    assert find_byline_people([line]) == people


def test_the_sign_off_of_a_desk_names_who_reported() -> None:
    report = page(below="<p>(Reporting by Karin Mets; Editing by Jaan Oja)</p>")
    assert report.byline == ("Karin Mets",)


def test_the_canonical_address_is_kept() -> None:
    address = "https://harbour-ledger.example/ice-breaker"
    assert page(f'<link rel="canonical" href="{address}">').canonical == address
    assert page(f'<meta property="og:url" content="{address}">').canonical == address
    assert page(story(mainEntityOfPage={"@id": address})).canonical == address
    assert page().canonical is None
