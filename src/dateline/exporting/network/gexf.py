"""The network as GEXF 1.3, for Gephi, networkx and sigma: directed, dynamic by day, cooperation and conflict apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, BinaryIO

from lxml import etree

from dateline.exporting.codebook_tables import codebook_of, sections
from dateline.exporting.formats import Format, Written
from dateline.exporting.network import ALL, CONFLICT, COOPERATION, FACTS, Edge, Network, Node, network
from dateline.exporting.selection import Selection
from dateline.exporting.xml_text import xml_text
from dateline.version import __version__

NAME = "gexf"
_NAMESPACE = "http://gexf.net/1.3"
_TYPES = {"text": "string", "integer": "integer", "number": "double", "date": "string"}
_BY_DAY = "by_day"
"""The one attribute that has a value for every day."""


def formats() -> tuple[Format, ...]:
    """One format, in files that end in .gexf."""
    what = "who to whom, for Gephi and networkx: GEXF 1.3, directed, by day"
    return (Format(NAME, what, {".gexf": _write}, tables=(FACTS, ALL), codebook=codebook_of(NAME)),)


def _write(selection: Selection, out: BinaryIO) -> Written:
    found = network(selection.happenings(), count_all=selection.table == ALL)
    write(found, out)
    return counted(found)


def write(found: Network, out: BinaryIO) -> None:
    """Writes the network; UTF-8, one node or edge after the other."""
    with etree.xmlfile(out, encoding="utf-8") as file:
        file.write_declaration()
        with file.element("gexf", nsmap={None: _NAMESPACE}, version="1.3"):
            meta = etree.Element("meta")
            etree.SubElement(meta, "creator").text = f"dateline {__version__}"
            etree.SubElement(meta, "description").text = _description(found)
            file.write(meta)
            with file.element("graph", _graph(found)):
                file.write(_declared("node", sections(NAME)[0].entries, dynamic=False))
                file.write(_declared("edge", sections(NAME)[1].entries, dynamic=False))
                file.write(_declared("edge", sections(NAME)[1].entries, dynamic=True))
                with file.element("nodes"):
                    for node in found.nodes:
                        file.write(_node(node))
                with file.element("edges"):
                    for edge in found.edges:
                        file.write(_edge(edge))
    out.write(b"\n")  # not before: what is written within stands in the middle of what is not yet flushed


def counted(found: Network) -> Written:
    """What was written, and how many happenings are no part of it, by reason."""
    left = {f"happenings left out ({reason})": number for reason, number in found.left_out}
    return {"nodes": len(found.nodes), "edges": len(found.edges), **left}


def _description(found: Network) -> str:
    left = "; ".join(f"{reason}: {number}" for reason, number in found.left_out)
    return f"Who to whom: happenings, each counted once. Left out: {left or 'nothing'}"


def _graph(found: Network) -> dict[str, str]:
    spells = [spell for edge in found.edges for spell in edge.spells]
    known = {"start": min(b for b, _ in spells), "end": max(e for _, e in spells)} if spells else {}
    return {"defaultedgetype": "directed", "mode": "dynamic", "timeformat": "date",
            "timerepresentation": "interval", **known}  # fmt: skip


def _declared(of: str, entries: Iterable[Any], *, dynamic: bool) -> Any:
    """The attributes that nodes (edges) have beside those that GEXF knows by itself, as the codebook lists them."""
    found = etree.Element("attributes", {"class": of, "mode": "dynamic" if dynamic else "static"})
    for entry in entries:
        if entry.source != "GEXF" and (entry.name == _BY_DAY) == dynamic:
            etree.SubElement(found, "attribute", id=entry.name, title=entry.name, type=_TYPES[entry.type])
    return found


def node_values(node: Node) -> Mapping[str, object]:
    """The attributes of a node by name, without id and label."""
    return {
        "kind": node.kind, "country": node.country, "sector": node.sector, "sectors": node.sectors,
        "office": node.office, "wikidata": node.wikidata, "sure": node.sure, "happenings": node.happenings,
    }  # fmt: skip


def edge_values(edge: Edge) -> Mapping[str, object]:
    """The attributes of an edge by name, without ends, id and weight."""
    cooperation, conflict = (edge.weight if edge.tie == tie else 0 for tie in (COOPERATION, CONFLICT))
    first, last = (edge.spells[0][0], edge.spells[-1][1]) if edge.spells else ("", "")
    return {
        "tie": edge.tie, "cooperation": cooperation, "conflict": conflict, "verbal": edge.verbal,
        "material": edge.material, "score": edge.score, "sources": edge.sources,
        **dict(edge.told),
        "types": "; ".join(f"{name} {number}" for name, number in edge.types),
        "first": first, "last": last, "undated": edge.undated, "ids": " ".join(edge.ids),
    }  # fmt: skip


def _node(node: Node) -> Any:
    found = etree.Element("node", id=xml_text(node.id), label=xml_text(node.label))
    _put(found, node_values(node))
    return found


def _edge(edge: Edge) -> Any:
    found = etree.Element(
        "edge",
        id=xml_text(edge.id),
        source=xml_text(edge.source),
        target=xml_text(edge.target),
        kind=edge.tie,
        label=edge.tie,
        weight=str(edge.weight),
    )
    values = _put(found, edge_values(edge))
    for day, number in edge.by_day:
        etree.SubElement(values, "attvalue", {"for": _BY_DAY, "value": str(number), "start": day, "end": day})
    if edge.spells:
        spells = etree.SubElement(found, "spells")
        for begin, end in edge.spells:
            etree.SubElement(spells, "spell", start=begin, end=end)
    return found


def _put(element: Any, values: Mapping[str, object]) -> Any:
    """An empty value is none."""
    found = etree.SubElement(element, "attvalues")
    for name, value in values.items():
        if value != "":
            etree.SubElement(found, "attvalue", {"for": name, "value": xml_text(str(value))})
    return found
