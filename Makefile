# The menu: every habit of this project is one target with one line of help. `make` prints it.
# Needs GNU make and Python 3.11-3.14, nothing else; everything is installed into .venv, pinned by hash.
# PYTHON=… names the interpreter that .venv is made with, ARGS=… is handed to the command.

PYTHON ?=
ARGS ?=
VENV ?= .venv

SHELL := /bin/sh
# Tests start hundreds of Python processes, each of which would compile every module again.
unexport PYTHONDONTWRITEBYTECODE
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check --no-input --no-cache-dir
UV := build/uv/bin/uv
SOURCES := graph queries api tests benchmarks demo notebooks

# A stamp is named by what was installed: the same lock is never installed twice, another one always is.
RUN := $(VENV)/.run-$(shell cat requirements.lock pyproject.toml 2>/dev/null | cksum | tr -dc 0-9)
DEV := $(VENV)/.dev-$(shell cat requirements-dev.lock pyproject.toml 2>/dev/null | cksum | tr -dc 0-9)

.DEFAULT_GOAL := menu
.PHONY: menu demo serve test lint docs pictures notebooks bench lock clean

menu:
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' Makefile

demo: $(RUN) ## load the demo organisation, print its gaps and open its pages (ARGS=--no-serve stops before the pages)
	@$(BIN)/clausegraph demo $(ARGS)

serve: $(RUN) ## serve the GraphQL API and the pages of your own graph
	@$(BIN)/clausegraph serve $(ARGS)

test: $(DEV) ## every test, on the embedded engine and on a real Neo4j where one can be had
	@$(BIN)/python -m pytest $(ARGS)

lint: $(DEV) ## style, types, layers, Dockerfile and compose file
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache
	@if test -x $(BIN)/hadolint; then $(BIN)/hadolint Dockerfile && echo "Dockerfile: nothing found."; \
	  else echo "hadolint has no package for this platform: Dockerfile not checked."; fi
	@$(BIN)/check-jsonschema --builtin-schema vendor.compose-spec docker-compose.yml

docs: $(DEV) ## write the pages that are derived from the code
	@$(BIN)/python -m graph.schema.pages > docs/schema.md
	@$(BIN)/python -m queries.pages > docs/catalogue.md
	@$(BIN)/python -m api.graphql.sdl > docs/schema.graphql

pictures: $(DEV) ## take the pictures of README and docs anew, from the demo
	@$(BIN)/python -m tests.api.pages.docs_pictures

notebooks: $(DEV) ## run the analysts' notebooks on the demo and keep what they show
	@$(BIN)/python -m notebooks

bench: $(DEV) ## measure against the plain way and Cartography (benchmarks/)
	@$(BIN)/python -m benchmarks $(ARGS)

lock: $(VENV)/bin/python ## pin what pyproject.toml asks for (ARGS=--upgrade takes the newest)
	@test -x $(UV) || $(PIP) install --target build/uv uv==0.13.9
	@$(UV) $(COMPILE) pyproject.toml --group install --output-file requirements.lock $(ARGS)
	@$(UV) $(COMPILE) pyproject.toml --group install --group dev --constraint requirements.lock \
	  --output-file requirements-dev.lock $(ARGS)
	@$(UV) $(COMPILE) --group codegen --output-file notebooks/codegen.lock $(ARGS)

clean: ## remove what was installed and made, but not your graph (.clausegraph)
	@rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	@find $(SOURCES) -name __pycache__ -type d -prune -exec rm -rf {} +

COMPILE = pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	--no-emit-index-url --no-emit-find-links --no-annotate

$(RUN): $(VENV)/bin/python
	@echo "Installing into $(VENV) (about 350 MB on disk, once) …"
	@$(call install,requirements.lock)
	@rm -f $(VENV)/.run-* && touch $@

$(DEV): $(VENV)/bin/python
	@echo "Installing into $(VENV), with what the tests need (about 840 MB on disk, once) …"
	@$(call install,requirements-dev.lock)
	@rm -f $(VENV)/.run-* $(VENV)/.dev-* && touch $@ $(RUN)

install = { $(PIP) install --no-compile --require-hashes -r $(1) && $(PIP) install --no-deps --no-build-isolation --editable .; } || \
	{ echo "The installation failed; pip says why above. Nothing is left half done: run make again." >&2; exit 1; }

# Interpreters that are too old, too new or without venv are passed over, and named when none is left.
$(VENV)/bin/python:
	@for name in $(or $(PYTHON),python3.13 python3.14 python3.12 python3.11 python3 python); do \
	  version=$$("$$name" -c 'import platform; print(platform.python_version())' 2>/dev/null) || \
	    { test -z "$(PYTHON)" || passed="\n  $$name does not run"; continue; }; \
	  case $$version in 3.11.*|3.12.*|3.13.*|3.14.*) ;; *) passed="$$passed\n  $$name is $$version"; continue;; esac; \
	  "$$name" -c 'import venv, ensurepip' 2>/dev/null || { passed="$$passed\n  $$name ($$version) cannot make a virtual \
	environment; on Debian or Ubuntu: apt-get install python3-venv"; continue; }; \
	  echo "Making $(VENV) with $$name ($$version) …"; \
	  "$$name" -m venv --clear $(VENV) && exit 0; \
	  rm -rf $(VENV); exit 1; \
	done; \
	printf 'Python 3.11, 3.12, 3.13 or 3.14 is needed, and none was found.%b\n%s\n' "$$passed" \
	  'Install one, or name it: make PYTHON=/path/to/python3' >&2; \
	exit 1
