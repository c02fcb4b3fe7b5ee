# Everything there is to do with this project, one target each. `make` alone lists them.
# Progress goes to stderr, so that `make -s run` prints nothing on stdout but the result.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.NOTPARALLEL:
MAKEFLAGS += --no-print-directory

VENV := .venv
BIN := $(VENV)/bin
PIP_INSTALL := $(BIN)/python -m pip install --no-deps --disable-pip-version-check
FONTS := fonts-noto-cjk fonts-wqy-zenhei fonts-arphic-ukai fonts-arphic-uming fonts-lxgw-wenkai
UV := uv==0.13.9

# A stamp is named after what it was made from, so a changed lock is a missing stamp.
digest = $(shell cat $(1) 2>/dev/null | sha256sum | cut -c1-16)
LOCKED := $(VENV)/locked-$(call digest,requirements.txt)
PROJECT := $(VENV)/project-$(call digest,requirements.txt pyproject.toml)
TESTABLE := $(VENV)/testable-$(call digest,requirements.txt requirements-dev.txt)

IS_311 := -c 'import sys; sys.exit(sys.implementation.name != "cpython" or sys.version_info[:2] != (3, 11))'
find_python = for python in $(PYTHON) python3.11 python3; do \
	command -v "$$python" >/dev/null 2>&1 && "$$python" $(IS_311) 2>/dev/null && "$$python" -c 'import ensurepip' 2>/dev/null \
	&& command -v "$$python" && break; done

.PHONY: help
help: ## lists the targets (what `make` alone does)
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1|\2/p' Makefile | while IFS='|' read -r target does; do printf '%-14s %s\n' "$$target" "$$does"; done

.PHONY: run
run: system setup ## starts everything, sends a made-up claim, prints its one message and serves on; Ctrl-C ends it
	@echo "Drawing a made-up outpatient claim into build/claim" >&2
	@rm -rf build/claim && mkdir -p build/claim && $(BIN)/python -m tests.specimens claim build/claim >&2
	@exec $(BIN)/claims serve --send build/claim/papers --claim-type outpatient_medical --facts build/claim/facts.yaml

.PHONY: stop
stop: ## ends what `make run` or `claims serve` started from here
	@[ ! -x $(BIN)/claims ] || exec $(BIN)/claims stop

.PHONY: setup
setup: ## makes .venv from the lock, with the project and the model weights in it; instant when nothing changed
	@[ -e $(LOCKED) ] || $(MAKE) system >&2 || :
	@[ -e $(LOCKED) ] || $(MAKE) $(LOCKED) >&2
	@[ -e $(PROJECT) ] || $(MAKE) $(PROJECT) >&2
	@$(BIN)/python -m compileall -qq intake workers extractors validators storage
	@$(BIN)/python -c 'from extractors.ocr import weights; weights.prepare(weights.default_folder())'

$(LOCKED):
	@python="$$($(find_python))"; if [ -z "$$python" ]; then \
		echo "CPython 3.11 with its venv module is needed; only that version is locked."; \
		echo "Found instead: $$(command -v python3 >/dev/null && python3 --version 2>&1 || echo 'no python3')."; \
		echo "On Debian 12 run: sudo apt-get install python3.11 python3.11-venv"; \
		echo "Elsewhere install CPython 3.11 and say where it is: make setup PYTHON=/path/to/python3.11"; exit 1; fi; \
	echo "[1/3] Making $(VENV) with $$($$python --version) ($$python)"; $$python -m venv --clear $(VENV)
	@echo "[2/3] Installing $$(grep -c == requirements.txt) packages from requirements.txt; well under a minute on a fast line"
	@$(PIP_INSTALL) --require-hashes --only-binary :all: --progress-bar off -r requirements.txt
	@touch $@

$(PROJECT):
	@echo "[3/3] Installing claims-intake itself and its model weights (no network)"
	@rm -f $(VENV)/project-*
	@$(PIP_INSTALL) --quiet --no-index --no-build-isolation --editable .
	@touch $@

$(TESTABLE):
	@echo "Installing what the tests need from requirements-dev.txt"
	@rm -f $(VENV)/testable-*
	@$(PIP_INSTALL) --require-hashes --only-binary :all: --progress-bar off -r requirements-dev.txt
	@touch $@

.PHONY: system
system: ## installs the system packages that are missing (Python 3.11, fonts), or names the command that would
	@missing="$$(for package in $(FONTS) libseccomp2; do \
		dpkg-query -W -f '$${Status}' $$package 2>/dev/null | grep -q 'ok installed' || printf '%s ' $$package; done)"; \
	[ -n "$$($(find_python))" ] || missing="python3.11 python3.11-venv $$missing"; \
	[ -n "$$missing" ] || exit 0; \
	if ! command -v apt-get >/dev/null; then echo "Missing here: $$missing(Debian's names). Install them, then go on." >&2; exit 1; fi; \
	if [ "$$(id -u)" = 0 ]; then sudo=""; elif sudo -n true 2>/dev/null; then sudo="sudo "; else \
		echo "Missing system packages. Run: sudo apt-get install --no-install-recommends $$missing" >&2; exit 1; fi; \
	echo "Installing system packages: $$missing" >&2; \
	{ $${sudo}apt-get update -q && $${sudo}env DEBIAN_FRONTEND=noninteractive apt-get install -yq --no-install-recommends $$missing; } >&2

.PHONY: testable
testable: system setup
	@[ -e $(TESTABLE) ] || $(MAKE) $(TESTABLE) >&2

.PHONY: test
test: lint ## runs every test: format, lint, types, import contracts, then pytest, the engine last
	@$(BIN)/python -m pytest -v -n 2 --dist worksteal -m "not engine"
	@$(BIN)/python -m pytest -v -m engine

.PHONY: lint
lint: testable ## checks format, lint rules, types and import contracts; changes nothing
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache

.PHONY: bench
bench: testable ## figures of `claims check`, the service and OCR: make bench SAMPLES=/some/folder adds its pictures
	@$(BIN)/python -m tests.bench
	@$(BIN)/python -m tests.bench.service
	@$(BIN)/python -m tests.bench.ocr "$(SAMPLES)"

.PHONY: evaluate
evaluate: testable ## scores reading on a labelled folder, the lists' scenarios and the law of one message: make evaluate SAMPLES=/some/folder
	@[ -n "$(SAMPLES)" ] || { echo "Say where the labelled folder is: make evaluate SAMPLES=/some/folder" >&2; exit 2; }
	@$(BIN)/claims evaluate "$(SAMPLES)"
	@$(BIN)/python -m tests.bench.ofd_print "$(SAMPLES)"
	@$(BIN)/python -m tests.bench.scenarios
	@$(BIN)/python -m tests.bench.law

.PHONY: handwriting
handwriting: ## fetches open fonts of handwriting with npm into build/handwriting; only measuring draws with them
	@command -v npm >/dev/null || { echo "npm is needed (it comes with Node.js)." >&2; exit 1; }
	@mkdir -p build/handwriting && cp tests/specimens/by_hand/package.json tests/specimens/by_hand/package-lock.json build/handwriting
	@npm ci --prefix build/handwriting --ignore-scripts --omit-lockfile-registry-resolved --no-audit --no-fund >&2

.PHONY: lock
lock: ## writes the lock files anew from pyproject.toml; make lock UPGRADE=--upgrade also moves versions
	@python="$$($(find_python))"; [ -e build/lock/bin/uv ] || { $$python -m venv build/lock && build/lock/bin/pip install --quiet $(UV); }
	@$(LOCK) --output-file requirements.txt
	@$(LOCK) --output-file requirements-dev.txt --extra dev --constraint requirements.txt \
		$$(sed -n 's/^\([a-z0-9-]*\)==.*/--no-emit-package \1/p' requirements.txt)

LOCK = UV_CUSTOM_COMPILE_COMMAND="make lock" build/lock/bin/uv pip compile pyproject.toml --quiet --generate-hashes --no-annotate \
	--python-version 3.11 --python-platform x86_64-manylinux_2_28 --only-binary :all: $(UPGRADE)

.PHONY: clean
clean: ## removes .venv, build/ and the caches
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
