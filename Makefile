# Roster's commands. The two that matter: `make serve` and `make test`.
# `make serve` needs Python 3.11 or newer, make and a network; the rest builds itself.

.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PYTHON ?= python3
PORT ?= 8000
# Not `?=`: some shells and build environments set HOST to the name of the machine.
HOST = 127.0.0.1

VENV := .venv
BIN := $(VENV)/bin
RUNTIME := $(VENV)/.runtime-installed
DEV := $(VENV)/.dev-installed
LOCKER := $(VENV)/.uv-installed
UV_VERSION := 0.13.9

CHECKED := var/checks
SKIPPED := $(CHECKED)/skipped
CLIENT := tests/house/typescript
SCHEMA := tests/house/schema.yaml

# Checks must not see the settings, nor the data, of a Roster that is in use here.
FOREIGN := $(shell env | sed -n 's/^\(ROSTER_[A-Z0-9_]*\)=.*/-u \1/p')
ALONE := env -u ALLOWED_HOSTS -u DATABASE_URL -u DEBUG -u SECRET_KEY $(FOREIGN) \
	ROSTER_DATA_DIR="$(CURDIR)/$(CHECKED)"
DEPLOYED := ALLOWED_HOSTS=roster.example.org ROSTER_HTTPS=true ROSTER_TRUSTED_PROXIES=1

PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install
PYTEST := $(BIN)/python -m pytest -n auto $(PYTEST_ARGS)
# What knows no database, brings its own, or knows one as well as the other, is tested once.
PLAIN := $(addprefix --ignore=tests/,$(addprefix agents_app/,archives definitions graph routing) \
	benchmarks/read_path \
	$(addprefix house/test_,docs_pages.py fixtures.py locks.py shape.py walls.py) \
	$(addprefix stories/test_,compose.py replica.py serve.py slow_visitors.py))

headline = @printf '\n== %s\n' "$(1)"

.PHONY: help serve test lint format types walls migrations deploy contract client \
	test-sqlite test-postgres schema bench lock clean

help: ## Show this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1|\2/p' Makefile | while IFS='|' read -r name what; \
		do printf '  make %-14s %s\n' "$$name" "$$what"; done

serve: $(RUNTIME) ## Build, migrate, load the library and serve (HOST=, PORT=)
	@exec $(BIN)/python manage.py serve --host $(HOST) --port $(PORT)

# --- Everything that checks the project ------------------------------------------------------------

CHECKS := lint types walls migrations deploy contract client test-sqlite test-postgres

test: $(DEV) ## Everything that checks the project, on SQLite and PostgreSQL
	@rm -f $(SKIPPED)
	@set -e; for check in $(CHECKS); do $(MAKE) $$check; done
	@if [ -s $(SKIPPED) ]; then \
		printf '\n== What could run here passed. Not everything could:\n'; cat $(SKIPPED); \
	else printf '\n== All passed: %s\n' "$(CHECKS)"; fi

lint: $(DEV) ## Style: ruff check and ruff format
	$(call headline,Style: ruff check)
	@$(BIN)/ruff check
	$(call headline,Style: ruff format)
	@$(BIN)/ruff format --check

types: $(DEV) | $(CHECKED) ## Types: mypy, strict
	$(call headline,Types: mypy)
	@$(ALONE) $(BIN)/mypy

walls: $(DEV) ## Walls: which module may import which
	$(call headline,Walls: import-linter)
	@$(BIN)/lint-imports --no-cache

migrations: $(DEV) | $(CHECKED) ## Migrations: the models have none to make
	$(call headline,Migrations: none missing)
	@$(ALONE) $(BIN)/python manage.py makemigrations --check --dry-run

deploy: $(DEV) | $(CHECKED) ## Deploy check, with the settings of a deployment
	$(call headline,Deploy check)
	@$(ALONE) $(DEPLOYED) $(BIN)/python manage.py check --deploy --fail-level WARNING

contract: $(DEV) | $(CHECKED) ## Schema: valid, no warning, as checked in
	$(call headline,Schema: valid and as checked in)
	@$(ALONE) $(BIN)/python manage.py spectacular --validate --fail-on-warn \
		--file $(CHECKED)/schema.yaml
	@diff -u $(SCHEMA) $(CHECKED)/schema.yaml || { \
		echo "The API is not what $(SCHEMA) says. If it should be so: make schema"; exit 1; }
	@echo "$(SCHEMA) is what the API says."

client: $(DEV) | $(CHECKED) ## TypeScript: a client generated from the schema compiles
	$(call headline,TypeScript: a generated client compiles)
	@if command -v node >/dev/null && command -v npm >/dev/null; then \
		$(MAKE) --silent $(CLIENT)/node_modules/.package-lock.json && \
		cd $(CLIENT) && npm run --silent check && echo "The generated client compiles."; \
	else $(call skip,TypeScript client: node and npm are not installed); fi

test-sqlite: $(DEV) | $(CHECKED) ## The tests, on SQLite
	$(call headline,Tests on SQLite)
	@$(ALONE) $(PYTEST)

test-postgres: $(DEV) | $(CHECKED) ## The tests, on a throwaway PostgreSQL
	$(call headline,Tests on PostgreSQL)
	@if $(BIN)/python -m tests.house.postgres --look; then \
		$(ALONE) $(BIN)/python -m tests.house.postgres -- $(PYTEST) $(PLAIN); \
	else $(call skip,Tests on PostgreSQL: initdb and pg_ctl are not installed); fi

# A machine of our own choosing (CI) must have what the checks need; elsewhere we say what lacks.
skip = echo "   skipped: $(1)" | tee -a $(SKIPPED); [ -z "$$CI" ]

# --- Smaller tools -------------------------------------------------------------------------------

format: $(DEV) ## Put the code in shape
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format

schema: $(DEV) | $(CHECKED) ## Write tests/house/schema.yaml from the API
	@$(ALONE) $(BIN)/python manage.py spectacular --validate --fail-on-warn --file $(SCHEMA)

# More agents take longer: 100000 on both databases about an hour.
AGENTS ?= 1000 10000
ROUNDS ?= 3
LOAD_SECONDS ?= 1

bench: $(DEV) | $(CHECKED) ## Measure the read path, in a quarter of an hour (AGENTS=, ROUNDS=)
	@$(ALONE) $(BIN)/python -m tests.benchmarks.read_path --agents $(AGENTS) \
		--rounds $(ROUNDS) --seconds $(LOAD_SECONDS)

# Hashes, but no address: the lock must be good behind any mirror.
COMPILE = env -u PIP_FIND_LINKS -u UV_FIND_LINKS $(BIN)/uv pip compile --quiet --upgrade \
	--universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-header --no-annotate pyproject.toml

lock: $(LOCKER) ## Make the lock files again, with the newest versions allowed
	@$(COMPILE) --all-extras --output-file requirements-dev.lock
	@$(COMPILE) --extra postgres --extra redis --constraint requirements-dev.lock \
		--output-file requirements.lock

clean: ## Remove what was built; the data in var/ stays
	rm -rf $(VENV) $(CHECKED) $(CLIENT)/node_modules $(CLIENT)/build
	rm -rf .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis

# --- What the commands stand on --------------------------------------------------------------------

$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Roster needs Python 3.11 or newer, and $(PYTHON) is not:" \
		"$$($(PYTHON) --version 2>&1). Try: make PYTHON=python3.12 ..."; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { \
		echo "The venv module is needed too (on Debian: the package python3-venv)."; exit 1; }
	@touch $@

$(RUNTIME): requirements.lock | $(VENV)/.made
	@echo "Installing what Roster runs on ..."
	@$(PIP) --require-hashes --requirement requirements.lock
	@touch $@

$(DEV): requirements-dev.lock requirements.lock | $(VENV)/.made
	@echo "Installing what Roster runs on and what checks it ..."
	@$(PIP) --require-hashes --requirement requirements-dev.lock
	@touch $(RUNTIME) $@

$(LOCKER): | $(VENV)/.made
	@$(PIP) uv==$(UV_VERSION)
	@touch $@

$(CLIENT)/node_modules/.package-lock.json: $(CLIENT)/package-lock.json
	@cd $(CLIENT) && npm ci --silent --no-audit --no-fund
	@touch $@

$(CHECKED):
	@mkdir -p $@
