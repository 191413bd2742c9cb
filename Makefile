.DEFAULT_GOAL := help
SHELL := /bin/bash

PORT ?= 8000
PYTHON ?= python3
PIP_INSTALL = .venv/bin/python -m pip install -qq --disable-pip-version-check --require-hashes
SERVICES = .venv/bin/python -m jobcenter.local.services
MANAGE = .venv/bin/python manage.py

.PHONY: help setup setup-dev run demo test test-unit months lint format bench lock clean

help: ## this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 12

run: setup ## the application with everything it needs: http://127.0.0.1:8000, or make run PORT=9000
	@.venv/bin/python -m jobcenter.local.run --port $(PORT)

demo: setup ## throw the demo office away and build it anew
	@$(SERVICES) $(MANAGE) migrate --verbosity 0
	@$(SERVICES) $(MANAGE) demo --rebuild

test: setup-dev ## all tests: unit, database, browser
	@.venv/bin/python -m jobcenter.local.browser
	@.venv/bin/python -m pytest -n 2

test-unit: setup-dev ## the tests that need no browser, no database and no Valkey
	@.venv/bin/python -m pytest -n 2 -m "not browser and not services"

months: setup-dev ## play months of edits, nights and hand-overs at random, 500 times over; takes hours
	@HYPOTHESIS_PROFILE=explore .venv/bin/python -m pytest jobcenter/tests/test_months.py

lint: setup-dev ## style, types, templates, import contracts, migrations, production settings
	.venv/bin/python -m ruff check
	.venv/bin/python -m ruff format --check
	.venv/bin/python -m mypy .
	.venv/bin/python -m djlint templates --lint --quiet
	.venv/bin/lint-imports
	$(SERVICES) $(MANAGE) makemigrations --check --dry-run
	DJANGO_SETTINGS_MODULE=jobcenter.settings.production DJANGO_SECRET_KEY=$$($(PYTHON) -c 'import secrets; print(secrets.token_urlsafe(50))') \
	DJANGO_ALLOWED_HOSTS=jobcenter.example DATABASE_URL=postgresql://lint@127.0.0.1/lint REDIS_URL=redis://127.0.0.1 FILES_DIR=/var/lib/jobcenter \
	$(MANAGE) check --deploy --fail-level WARNING

format: setup-dev ## put code and templates into the house style
	.venv/bin/python -m ruff check --fix --unsafe-fixes --exit-zero
	.venv/bin/python -m ruff format

bench: setup-dev ## measure the rules, the batch door, distributions, lists, pages, imports, exports, the night, the forecast
	@.venv/bin/python -m bench

lock: setup-dev ## compile the pinned requirements from the .in files
	@for name in requirements requirements-local requirements-dev; do \
		.venv/bin/python -m uv pip compile $$name.in --output-file $$name.txt --quiet --universal --python-version 3.11 \
			--generate-hashes --no-emit-index-url --custom-compile-command 'make lock' || exit 1; \
	done

clean: ## remove everything that set-up made; the data in var/ stay
	rm -rf .venv node_modules static/vendor staticfiles .cache

setup: .venv/installed-local static/vendor/installed

setup-dev: setup .venv/installed-dev

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 oder neuer wird gebraucht: make … PYTHON=python3.11")'
	@echo "Python-Umgebung .venv wird angelegt …"
	@$(PYTHON) -m venv .venv

.venv/installed-local: requirements-local.txt | .venv/bin/python
	@echo "Python-Pakete werden installiert …"
	@$(PIP_INSTALL) -r requirements-local.txt
	@touch $@

.venv/installed-dev: requirements-dev.txt | .venv/installed-local
	@echo "Pakete für Tests und Prüfungen werden installiert …"
	@$(PIP_INSTALL) -r requirements-dev.txt
	@touch $@

static/vendor/installed: package-lock.json jobcenter/local/vendor.py | .venv/installed-local
	@command -v npm >/dev/null || { echo "npm fehlt: bitte Node.js 20 oder neuer installieren." >&2; exit 1; }
	@echo "Front-End-Pakete werden installiert …"
	@npm ci --ignore-scripts --no-audit --no-fund --silent
	@.venv/bin/python -m jobcenter.local.vendor
	@touch $@
