PY := .venv/bin/python

.PHONY: demo test lint rehearse bench lock

demo: .venv/ready
	@$(PY) -m scripts.demo

test: .venv/ready
	@$(PY) -m pytest -q

lint: .venv/ready
	@$(PY) -m ruff format --check .
	@$(PY) -m ruff check .
	@$(PY) -m mypy
	@.venv/bin/zizmor --offline --pedantic --quiet .github
	@.venv/bin/check-jsonschema --quiet --builtin-schema vendor.github-workflows .github/workflows/*.yml
	@.venv/bin/check-jsonschema --quiet --builtin-schema vendor.dependabot .github/dependabot.yml
	@.venv/bin/check-jsonschema --quiet --check-metaschema schemas/*.schema.json

rehearse: .venv/ready
	@$(PY) -m tests.rehearsal

bench: .venv/ready
	@$(PY) -m tests.bench

.venv/ready: requirements.lock
	@python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || (echo 'Python 3.11 or newer is needed.'; exit 1)
	@python3 -m venv .venv
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

lock: # needs uv; writes the hashes of every wheel, so that one lock serves all platforms
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -o requirements.lock
