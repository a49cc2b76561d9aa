# `make report` and `make test` set up what is missing. Needs git, GNU make and Python 3.11 or newer.
SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
PYTHON := $(shell for name in python3.13 python3.12 python3.11 python3 python; do \
  if command -v $$name >/dev/null 2>&1 && $$name -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' >/dev/null 2>&1; \
  then echo $$name; break; fi; done)

.PHONY: report test test-all lab check verify accept diff format lock field-model models docs bundle benchmark \
  clean help

report: $(READY) ## Bring every table, figure, executed notebook and page up to date
	@$(BIN)/suzhou-priorities report

test: $(READY) ## Run the tests (under three minutes)
	@$(BIN)/python -m pytest -n auto --dist worksteal

test-all: $(READY) ## Run all tests, the long ones too
	@$(BIN)/python -m pytest -n auto --dist worksteal -m "long or not long"

lab: $(READY) ## Open JupyterLab on the notebooks
	@$(BIN)/jupyter lab --notebook-dir=notebooks

check: $(READY) ## Format, lint and type-check
	@$(BIN)/ruff format src tests benchmarks
	@$(BIN)/ruff check src tests benchmarks
	@$(BIN)/mypy

verify: $(READY) ## Build the last commit twice from fresh clones and compare the bytes (some minutes)
	@$(BIN)/python -m suzhou_priorities.workflow.verify

accept: report ## Take the report's key numbers and tables as the expected ones, and say what moved
	@$(BIN)/python -m suzhou_priorities.workflow.accept

diff: $(READY) ## Say which sentences and figures the changes since the last commit move (AGAINST=rev, ALL=1)
	@$(BIN)/python -m suzhou_priorities.workflow.diff $(if $(AGAINST),--against '$(AGAINST)') $(if $(ALL),--all)

lock: $(READY) ## Rebuild requirements.lock from pyproject.toml: versions and hashes, no addresses
	@$(BIN)/python -m pip install --quiet uv
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	  --no-annotate --no-emit-index-url --no-emit-find-links --all-extras pyproject.toml --output-file requirements.lock

field-model: $(READY) ## Rebuild the field model from the clean documents of the corpus
	@$(BIN)/python -m suzhou_priorities.repair.build_field_model

models: $(READY) ## Rebuild the models of domains and functions from the units coded by hand
	@$(BIN)/python -m suzhou_priorities.coding.fit_models

docs: $(READY) ## Rebuild the generated pages and pictures of docs/ from the codebooks, the schemas and the program
	@$(BIN)/python -m suzhou_priorities.coding.write_docs
	@$(BIN)/python -m suzhou_priorities.tables.write_dictionary
	@$(BIN)/python -m suzhou_priorities.workflow.write_reference

bundle: report ## Pack the report, its data, its code and their checksums into one zip in dist/
	@$(BIN)/suzhou-priorities bundle

benchmark: $(READY) ## Time notebooks, text and many documents against what they are built on (benchmarks/README.md)
	@$(BIN)/python benchmarks/run.py

clean: ## Remove what is rebuilt; raw data, code and the environment stay
	@find data/processed figures reports -mindepth 1 -not -name README.md -delete
	@find . -name __pycache__ -type d -not -path './.venv/*' -prune -exec rm -rf {} +
	@rm -rf .pytest_cache .mypy_cache .ruff_cache .hypothesis

help: ## List the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

$(READY): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "Python 3.11, 3.12 or 3.13 is needed and none of them is on the PATH."; exit 1; }
	@echo "Setting up $(VENV) with $$($(PYTHON) --version) ..."
	@rm -f $(READY)
	@$(PYTHON) -m venv --clear $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(READY)
