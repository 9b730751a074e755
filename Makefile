PY := .venv/bin/python
# Wheels alone: nothing is built, so that no library runs a set-up of its own.
PIP := $(PY) -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all:

.PHONY: demo test lint accept rehearse bench lock write

demo: .venv/ready
	@$(PY) -m scripts.demo

test: .venv/dev # one process a core; a journey goes on from test to test, so a file stays with one process
	@$(PY) -m pytest -q -n auto --dist loadfile

lint: .venv/dev
	@$(PY) -m ruff format --check .
	@$(PY) -m ruff check .
	@$(PY) -m mypy
	@.venv/bin/zizmor --offline --pedantic --quiet .github
	@.venv/bin/check-jsonschema --quiet --builtin-schema vendor.github-workflows .github/workflows/*.yml
	@.venv/bin/check-jsonschema --quiet --builtin-schema vendor.dependabot .github/dependabot.yml
	@.venv/bin/check-jsonschema --quiet --check-metaschema schemas/*.schema.json

accept: .venv/dev # what has changed on purpose: derived files and goldens; then read `git diff`
	@$(PY) -m tests.accept

write: .venv/ready node_modules # the writing page, on this computer alone
	@$(PY) -m scripts.write

node_modules: package-lock.json
	@command -v npm >/dev/null || (echo 'npm (Node.js) is needed for the writing page.'; exit 1)
	@npm ci --ignore-scripts --no-audit --no-fund --silent
	@touch $@

rehearse: .venv/dev
	@$(PY) -m tests.rehearsal

bench: .venv/dev
	@$(PY) -m tests.bench

# One environment, three locks: what runs, what the public archive adds, and what tests and lints.
# The job that holds LINE's secret makes only the first.
.venv/ready: requirements.lock
	@python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || (echo 'Python 3.11 or newer is needed.'; exit 1)
	@python3 -m venv .venv
	@$(PIP) -r requirements.lock
	@touch $@

.venv/site: requirements-site.lock .venv/ready
	@$(PIP) -r requirements-site.lock
	@touch $@

.venv/dev: requirements-dev.lock .venv/ready
	@$(PIP) -r requirements-dev.lock
	@touch .venv/site $@

# Needs uv. Keeps every version that still fits; the hashes of every wheel are there, so that a lock serves all platforms.
LOCK := uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --no-annotate
lock:
	@$(LOCK) --quiet -o requirements.lock
	@$(LOCK) --quiet --extra site --constraint requirements.lock -o requirements-site.lock
	@$(LOCK) --quiet --extra site --extra dev --constraint requirements-site.lock -o requirements-dev.lock
