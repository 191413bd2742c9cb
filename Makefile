.DEFAULT_GOAL := help
SHELL := /bin/bash

PORT ?= 8000
# The distribution's own, where it is new enough. One that was compiled by hand (pyenv) mostly lacks the optimisations:
# everything here takes half as long again.
PYTHON ?= $(shell /usr/bin/python3 -c 'import ensurepip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& echo /usr/bin/python3 || echo python3)
# uv does in seconds what takes pip most of a minute. pip has settings that uv does not read, such as a package server of
# the house: then it has to do, as for uv itself. What is imported is compiled once, then; what never is, is not.
# Whoever has pressed Ctrl-C is not asked about the network.
define install
trap 'exit 130' INT; \
	.venv/bin/uv pip install --quiet --require-hashes --python .venv/bin/python --requirement $(1) 2>/dev/null || \
	.venv/bin/python -m pip install -qq --no-compile --disable-pip-version-check --require-hashes --requirement $(1) || \
	{ echo "Die Python-Pakete ließen sich nicht installieren, siehe oben. Ist das Netz da?" >&2; exit 1; }
endef
# Ctrl-C ends it without a traceback.
make_environment = $(PYTHON) -c 'import signal, venv; signal.signal(signal.SIGINT, signal.SIG_DFL); venv.main(["--clear", ".venv"])'
unexport PYTHONDONTWRITEBYTECODE
SERVICES = .venv/bin/python -m jobcenter.local.services
# Three on two cores: while one waits for the browser or for the database another one works. Who has nothing left to do
# takes over half of what another has.
BOTH_CORES = -n 3 --dist worksteal
MANAGE = env DJANGO_SETTINGS_MODULE=jobcenter.settings.dev .venv/bin/python manage.py

.PHONY: help setup setup-dev run demo test test-unit months lint types style format bench lock clean

help: ## this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 12

run: setup ## the application with everything it needs: http://127.0.0.1:8000, or make run PORT=9000
	@.venv/bin/python -m jobcenter.local.run --port $(PORT)

demo: setup ## throw the demo office away and build it anew
	@$(SERVICES) $(MANAGE) migrate --verbosity 0
	@$(SERVICES) $(MANAGE) demo --rebuild

test: setup-dev ## all tests: unit, database, browser
	@.venv/bin/python -m jobcenter.local.browser
	@.venv/bin/python -m pytest $(BOTH_CORES)

test-unit: setup-dev ## the tests that need no browser, no database and no Valkey
	@.venv/bin/python -m pytest $(BOTH_CORES) -m "not browser and not services"

months: setup-dev ## play months of edits, nights and hand-overs at random, 500 times over; takes hours
	@HYPOTHESIS_PROFILE=explore .venv/bin/python -m pytest --timeout 0 jobcenter/tests/test_months.py

lint: setup-dev ## style, types, templates, import contracts, migrations, production settings
	@$(MAKE) --no-print-directory --jobs=2 types style

types:
	.venv/bin/python -m mypy .

style:
	.venv/bin/python -m ruff check
	.venv/bin/python -m ruff format --check
	.venv/bin/python -m djlint templates --lint --quiet
	.venv/bin/lint-imports
	$(SERVICES) $(MANAGE) makemigrations --check --dry-run
	DJANGO_SECRET_KEY=$$(.venv/bin/python -c 'import secrets; print(secrets.token_urlsafe(50))') \
	DJANGO_ALLOWED_HOSTS=jobcenter.example DATABASE_URL=postgresql://lint@127.0.0.1/lint REDIS_URL=redis://127.0.0.1 FILES_DIR=/var/lib/jobcenter \
	.venv/bin/python manage.py check --deploy --tag security --fail-level WARNING

format: setup-dev ## put code and templates into the house style
	.venv/bin/python -m ruff check --fix --unsafe-fixes --exit-zero
	.venv/bin/python -m ruff format

bench: setup-dev ## measure everything beside baselines, and write the tables of docs/performance.md
	@.venv/bin/python -m bench --write

lock: setup-dev ## compile the pinned requirements from the .in files
	@for name in requirements requirements-local requirements-dev requirements-uv; do \
		.venv/bin/python -m uv pip compile $$name.in --output-file $$name.txt --quiet --universal --python-version 3.11 \
			--generate-hashes --no-emit-index-url --custom-compile-command 'make lock' || exit 1; \
	done

clean: ## remove everything that set-up made; the data in var/ stay
	rm -rf .venv node_modules static/vendor staticfiles .cache

setup:
	@command -v $(PYTHON) >/dev/null || { echo "Python fehlt: bitte Python 3.11 oder neuer installieren, oder make … PYTHON=…" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 oder neuer wird gebraucht: make … PYTHON=python3.11")'
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { echo "Python kann keine Umgebung anlegen: bitte python3-venv installieren." >&2; exit 1; }
	@command -v npm >/dev/null || { echo "npm fehlt: bitte Node.js 20 oder neuer installieren." >&2; exit 1; }
	@node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)' || { echo "Node.js 20 oder neuer wird gebraucht, hier ist $$(node --version)." >&2; exit 1; }
	@$(PYTHON) jobcenter/local/alone.py $(MAKE) --silent --no-print-directory --jobs=2 static/vendor/installed

setup-dev: setup .venv/installed-dev

# A stamp goes before an installation and comes back after it. Without one, what an interrupted installation has left
# is thrown away.
.venv/installed-local: requirements-uv.txt requirements-local.txt
	@test -e $@ -a -x .venv/bin/python || { echo "Python-Umgebung .venv wird angelegt …" && $(make_environment); }
	@rm -f $@
	@echo "Python-Pakete werden installiert …"
	@$(call install,requirements-uv.txt)
	@$(call install,requirements-local.txt)
	@touch $@

.venv/installed-dev: requirements-dev.txt | .venv/installed-local
	@rm -f $@ .venv/installed-local
	@echo "Pakete für Tests und Prüfungen werden installiert …"
	@$(call install,requirements-dev.txt)
	@touch .venv/installed-local $@

node_modules/installed: package-lock.json
	@echo "Front-End-Pakete werden installiert …"
	@trap 'exit 130' INT; npm ci --ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel=error \
		--fetch-retry-mintimeout=1000 --fetch-retry-maxtimeout=5000 >/dev/null || { echo "Die Front-End-Pakete ließen sich nicht installieren, siehe oben. Ist das Netz da?" >&2; exit 1; }
	@touch $@

static/vendor/installed: node_modules/installed jobcenter/local/vendor.py | .venv/installed-local
	@.venv/bin/python -m jobcenter.local.vendor
	@touch $@
