# Everything is installed into .venv/ here. Only `make test` may add something outside: a browser, if there is none.
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
LOCKS := .ci/requirements.lock .ci/chinese.lock
export NO_MKDOCS_2_WARNING := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help site check build test quick golden mutants lowest hunt fonts bench compat lint lock clean reference

help:
	@echo "make site   build the example and serve it at http://127.0.0.1:$(PORT)/ (another port: make site PORT=8001)"
	@echo "make check  check the example's maps; ARGS=\"--format github\" and the like are handed on"
	@echo "make build  build the example into site/"
	@echo "make test   run every test"
	@echo "make quick  run the tests that build no site and need no browser"
	@echo "make golden write anew what the small atlas of tests/golden comes to, for review in git diff"
	@echo "make mutants ROOM=site/views N=20  invert conditions one by one, and tell which no test notices"
	@echo "make lowest run quick tests with the lowest versions that are allowed"
	@echo "make hunt   spoil the example's files at random, and look for what raises"
	@echo "make fonts  run the tests of how pages look on paper with two sets of fonts"
	@echo "make bench  measure, and write the table in docs/performance.md"
	@echo "make compat build small sites with many other plugins, and write the table in docs/other-plugins.md"
	@echo "make lint   check the style and the types of the code"
	@echo "make lock   renew the pinned versions"
	@echo "make clean  remove what these commands made"

site: $(VENV)/ready
	$(BIN)/python -m mkdocs serve --dev-addr 127.0.0.1:$(PORT)

check: $(VENV)/ready
	$(BIN)/journeybook check journeys $(ARGS)

build: $(VENV)/ready
	$(BIN)/journeybook publish --strict

test: $(VENV)/ready
	$(BIN)/python tests/browser/install.py
	$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist worksteal $(ARGS)

# What every view, page, export and finding of one small atlas comes to, for review in git diff.
golden: $(VENV)/ready
	$(BIN)/python -m tests.golden

# Conditions inverted one by one in a copy of the tree: make mutants N=20 ROOM=site/views SEED=3
N ?= 20
ROOM ?= site/views
SEED ?= 1
mutants: $(VENV)/ready
	nice $(BIN)/python -m tests.mutants --number $(N) --room $(ROOM) --seed $(SEED) $(ARGS)

# Everything up to views and templates, in a minute or two; no MkDocs, no browser.
quick: $(VENV)/ready
	$(BIN)/python -m pytest --quiet --numprocesses auto --maxprocesses 4 tests/reading tests/model tests/languages tests/atlas tests/insight tests/checks tests/golden/test_golden.py tests/house/test_house.py tests/house/test_second_lists.py tests/house/test_registries.py $(ARGS)

# The lowest versions that pyproject.toml allows, best with the oldest Python: make lowest PYTHON=python3.10
lowest:
	$(PYTHON) .ci/lowest.py $(ARGS)

# Spoilt files, by the thousand, through check and rendering: make hunt ARGS="--inputs 20000 --seed 2 --workers 2"
hunt: $(VENV)/ready
	$(BIN)/python -m tests.hunt $(ARGS)

# What depends on the layout of text, once with each set of fonts in tests/browser/fonts.py.
fonts: $(VENV)/ready
	JOURNEYBOOK_FONTS=dejavu $(BIN)/python -m pytest -q tests/browser -k "paper or sheet or large or keys" $(ARGS)
	JOURNEYBOOK_FONTS=nimbus $(BIN)/python -m pytest -q tests/browser -k "paper or sheet or large or keys" $(ARGS)

bench: $(VENV)/ready
	$(BIN)/python -m tests.bench --write $(ARGS)

# Each in an environment of its own, beside the locked one: other people's versions, within the bounds that are written down.
compat: .venv-compat/ready .venv-compat-materialx/ready
	JOURNEYBOOK_COMPAT=1 .venv-compat/bin/python -m pytest --numprocesses auto --maxprocesses 4 tests/compat -k combination $(ARGS)
	JOURNEYBOOK_COMPAT=materialx .venv-compat-materialx/bin/python -m pytest --numprocesses 0 tests/compat -k combination $(ARGS)
	PYTHONPATH=tests .venv-compat/bin/python -m compat
	PYTHONPATH=tests .venv-compat-materialx/bin/python -m compat

.venv-compat/ready: tests/compat/requirements.txt pyproject.toml
	$(PYTHON) -m venv --clear .venv-compat
	.venv-compat/bin/python -m pip install --quiet --editable ".[site,test]" --requirement $<
	@touch $@

.venv-compat-materialx/ready: tests/compat/requirements-materialx.txt pyproject.toml
	$(PYTHON) -m venv --clear .venv-compat-materialx
	.venv-compat-materialx/bin/python -m pip install --quiet --editable ".[test]" --requirement $<
	@touch $@

lint: $(VENV)/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check --quiet .
	$(BIN)/mypy

# Two stamps: a new lock makes the environment anew, a changed pyproject.toml only registers the project again.
$(VENV)/ready: $(VENV)/locked pyproject.toml
	@rm -rf plugins/*.egg-info  # what was registered from here before would be found first
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/locked: $(LOCKS)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 10))' || { echo "Journeybook needs Python 3.10 or newer, and $(PYTHON) is older. Name another one: make PYTHON=python3.12 ..."; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' || { echo "this Python lacks the venv module; on Debian and Ubuntu: apt install python3-venv"; exit 1; }
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes --only-binary :all: --requirement .ci/requirements.lock
	@$(BIN)/python -m pip install --quiet --require-hashes --no-deps --no-build-isolation --requirement .ci/chinese.lock || echo "note: jieba could not be built here, so that search finds Chinese by whole passages only"
	@touch $@

lock:
	$(PYTHON) -m venv .venv-lock
	.venv-lock/bin/python -m pip install --quiet "uv>=0.5,<1"
	.venv-lock/bin/python .ci/lock.py

clean:
	rm -rf $(VENV) .venv-lock .venv-lowest .venv-compat .venv-compat-materialx .cache .pytest_cache .ruff_cache .mypy_cache .hypothesis site build plugins/*.egg-info
	find plugins tests -name __pycache__ -type d -prune -exec rm -rf {} +

# The pages in docs/reference/, from the code's own declarations.
reference: $(VENV)/ready
	$(BIN)/python -m journeybook.doors.reference docs
