"""The notebook runs from its first cell to its last, and is kept without what it printed."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

NOTEBOOK = Path(__file__).parents[2] / "examples" / "notebook.ipynb"
SOURCE = Path(__file__).parents[2] / "src"


def read() -> Any:
    made: Any = nbformat
    return made.read(NOTEBOOK, as_version=4)


@pytest.fixture(scope="module")
def printed() -> str:
    notebook = read()
    folder = {"metadata": {"path": str(NOTEBOOK.parent)}}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", os.pathsep.join((str(SOURCE), os.environ.get("PYTHONPATH", ""))))
        NotebookClient(notebook, timeout=600, kernel_name="python3", resources=folder).execute()
    outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    assert [output for output in outputs if output.output_type == "error"] == []
    return "\n".join(output.get("text", "") + str(output.get("data", "")) for output in outputs)


def test_it_is_kept_without_outputs() -> None:
    notebook = read()
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert len(code) > 10
    assert all(cell.outputs == [] and cell.execution_count is None for cell in code)


@pytest.mark.parametrize(
    "shown",
    [
        "17 reports",
        "no story on the page",
        "dateline-marked",
        "d-event",
        "Verbal Cooperation",
        "denied",
        "its own text",
    ],
)
def test_it_shows_what_it_speaks_of(printed: str, shown: str) -> None:
    assert shown in printed
