"""The table of further bodies is made of dictionaries: names as news writes them, codes as ours, no people."""

from __future__ import annotations

from pathlib import Path

from building.bodies import ARMED, INTERNATIONAL, build

GROUPS = """# armed groups
BLUE_DAWN_BRIGADES_ [PERREB] # somebody, 2013
+BRIGADAS_ALBA_AZUL_

LAND_OF_WAVES_FRONT_ [MEAREB]
"""
OTHERS = """ZARKO_PETROLEUM_INC_ [MNCEST]
MARIA_LUND_ [IGOUNO >090101] # dated: a person
COUNCIL_OF_ZARKO_FISHERS_ [NGONORLAB]
ZARKO_INCOME_FUND_ [MNCUSA]
"""


def test_rows_are_bodies_with_our_codes(tmp_path: Path) -> None:
    folder = tmp_path / "petrarch2"
    folder.mkdir()
    (folder / ARMED).write_text(GROUPS, encoding="utf-8")
    (folder / INTERNATIONAL).write_text(OTHERS, encoding="utf-8")
    assert build(tmp_path) == [
        ("Zarko Petroleum", "EST", "BUS"),
        ("Zarko Petroleum Inc", "EST", "BUS"),
        ("Council of Zarko Fishers", "NOR", "LAB"),
        ("Land of Waves Front", "", "REB"),
        ("Blue Dawn Brigades", "PER", "REB"),
        ("Brigadas Alba Azul", "PER", "REB"),
    ]
