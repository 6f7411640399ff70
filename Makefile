# Everything a newcomer types: make demo, make test. Each sets up what it needs and no more, in a folder of any name: paths
# here are relative, and tools are modules, since the first line of a script in .venv/bin breaks where the folder's name has
# a blank.
PYTHON ?= python3
VENV ?= .venv
PY := $(VENV)/bin/python
DEMO := $(VENV)/.demo
READY := $(VENV)/.ready
PIP := -m pip install --disable-pip-version-check --no-compile
NEW_ENOUGH := import sys; sys.exit(None if sys.version_info >= (3, 11) else "Dateline needs Python 3.11 or later, and " \
	+ sys.executable + " is " + sys.version.split()[0] + ". Name another: make demo PYTHON=python3.12")

.PHONY: help demo test torture check bench docs wheel-check format clean

help:
	@echo "make demo    set up, read the example pages, print and write the brief of the largest story"
	@echo "make test    set up, run the tests"
	@echo "make torture    kill, starve and race on purpose, print what held; with SHORT=1 the form of the tests"
	@echo "make check   ruff, mypy --strict, import-linter"
	@echo "make bench GOLD=folder SCORERS=folder    predict and score every task"
	@echo "make docs    the documentation as a site, in out/site"
	@echo "make wheel-check    build the package, look into it, install it alone and run it"
	@echo "PYTHON=python3.12 VENV=.venv312 after any of them: another Python, another environment"

# What Dateline runs on, for make demo. Bytecode is made of what is imported, not of everything that is installed.
$(DEMO): pyproject.toml
	@$(PYTHON) -c '$(NEW_ENOUGH)'
	@echo "Step 1 of 3: an environment of its own in $(VENV), with what Dateline runs on. Once; pip fetches some 190 MB."
	@$(PYTHON) -m venv $(VENV)
	@$(PY) $(PIP) --editable .
	@touch $(DEMO)

# The same and what contributors need on top, for everything else.
$(READY): pyproject.toml
	@$(PYTHON) -c '$(NEW_ENOUGH)'
	@echo "An environment of its own in $(VENV), with what Dateline runs on and its tests and checks need. Once."
	@$(PYTHON) -m venv $(VENV)
	@$(PY) $(PIP) --quiet --editable '.[dev,parquet,postgres,serve,watch]'
	@touch $(DEMO) $(READY)

demo: $(DEMO)
	@mkdir -p out
	@rm -f out/demo.db out/demo.db-wal out/demo.db-shm
	@echo "Step 2 of 3: reading the pages of examples/ into the record out/demo.db"
	$(PY) -m dateline add examples --record out/demo.db
	@echo "Step 3 of 3: the brief of the largest story, here and in out/brief.html"
	$(PY) -m dateline story largest --record out/demo.db --html out/brief.html
	@$(PY) -c 'import pathlib; print("Open it in a browser:", pathlib.Path("out/brief.html").resolve().as_uri())'

test: $(READY)
	$(PY) -m pytest

torture: $(READY)
	$(PY) -m building.torture $(if $(SHORT),--short)

check: $(READY)
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	$(PY) -c 'from importlinter.cli import lint_imports_command as lint; lint()'

bench: $(READY)
	$(PY) -m bench score --gold-root "$(GOLD)" --scorers "$(SCORERS)"

docs: $(READY)
	$(PY) $(PIP) --quiet --editable '.[docs]'
	$(PY) -m building.site out/site

wheel-check: $(READY)
	$(PY) $(PIP) --quiet --editable '.[package]'
	rm -rf build dist
	$(PY) -m build --outdir dist .
	$(PY) -m twine check --strict dist/*
	$(PY) -m building.wheel dist/*.whl

format: $(READY)
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

clean:
	rm -rf $(VENV) out .mypy_cache .ruff_cache .pytest_cache .hypothesis
