# Everything a newcomer types: make demo, make test. Both set up what they need, in a folder of any name: paths here are
# relative, and tools are modules, since the first line of a script in .venv/bin breaks where the folder's name has a blank.
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
READY := $(VENV)/.ready

.PHONY: help demo test check bench format clean

help:
	@echo "make demo    set up, read the example pages, print and write the brief of the largest story"
	@echo "make test    set up, run the tests"
	@echo "make check   ruff, mypy --strict, import-linter"
	@echo "make bench GOLD=folder SCORERS=folder    predict and score every task"

$(READY): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(PY) -m pip install --quiet --disable-pip-version-check --editable '.[dev,postgres]'
	@touch $(READY)

demo: $(READY)
	@mkdir -p out
	@rm -f out/demo.db out/demo.db-wal out/demo.db-shm
	$(PY) -m dateline add examples --record out/demo.db
	$(PY) -m dateline story largest --record out/demo.db --html out/brief.html
	@$(PY) -c 'import pathlib; print("Open it in a browser:", pathlib.Path("out/brief.html").resolve().as_uri())'

test: $(READY)
	$(PY) -m pytest

check: $(READY)
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	$(PY) -c 'from importlinter.cli import lint_imports_command as lint; lint()'

bench: $(READY)
	$(PY) -m bench score --gold-root "$(GOLD)" --scorers "$(SCORERS)"

format: $(READY)
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

clean:
	rm -rf $(VENV) out .mypy_cache .ruff_cache .pytest_cache .hypothesis
