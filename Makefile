# The verbs of this project. `make` alone prints them.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= python3
BIN := .venv/bin
STAMPS := .venv/stamps
WWW_SOURCES := $(shell find www -type f -not -path '*/node_modules/*' -not -path '*/dist/*' 2>/dev/null)

help: ## Print the verbs
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

setup: $(STAMPS)/python $(STAMPS)/www ## Install everything and build the browser client

$(STAMPS)/python: requirements.lock pyproject.toml scripts/setup_python
	scripts/setup_python "$(PYTHON)"
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/node: www/package-lock.json $(STAMPS)/python scripts/with_node
	scripts/with_node npm --prefix www ci --ignore-scripts --no-audit --no-fund
	@touch $@

$(STAMPS)/www: $(STAMPS)/node $(WWW_SOURCES)
	scripts/with_node $(BIN)/python scripts/build_client.py
	@touch $@

$(STAMPS)/chromium: scripts/setup_chromium $(STAMPS)/python
	scripts/setup_chromium
	@touch $@

$(STAMPS)/provider: tests/e2e/provider/package-lock.json $(STAMPS)/python scripts/with_node
	scripts/with_node npm --prefix tests/e2e/provider ci --ignore-scripts --no-audit --no-fund
	@touch $@

provider: $(STAMPS)/provider ## Install the OpenID provider that end-to-end tests sign in with

generate: $(STAMPS)/python ## Write what is generated: gRPC code, TypeScript types, documents
	$(BIN)/python proto/generate.py
	$(BIN)/python scripts/generate_configuration.py
	$(BIN)/python scripts/generate_metrics.py
	$(BIN)/python scripts/generate_types.py
	$(BIN)/python scripts/generate_reference.py
	$(BIN)/python scripts/generate_vocabulary.py

check: setup ## Complain: lint, types, import contracts, generated files
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	scripts/with_node www/node_modules/.bin/pyright
	$(BIN)/lint-imports
	$(BIN)/python proto/generate.py --check
	$(BIN)/python scripts/generate_configuration.py --check
	$(BIN)/python scripts/generate_metrics.py --check
	$(BIN)/python scripts/generate_types.py --check
	$(BIN)/python scripts/generate_reference.py --check
	$(BIN)/python scripts/generate_vocabulary.py --check
	scripts/with_node npm --prefix www run check

fix: setup ## Repair what check complains of and can be repaired
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/python proto/generate.py

build: setup ## Build the wheel and the sdist into dist/, with the browser client in them
	scripts/with_node $(BIN)/hatchling build

test: setup $(STAMPS)/chromium $(STAMPS)/provider ## Run all tests
	scripts/with_node npm --prefix www test
	$(BIN)/pytest -q -n 3 --dist worksteal -m "not compat" tests

unit: setup ## Run the fast tests only
	$(BIN)/pytest -q tests/unit

e2e: setup $(STAMPS)/chromium $(STAMPS)/provider ## Run the end-to-end tests only
	$(BIN)/pytest -q -m "not compat" tests/e2e

compat: setup $(STAMPS)/chromium $(STAMPS)/provider ## Run the published driver and client against our server
	scripts/setup_reference
	$(BIN)/pytest -q -m compat tests/e2e

bench: setup ## Measure beside the reference; writes run/bench
	scripts/setup_reference
	$(BIN)/python -m benchmarks

run: setup ## Start the server and the demo
	$(BIN)/python examples/demo.py

clean: ## Remove everything that was installed or built
	rm -rf .venv www/node_modules tests/e2e/provider/node_modules services/gateway/static run .mypy_cache .ruff_cache .pytest_cache .hypothesis

.PHONY: help setup provider generate check fix build test unit e2e compat bench run clean
