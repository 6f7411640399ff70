"""The network as two tables, nodes.csv and edges.csv, under the headers that Gephi's spreadsheet import knows."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from dateline.exporting.codebook_tables import codebook_of, sections
from dateline.exporting.formats import Format, Written
from dateline.exporting.network import ALL, FACTS, Edge, Node, network
from dateline.exporting.network.gexf import counted, edge_values, node_values
from dateline.exporting.selection import Selection

NAME = "gephi"


def formats() -> tuple[Format, ...]:
    """One format: a folder with nodes.csv and edges.csv."""
    what = "who to whom, as tables for Gephi's import: nodes.csv, edges.csv"
    return (Format(NAME, what, folder=write, tables=(FACTS, ALL), codebook=codebook_of(NAME)),)


def write(selection: Selection, folder: Path) -> Written:
    """Writes both tables: first import edges, then append nodes, or the other way round."""
    found = network(selection.happenings(), count_all=selection.table == ALL)
    nodes, edges = sections(NAME)
    _table(folder / "nodes.csv", [entry.name for entry in nodes.entries], map(_node, found.nodes))
    _table(folder / "edges.csv", [entry.name for entry in edges.entries], map(_edge, found.edges))
    return counted(found)


def _node(node: Node) -> dict[str, object]:
    return {"Id": node.id, "Label": node.label, **node_values(node)}


def _edge(edge: Edge) -> dict[str, object]:
    known = dict(edge_values(edge))
    return {
        "Source": edge.source, "Target": edge.target, "Type": "Directed", "Kind": known.pop("tie"),
        "Id": edge.id, "Label": edge.tie, "Weight": edge.weight, "Timeset": _timeset(edge.spells), **known,
    }  # fmt: skip


def _timeset(spells: Sequence[tuple[str, str]]) -> str:
    """As Gephi writes a set of intervals; empty where no day is known, so that the edge is there at all times."""
    return f"<{'; '.join(f'[{begin}, {end}]' for begin, end in spells)}>" if spells else ""


def _table(path: Path, header: Sequence[str], rows: Iterable[dict[str, object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, header, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
