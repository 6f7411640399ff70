# Everything a newcomer types: make demo, make test. Both set up what they need.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: help demo test check bench format clean

help:
	@echo "make demo    set up, read the example pages, print and write the brief of the largest story"
	@echo "make test    set up, run the tests"
	@echo "make check   ruff, mypy --strict, import-linter"
	@echo "make bench GOLD=folder SCORERS=folder    predict and score every task"

$(READY): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev,postgres]'
	@touch $(READY)

demo: $(READY)
	@rm -f out/demo.db out/demo.db-wal out/demo.db-shm
	$(BIN)/dateline add examples --record out/demo.db
	$(BIN)/dateline story largest --record out/demo.db --html out/brief.html
	@echo "Open it in a browser: file://$(CURDIR)/out/brief.html"

test: $(READY)
	$(BIN)/python -m pytest

check: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(READY)
	$(BIN)/python -m bench score --gold-root $(GOLD) --scorers $(SCORERS)

format: $(READY)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:
	rm -rf $(VENV) out .mypy_cache .ruff_cache .pytest_cache .hypothesis
