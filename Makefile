# One command a job; `make` alone lists them. Works with GNU make 3.81 (macOS) and later.
# What a job needs is installed into .venv from a locked list whenever that list changes, with uv where there is one.
# Another Python: make site PYTHON=python3.13. Without uv: make site UV=

PYTHON ?= python3
UV := $(shell command -v uv 2>/dev/null)
BIN := .venv/bin

ifdef UV
INSTALL := $(UV) pip install --quiet --python $(BIN)/python
else
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
endif

.DEFAULT_GOAL := help
.PHONY: help install site serve test torture lint fmt lock clean browser screenshots audit bench

help: ## list the jobs
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

install: .venv/.installed-requirements ## install paperdex into .venv, as the workflows do

site: .venv/.installed-requirements ## build the website into site/
	$(BIN)/paperdex build
	@echo 'The website is in site/. To look at it: make serve, or $(PYTHON) -m http.server -d site'

serve: .venv/.installed-requirements ## preview the website, with reload on every change
	$(BIN)/paperdex serve

test: .venv/.installed-requirements-dev browser ## run the tests; some of them: make test ARGS="-k layers"
	$(BIN)/pytest -n auto --dist worksteal $(ARGS)

# Every test that SECURITY.md names.
torture: .venv/.installed-requirements-dev browser ## try all that SECURITY.md promises by the hundred, with figures; less with TORTURE=1
	TORTURE=$(or $(TORTURE),4) $(BIN)/pytest -n auto --dist worksteal tests/trust $$(grep -o '`tests/[^`]*`' SECURITY.md | tr -d '`' | grep -v '^tests/trust' | sort -u) $(ARGS)

lint: .venv/.installed-requirements-dev ## check style, types, layers, and the content itself
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/paperdex check
	$(BIN)/paperdex fmt --check

fmt: .venv/.installed-requirements-dev ## put code and records into their canonical form
	$(BIN)/ruff check --fix-only
	$(BIN)/ruff format
	$(BIN)/paperdex fmt

# Versions that are locked stay, unless a change in pyproject.toml or --upgrade moves them.
COMPILE := $(or $(UV),$(BIN)/uv) pip compile pyproject.toml --quiet --no-config --universal --python-version 3.11.2 \
	--generate-hashes --custom-compile-command 'make lock' $(ARGS)

lock: | .venv/bin/python ## write the locked lists anew; with the newest versions: make lock ARGS=--upgrade
ifndef UV
	$(INSTALL) uv
endif
	$(COMPILE) --extra dev --output-file requirements-dev.txt
	cp requirements-dev.txt requirements.txt
	$(COMPILE) --extra editable --output-file requirements.txt

FOUND_BROWSER = "$$($(BIN)/python -c 'import runpy; print(runpy.run_path("tests/conftest.py")["find_browser"]())')"

screenshots: site browser ## take the pictures of the README anew
	$(BIN)/python docs/screenshots.py $(FOUND_BROWSER)

audit: site browser tests/audit/node_modules/.package-lock.json ## ask Lighthouse about the built site; needs Node 18.16 or later
	$(BIN)/python tests/audit/audit.py $(FOUND_BROWSER)

tests/audit/node_modules/.package-lock.json: tests/audit/package-lock.json
	npm ci --prefix tests/audit --no-audit --no-fund
	@touch $@

bench: .venv/.installed-requirements-dev ## compare speed and size with other generators: make bench CORPUS=papers.jsonl N=10000
	$(INSTALL) --no-build-isolation -e '.[bench]'
	$(BIN)/python benchmarks/bench.py -n $(or $(N),10000) $(if $(CORPUS),--corpus $(CORPUS)) $(if $(TOPICS),--topics $(TOPICS))

clean: ## remove everything that make has made
	rm -rf .venv build dist site test-results tests/audit/node_modules .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache

# --no-build-isolation: the build backend is on the locked list too, so that nothing unlocked is fetched.
# Both compilers: as for whatever else is installed, or each start takes half a second more where Python may write no bytecode.
.venv/.installed-%: %.txt pyproject.toml | .venv/bin/python
	$(INSTALL) --require-hashes -r $<
	$(INSTALL) --no-deps --no-build-isolation -e .
	@$(BIN)/python -m compileall -q generator
	@$(BIN)/python -c 'from paperdex.pages.render import compile_templates; compile_templates()'
	@touch $@

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11, 2))' 2>/dev/null || \
		{ echo 'Python 3.11.2 or later is needed, and "$(PYTHON)" is not. Name one: make PYTHON=python3.13' >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
		{ echo '"$(PYTHON)" cannot make virtual environments. On Debian: apt-get install python3-venv' >&2; exit 1; }
	$(PYTHON) -m venv --clear .venv

# The browser tests need a Chromium, and Playwright's driver needs libatomic: those that are there, or Debian's where this may
# install them. Without a browser its tests are skipped, but never in CI.
BROWSER_WORKS := $(BIN)/python -c 'import runpy, sys; sys.exit(not runpy.run_path("tests/conftest.py")["find_browser"]())' \
	&& $(BIN)/playwright --version >/dev/null 2>&1

browser: .venv/.installed-requirements-dev
	@{ $(BROWSER_WORKS); } || [ "$$(id -u)" != 0 ] || ! command -v apt-get >/dev/null || { apt-get update -qq && \
		DEBIAN_FRONTEND=noninteractive apt-get install -qq --no-install-recommends chromium fonts-liberation libatomic1; }
	@{ $(BROWSER_WORKS); } || { echo 'No Chromium or Google Chrome that works was found for the browser tests.' \
		'Install one (Debian: sudo apt-get install chromium libatomic1; macOS: brew install --cask google-chrome),' \
		'or name one in PAPERDEX_BROWSER.' >&2; [ -z "$$CI" ]; }
