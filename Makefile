# Every target sets up what it needs; a fresh clone, Python 3.11-3.13 and make are enough.
#
#   make setup   .venv with the kommunike command in it
#   make run     extract corpus/releases into outputs/runs/sample and show what was found
#   make review  open what make run extracted in the browser, to review it
#   make test    run the tests, on two processors
#   make check   ruff and mypy
#   make score   extract the sample corpus and hold its scores to their floors
#   make bench   measure speed and memory against natasha (TEXTS=FILE.jsonl for texts of yours)
#   make schema  regenerate outputs/record.schema.json
#   make screenshots  the review page's pictures in docs/images, with Chromium
#   make map     the map of the sample run, outputs/map.html
#   make docs    regenerate docs/record.md, the tables of docs/lexicons.md and THIRD_PARTY.md
#   make wheel-test  build the wheel and try it on every Python that is found
#   make clean   remove .venv, caches and sample runs
#
# Another Python than the newest that is found: make setup PYTHON=/path/to/python3.12

PYTHON ?=
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.kommunike-installed
SUPPORTED := import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))

# One core's worth of BLAS threads: more slow these small matrices down.
export OMP_NUM_THREADS ?= 1
export OPENBLAS_NUM_THREADS ?= 1

.DEFAULT_GOAL := help
.PHONY: help setup run review screenshots test check score schema map docs wheel-test bench clean

help:
	@sed -n 's/^#   //p' Makefile

setup: $(STAMP)
	@echo "kommunike is in $(BIN)/kommunike"

$(STAMP): pyproject.toml constraints.txt
	@set -eu; \
	if ! { test -x $(BIN)/python && $(BIN)/python -c '$(SUPPORTED)' 2>/dev/null; }; then \
	  found=; \
	  for python in $(if $(PYTHON),'$(PYTHON)',python3.13 python3.12 python3.11 python3 python); do \
	    if command -v "$$python" >/dev/null 2>&1 && "$$python" -c '$(SUPPORTED)' 2>/dev/null; then \
	      found=$$python; break; \
	    fi; \
	  done; \
	  if test -z "$$found"; then \
	    echo "kommunike needs Python 3.11, 3.12 or 3.13 with the venv module," \
	      "and $(if $(PYTHON),$(PYTHON) is none,none was found); install one, or name it:" \
	      "make setup PYTHON=/path/to/python3" >&2; \
	    exit 1; \
	  fi; \
	  echo "Making $(VENV) with $$("$$found" --version)"; \
	  "$$found" -m venv --clear $(VENV); \
	fi
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev,documents,parquet,ray,review]'
	@touch $@

run: $(STAMP)
	$(BIN)/kommunike extract corpus/releases --out outputs/runs/sample --force
	$(BIN)/kommunike show outputs/runs/sample

review: $(STAMP)
	@test -f outputs/runs/sample/run.json || $(MAKE) run
	$(BIN)/kommunike review outputs/runs/sample

screenshots: $(STAMP)
	$(BIN)/python -m tests.review.screenshots docs/images

# Whole files go to a worker, for what its tests share is made once.
test: $(STAMP)
	$(BIN)/python -m pytest -n 2 --dist loadfile

check: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

score: $(STAMP)
	$(BIN)/kommunike extract corpus/releases --out outputs/runs/score --force
	$(BIN)/kommunike evaluate outputs/runs/score corpus/gold --floors outputs/baselines/floors.csv

map: $(STAMP)
	@test -f outputs/runs/sample/run.json || $(MAKE) run
	$(BIN)/kommunike map outputs/runs/sample --out outputs/map.html

docs: $(STAMP)
	$(BIN)/kommunike schema --docs > docs/record.md.new
	@mv docs/record.md.new docs/record.md
	$(BIN)/python -m tests.lexicon_fields
	$(BIN)/python -m tests.licences > THIRD_PARTY.md.new
	@mv THIRD_PARTY.md.new THIRD_PARTY.md

wheel-test: $(STAMP)
	$(BIN)/python -m tests.wheel

bench: $(STAMP)
	$(BIN)/python -m tests.bench $(if $(TEXTS),--texts '$(TEXTS)')

schema: $(STAMP)
	$(BIN)/kommunike schema > outputs/record.schema.json.new
	@mv outputs/record.schema.json.new outputs/record.schema.json

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist outputs/runs
	find pipeline tests -name __pycache__ -type d -exec rm -rf {} +
