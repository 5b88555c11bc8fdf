# A few words; `make help` lists them. Every word makes .venv first when it is missing or out of date.
.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := .venv/bin

.PHONY: help run ask test check eval bench storm lock format

help: ## this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 10

.venv/.ready: requirements-dev.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.11 …")'
	$(PYTHON) -m venv --clear .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	$(BIN)/python -m compileall -q bot
	touch $@

run: .venv/.ready ## run the bot
	@$(BIN)/python -m bot run

ask: .venv/.ready ## one question: make ask Q="can I still renew?"
	@$(BIN)/python -m bot ask $(if $(Q),"$(Q)")

test: .venv/.ready ## the tests
	$(BIN)/pytest -q

check: .venv/.ready ## format, lint, types, import rules, knowledge, tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m bot check
	$(BIN)/pytest -q

format: .venv/.ready ## put the code in the house's format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

eval: .venv/.ready ## ask every question of tests/ and count what was right
	@$(BIN)/python -m tests.evaluate $(FILES)

bench: .venv/.ready ## time the engine and the start
	@$(BIN)/python -m tests.bench

storm: .venv/.ready ## thousands of questions while everything fails; prints what was lost
	@$(BIN)/python -m tests.storm

lock: .venv/.ready ## pin the newest versions that pyproject.toml allows, with hashes
	$(BIN)/uv pip compile --quiet --upgrade --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 pyproject.toml -o requirements.txt
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 -c requirements.txt pyproject.toml --group dev -o requirements-dev.txt
