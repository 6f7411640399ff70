"""Who to whom, counted by happenings, not by copies; what is denied or planned has no weight. networkx reads it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from dateline.exporting import table_rows
from dateline.exporting.network import Edge, Network, network
from dateline.exporting.network.gephi import write as write_gephi
from dateline.exporting.network.gexf import edge_values
from dateline.exporting.network.gexf import write as write_gexf
from dateline.exporting.selection import Selection
from dateline.exporting.table_rows import TableRow
from dateline.model import When

from .conftest import Write
from .made_record import coded, story

NORLAND, SUDLAND = "norland/NOR", "sudland/SDN"
OFFICIALS = "~SDN/GOV"


def rows() -> list[TableRow]:
    by_id = {one.report.id: one for one in coded()}
    return list(table_rows.happenings([story()], by_id.__getitem__))


def edge(found: Network, source: str, target: str, tie: str) -> Edge:
    return next(one for one in found.edges if (one.source, one.target, one.tie) == (source, target, tie))


def test_a_pair_is_counted_by_happenings_and_sources_not_by_copies() -> None:
    met = edge(network(rows()), NORLAND, SUDLAND, "cooperation")
    assert (met.weight, met.sources, met.spells) == (1, 2, (("2023-09-15", "2023-09-15"),))
    assert met.by_day == (("2023-09-15", 1),)


def test_a_meeting_is_an_edge_each_way_and_a_deed_one_way() -> None:
    ends = [(one.source, one.target, one.tie) for one in network(rows()).edges]
    assert ends == [(NORLAND, SUDLAND, "cooperation"), (NORLAND, OFFICIALS, "conflict"),
                    (SUDLAND, NORLAND, "cooperation")]  # fmt: skip


def test_what_is_planned_or_denied_stands_beside_and_weighs_nothing() -> None:
    found = network(rows())
    grain = edge(found, SUDLAND, NORLAND, "cooperation")
    assert grain.weight == 1 and dict(grain.told)["planned"] == 1 and [name for name, _ in grain.types] == ["CONSULT"]
    assert not any(one.target == SUDLAND and one.tie == "conflict" for one in found.edges)
    assert ("told as denied: counted beside, no weight", 1) in found.left_out


@pytest.mark.parametrize(
    ("score", "tie", "cooperation", "conflict"),
    [(0.5, "cooperation", 1, 0), (-1.0, "conflict", 0, 1), (0.0, "neutral", 0, 0)],
)
def test_a_request_is_tied_by_its_score(score: float, tie: str, cooperation: int, conflict: int) -> None:
    sent = next(row for row in rows() if row.event.type == "SANCTION")
    asked = replace(sent, event=replace(sent.event, type="REQUEST", quad=3, score=score))
    (found,) = network([asked]).edges
    values = edge_values(found)
    assert (found.tie, found.score, values["cooperation"], values["conflict"]) == (tie, score, cooperation, conflict)


def test_all_count_when_asked() -> None:
    found = network(rows(), count_all=True)
    shots = edge(found, NORLAND, SUDLAND, "conflict")
    assert shots.weight == 1 and dict(shots.told)["denied"] == 1
    assert edge(found, SUDLAND, NORLAND, "cooperation").weight == 2


@pytest.mark.parametrize(
    ("name", "node", "label"),
    [("Norway", "NOR", "Norway"), ("Norwegian", "NOR", "Norway"), ("Oslo", "NOR", "Norway"),
     ("Norwegians", "norwegians/NOR", "Norwegians")],
)  # fmt: skip
def test_a_state_is_one_node_however_it_is_named_and_its_people_are_another(name: str, node: str, label: str) -> None:
    met = next(row for row in rows() if row.event.type == "CONSULT")
    one, other = met.event.actors
    found = network([replace(met, event=replace(met.event, actors=(replace(one, name=name), other)))])
    assert [(each.id, each.label) for each in found.nodes if each.country == "NOR"] == [(node, label)]


def test_what_ties_nobody_is_counted_with_its_reason() -> None:
    met = next(row for row in rows() if row.event.type == "CONSULT")
    alone = replace(met, event=replace(met.event, actors=met.event.actors[:1]))
    nobody = replace(met, event=replace(met.event, actors=()))
    assert network([alone, nobody, nobody]).left_out == (("nobody told", 2), ("one side only", 1))


def test_who_is_only_described_is_no_person() -> None:
    nodes = {node.id: node for node in network(rows()).nodes}
    assert nodes[OFFICIALS].label == "SDN GOV (described)" and nodes[OFFICIALS].kind == "described"
    assert (nodes[NORLAND].kind, nodes[NORLAND].country, nodes[NORLAND].sector) == ("place", "NOR", "GOV")


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.integers(1, 28), st.integers(0, 20)), min_size=1, max_size=6))
def test_spells_never_overlap_and_hold_every_day(given_: list[tuple[int, int]]) -> None:
    meeting = next(row for row in rows() if row.event.type == "CONSULT")
    told = []
    for number, (start, length) in enumerate(given_):
        assert meeting.event.when is not None
        first, last = f"2024-01-{start:02d}", f"2024-01-{min(31, start + length):02d}"
        when = When("x", "DATE", meeting.event.when.span, first, last)
        told.append(replace(meeting, id=f"h{number}", event=replace(meeting.event, when=when)))
    spells = edge(network(told), NORLAND, SUDLAND, "cooperation").spells
    assert all(before[1] < after[0] for before, after in pairwise(spells))
    for row in told:
        given_when = row.event.when
        assert given_when and given_when.earliest and given_when.latest
        assert any(begin <= given_when.earliest and given_when.latest <= end for begin, end in spells)


def test_what_spreads_over_a_year_is_drawn_at_no_day() -> None:
    meeting = next(row for row in rows() if row.event.type == "CONSULT")
    assert meeting.event.when is not None
    when = replace(meeting.event.when, value="2023", earliest="2023-01-01", latest="2023-12-31")
    met = edge(network([replace(meeting, event=replace(meeting.event, when=when))]), NORLAND, SUDLAND, "cooperation")
    assert met.spells == () and met.undated == 1


# ------------------------------------------------------------------ GEXF


def read_gexf(content: bytes) -> Any:
    networkx = pytest.importorskip("networkx", reason="networkx reads GEXF: pip install 'dateline[dev]'")
    return networkx.read_gexf(io.BytesIO(content))


def test_networkx_reads_the_gexf(written: Write) -> None:
    content, counted = written("gexf")
    graph = read_gexf(content)
    assert graph.is_directed()
    assert {"nodes": graph.number_of_nodes(), "edges": graph.number_of_edges()} == {"nodes": 3, "edges": 3}
    assert counted == {
        "nodes": 3,
        "edges": 3,
        "happenings left out (told as denied: counted beside, no weight)": 1,
        "happenings left out (told as planned: counted beside, no weight)": 1,
    }
    assert graph.nodes[NORLAND]["label"] == "Norland" and graph.nodes[NORLAND]["country"] == "NOR"
    (met,) = (data for one, other, data in graph.edges(data=True) if (one, other) == (NORLAND, SUDLAND))
    assert (met["weight"], met["cooperation"], met["conflict"], met["sources"]) == (1.0, 1, 0, 2)
    assert met["spells"] == [("2023-09-15", "2023-09-15")]
    assert met["by_day"] == [(1, "2023-09-15", "2023-09-15")]


def test_every_attribute_is_declared_and_every_declared_one_is_in_the_codebook(written: Write) -> None:
    tree = etree.fromstring(written("gexf")[0])
    name = {"g": "http://gexf.net/1.3"}
    assert tree.get("version") == "1.3"
    for of in ("node", "edge"):
        declared = set(tree.xpath(f"//g:attributes[@class='{of}']/g:attribute/@id", namespaces=name))
        used = set(tree.xpath(f"//g:{of}//g:attvalue/@for", namespaces=name))
        assert used and used <= declared


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=40))
def test_no_name_breaks_the_xml(name: str) -> None:
    row = next(row for row in rows() if row.event.type == "CONSULT")
    sides = tuple(
        replace(actor, name=f"X{name}", wikidata=f"Q{number}") for number, actor in enumerate(row.event.actors)
    )
    out = io.BytesIO()
    write_gexf(network([replace(row, event=replace(row.event, actors=sides))]), out)
    assert len(etree.fromstring(out.getvalue()).findall(".//{*}node")) == 2


# ------------------------------------------------------------------ Gephi's tables


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def test_gephi_knows_the_headers(selection: Selection, tmp_path: Path) -> None:
    assert write_gephi(replace(selection, table="facts"), tmp_path)["edges"] == 3
    nodes, edges = table(tmp_path / "nodes.csv"), table(tmp_path / "edges.csv")
    assert list(nodes[0])[:2] == ["Id", "Label"]
    assert list(edges[0])[:8] == ["Source", "Target", "Type", "Kind", "Id", "Label", "Weight", "Timeset"]
    assert ends(edges) <= {node["Id"] for node in nodes}
    met = next(one for one in edges if one["Source"] == NORLAND and one["Target"] == SUDLAND)
    assert (met["Type"], met["Kind"], met["Weight"]) == ("Directed", "cooperation", "1")
    assert met["Timeset"] == "<[2023-09-15, 2023-09-15]>"


def ends(edges: Iterable[dict[str, str]]) -> set[str]:
    return {one[name] for one in edges for name in ("Source", "Target")}
