# Everything a person or a host runs. `make help` lists it. Nothing is installed outside this folder except by `make test`,
# which may ask the system's package manager for browsers.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
MAKEFLAGS += --no-print-directory

# The newest Python that is new enough.
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
HOST ?= 127.0.0.1
PORT ?= 8000

# The theme prints a notice about its end of life on every build; MIGRATION.md says what follows from it.
export NO_MKDOCS_2_WARNING := 1
# Two builds of one commit are the same byte for byte. Without Git, tools/dates.py takes the newest day that the pages name.
COMMITTED := $(shell git log -1 --format=%ct 2>/dev/null)
ifneq ($(COMMITTED),)
export SOURCE_DATE_EPOCH ?= $(COMMITTED)
endif
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# What is used is compiled when it is first used; most of what is installed never is.
export PIP_COMPILE := 0

.DEFAULT_GOAL := help
.PHONY: help install serve build publish-check preview testing test test-all quick lint types soak bench faults mutants wordpress voice zensical sbom screens lock clean .venv .venv-zensical

help: ## show this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 18

# --- installing -----------------------------------------------------------------------------------------------------------

.venv: $(VENV)/run.stamp
install: $(VENV)/run.stamp ## install what building and serving need

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed: install it, or name it with make PYTHON=/path/to/python3." >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "Python's venv module is missing: install it (Debian, Ubuntu: apt-get install python3-venv), then run this again." >&2; exit 1; }
	@echo "Making a Python environment in $(VENV) ..."
	@$(PYTHON) -m venv --clear $(VENV)

# The package `macros` is installed by itself, after its locked dependencies, and without a build backend from the network.
$(VENV)/run.stamp: requirements.lock pyproject.toml | $(VENV)/bin/python
	@echo "Installing what the site needs (about a minute the first time) ..."
	@$(BIN)/pip install -q --require-hashes -r requirements.lock
	@$(BIN)/pip install -q --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/dev.stamp: requirements-dev.lock $(VENV)/run.stamp
	@echo "Installing what the tests need ..."
	@$(BIN)/pip install -q --require-hashes -r requirements-dev.lock
	@touch $@

node_modules/.stamp: package-lock.json package.json .npmrc
	@command -v npm >/dev/null && node -e 'process.exit(Number(process.versions.node.split(".")[0]) < 20 ? 1 : 0)' || { echo "Node 20 or newer, with npm, is needed for the tests: install it (nodejs.org, or your package manager), then run this again." >&2; exit 1; }
	@echo "Installing the JavaScript checkers ..."
	@npm ci --silent --no-progress
	@touch $@

# Browsers, a Java for the HTML checker, PDF tools, nginx: what the machine lacks is installed where that is possible.
$(VENV)/engines.stamp: tools/engines.py $(VENV)/dev.stamp
	@$(BIN)/python -m tools.engines --install
	@touch $@

# --- the four commands ----------------------------------------------------------------------------------------------------

serve: $(VENV)/run.stamp ## serve the site with live reload, at http://127.0.0.1:8000/
	@$(BIN)/python -m tools.serve --host $(HOST) --port $(PORT)

build: $(VENV)/run.stamp ## write the complete site to site/: SITE_URL=https://where-it-will-live/ make build
	@$(BIN)/python -m tools.build site

publish-check: $(VENV)/run.stamp ## say whether site/ may be published as it is
	@$(BIN)/python -m tools.publish_check site

preview: build ## serve site/ the way a host will: compressed, with the security headers
	@$(BIN)/python -m tools.preview site --host $(HOST) --port $(PORT)

testing:
	@$(MAKE) --jobs=3 $(VENV)/engines.stamp node_modules/.stamp .venv-zensical/stamp

# Two runs, one summary: what failed only because the machine was busy gets its say alone (tests/two_runs.py).
test: testing ## install what is missing, browsers too, and run what a person wants to know before a push
	@failed=0; $(BIN)/python -m pytest --numprocesses 3 --first -m "not alone and not thorough" || failed=1; \
		$(BIN)/python -m pytest --second again || failed=1; exit $$failed

test-all: testing ## every test: more sizes, engines and faults, and what measures time, alone, at the end
	@failed=0; $(BIN)/python -m pytest --numprocesses 3 --first -m "not alone" || failed=1; \
		echo "Now what measures time, with nothing beside it ..."; $(BIN)/python -m pytest --second alone || failed=1; exit $$failed

# --- more -----------------------------------------------------------------------------------------------------------------

quick: $(VENV)/dev.stamp node_modules/.stamp ## the tests that need no browser (about a minute)
	@NO_BROWSER=1 $(BIN)/python -m pytest --numprocesses 2 -m "not browser and not slow and not thorough"

lint: $(VENV)/dev.stamp ## the linters and the Python types
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/yamllint --strict .

types: node_modules/.stamp ## the JavaScript types
	@node_modules/.bin/tsc --project tsconfig.json
	@node_modules/.bin/tsc --project tsconfig.worker.json

soak: $(VENV)/engines.stamp node_modules/.stamp ## a session at full length in a real browser
	@$(BIN)/python -m pytest -m soak --timeout 3600

bench: $(VENV)/engines.stamp node_modules/.stamp ## measure bytes, Lighthouse, build time and load; prints the table that README shows
	@$(BIN)/python -m tools.bench

faults: $(VENV)/dev.stamp node_modules/.stamp ## print what is heard and said in every failure of network and storage
	@node tests/js/faults.js

# Its own environment: nothing else needs what plants mistakes.
.venv-mutants/stamp: requirements-mutants.lock requirements-dev.lock requirements.lock | $(VENV)/bin/python
	@echo "Installing what plants mistakes ..."
	@$(PYTHON) -m venv --clear .venv-mutants
	@.venv-mutants/bin/pip install -q --require-hashes -r requirements.lock
	@.venv-mutants/bin/pip install -q --require-hashes -r requirements-dev.lock
	@.venv-mutants/bin/pip install -q --require-hashes -r requirements-mutants.lock
	@touch $@

mutants: .venv-mutants/stamp node_modules/.stamp ## plant mistakes in the pure core, one at a time, and say which no test notices
	@.venv-mutants/bin/python -m tools.mutants

wordpress: $(VENV)/engines.stamp node_modules/.stamp ## paste links to the site into a real WordPress, and say what a visitor meets there
	@$(BIN)/python -m tools.wordpress

sbom: $(VENV)/dev.stamp ## write build/sbom.json: every package that the site and its checks use
	@$(BIN)/python -m tools.sbom build/sbom.json

screens: $(VENV)/engines.stamp node_modules/.stamp ## take the reference pictures of tests/test_screens.py again
	@RENEW_SCREENS=1 $(BIN)/python -m pytest -q tests/test_screens.py

# Zensical has its own environment: it pins other versions of the same libraries.
.venv-zensical: .venv-zensical/stamp
.venv-zensical/stamp: requirements-zensical.lock $(VENV)/run.stamp
	@echo "Installing the second site builder ..."
	@$(BIN)/python -m venv --clear .venv-zensical
	@.venv-zensical/bin/pip install -q --require-hashes -r requirements-zensical.lock
	@touch $@

zensical: .venv-zensical/stamp ## build the same sources with Zensical, Material's successor, into build/zensical/
	@$(BIN)/python -m tools.zensical_build build/zensical

.venv-voice/stamp: requirements-voice.lock | $(VENV)/bin/python
	@echo "Installing what recording needs (about 300 MB) ..."
	@$(PYTHON) -m venv --clear .venv-voice
	@.venv-voice/bin/pip install -q --require-hashes -r requirements-voice.lock
	@touch $@

# data/README.md tells how. FROM=folder BY="Name" LICENSE="CC BY 4.0" takes recordings of your own; ALL=1 speaks every cue again,
# BELLS=1 makes the bells and the room tone again, RETAKE="out-sit rest-feet" speaks those clips again.
voice: .venv-voice/stamp ## record the words that changed (or FROM=folder: your own recordings)
	@.venv-voice/bin/python -m tools.voice $(if $(FROM),--from "$(FROM)" --by "$(BY)" --license "$(LICENSE)") $(if $(ALL),--all) $(if $(BELLS),--bells) $(if $(RETAKE),--retake $(RETAKE))

lock: ## resolve the lock files again (needs uv)
	@for name in requirements requirements-dev requirements-mutants requirements-zensical requirements-voice; do \
		uv pip compile -q --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
			--no-annotate --no-header $$name.in -o $$name.lock; done

clean: ## remove everything that these commands made
	@rm -rf site build .cache $(VENV) .venv-* node_modules .mypy_cache .ruff_cache .pytest_cache .hypothesis *.egg-info
