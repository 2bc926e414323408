# Shopkeeper's commands. `make` alone lists them.
#   make run PORT=8080 HOST=0.0.0.0      make test ARGS="-k checkout"      make run PYTHON=python3.12

PYTHON ?=
ARGS ?=
export PYTHON

BIN := .venv/bin
# What `check --deploy` and the type checker are told of; nothing connects to these.
PRODUCTION := ENVIRONMENT=production ALLOWED_HOSTS=shop.example \
	SECRET_KEY=lint-only-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJKLMNOPQRSTUVWXYZ
NO_SERVERS := DATABASE_URL=postgresql://lint@127.0.0.1:1/lint REDIS_URL=redis://127.0.0.1:1/0

.DEFAULT_GOAL := help
.PHONY: help run stop test lint format lock bench clean

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## the whole shop on this machine; Ctrl-C ends it
	@scripts/bootstrap run && exec env -u PYTHONDONTWRITEBYTECODE $(BIN)/python manage.py run

stop: ## end a running shop and the embedded servers
	@if [ -x $(BIN)/python ]; then $(BIN)/python manage.py servers stop; else echo "The shop is not running."; fi

test: ## all tests, on the embedded servers or on those of DATABASE_URL and REDIS_URL
	@scripts/bootstrap dev && exec $(BIN)/python -m pytest -n 2 $(ARGS)

lint: ## style, import contracts, templates, migrations, deployment checks, types
	@scripts/bootstrap dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djangofmt check --quiet templates
	$(BIN)/lint-imports
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(PRODUCTION) $(NO_SERVERS) $(BIN)/python manage.py check --deploy --fail-level WARNING
	$(NO_SERVERS) $(BIN)/mypy .

format: ## mend what the formatters can
	@scripts/bootstrap dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/djangofmt templates

lock: ## pin requirements.in and requirements-dev.in anew
	@scripts/bootstrap dev
	$(BIN)/python scripts/lock.py

bench: ## the figures of docs/BENCHMARKS.md, on this machine
	@scripts/bootstrap dev && exec $(BIN)/python -m bench $(ARGS)

clean: stop ## remove .venv and caches; the shop's data stays (see: manage.py servers remove)
	rm -rf .venv .venv-tools .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis htmlcov .coverage
	find . -name __pycache__ -type d -not -path './node_modules/*' -prune -exec rm -rf {} +
