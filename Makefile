# Two commands on a fresh machine with Python 3.11 or newer, git and make: `make demo` and `make test`.
# PYTHON=… picks the interpreter, VENV=… another place for the environment, ARGS=… goes to the program behind a target.

VENV ?= .venv
BIN := $(VENV)/bin
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python3.14 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && { echo $$p; break; }; done)
INSTALL := $(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --constraint constraints.txt
PINS := pyproject.toml constraints.txt

.DEFAULT_GOAL := help
.PHONY: help demo test lint types schema codebook docs evaluate merging confidence bench articles fuzz kill cluster clean browser serve lock dist sbom testall

help:  ## this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 18

demo: $(VENV)/.run  ## reads the samples and shows what came out
	@$(BIN)/dragoman demo $(ARGS)

test: $(VENV)/.dev browser  ## style, types, import contract and all tests
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/python -m pytest $(ARGS)

# The browser that some tests drive: Debian's, where apt is there and may install; those tests say so where there is none.
browser:
	@command -v chromium chromium-browser >/dev/null 2>&1 || test -n "$$CHROMIUM" || { \
		command -v apt-get >/dev/null 2>&1 && test "$$(id -u)" = 0 && echo "installing Chromium for the browser tests" && \
		apt-get -qq update >/dev/null 2>&1 && apt-get -qq install -y --no-install-recommends chromium fonts-noto-cjk >/dev/null 2>&1; } || \
		echo "no Chromium: the browser tests will be skipped"

lint: $(VENV)/.dev  ## style alone
	@$(BIN)/ruff check .

types: $(VENV)/.dev  ## types alone
	@$(BIN)/mypy

schema: $(VENV)/.run  ## writes schema/reading.schema.json anew from the records
	@$(BIN)/dragoman schema > schema/reading.schema.json

serve: $(VENV)/.dev  ## opens the reading room of a record; ARGS=--record FILE
	@$(BIN)/dragoman serve $(ARGS)

evaluate: $(VENV)/.run  ## scores on the samples; ARGS=--accept keeps the run to compare later ones with
	@$(BIN)/dragoman evaluate src/dragoman/samples/gold.jsonl --pages src/dragoman/samples $(ARGS)

merging: $(VENV)/.run  ## how well the same act is found in several articles, on invented pages
	@$(BIN)/python scripts/merging.py $(ARGS)

codebook: $(VENV)/.run  ## writes docs/codebook.md anew from the tables of coding and exports
	@$(BIN)/python scripts/codebook.py

docs: codebook  ## renews the codebook, and the examples and figures in the documents
	@$(BIN)/python scripts/examples.py
	@$(BIN)/python scripts/extrapolate.py

fuzz: $(VENV)/.dev  ## mutated pages through the whole reader, mutated containers through what opens them, for a minute
	@$(BIN)/python benchmarks/fuzz.py --seconds 60 $(ARGS)

confidence: $(VENV)/.run  ## fits the weights of confidence anew on the samples
	@$(BIN)/python scripts/fit_confidence.py $(ARGS)

bench: $(VENV)/.dev  ## speed beside Kiwi alone, memory, what telling irrelevant pages apart saves; keeping, and a record of a million events, many pages
	@$(BIN)/python benchmarks/reading_speed.py $(ARGS)
	@$(BIN)/python benchmarks/record.py
	@$(BIN)/python benchmarks/relations.py
	@$(BIN)/python benchmarks/web.py
	@$(BIN)/python benchmarks/scale.py jobs stored costs html gate

kill: $(VENV)/.dev  ## kills processes that add pages, interrupts them and fills their disk, a hundred rounds, and compares what is left
	@$(BIN)/python tests/record/kill.py $(ARGS)
	@$(BIN)/python tests/scale/ending.py $(ARGS)

cluster: $(VENV)/.dev  ## installs Ray, reads on two nodes of this machine and kills one half-way
	@$(INSTALL) --editable '.[ray]'
	@$(BIN)/python tests/scale/nodes.py $(ARGS)

articles: $(VENV)/.dev  ## article extraction on a public benchmark; the script says how to get its data
	@$(BIN)/python benchmarks/article_extraction.py $(ARGS)

# The extras that those who run Dragoman install; the tools of `dev` and `release` are pinned in constraints.txt alone.
EXTRAS := --extra mcp --extra metrics --extra pandas --extra web

lock: $(VENV)/.release  ## writes requirements.lock anew: exact versions with hashes, from the ranges and constraints.txt
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate $(EXTRAS) --constraint constraints.txt \
		--custom-compile-command 'make lock' --output-file requirements.lock pyproject.toml

dist: $(VENV)/.release  ## builds wheel and sdist into dist/, and tries the wheel in an empty environment
	@$(BIN)/python scripts/dist.py

sbom: $(VENV)/.release  ## the same, with a software bill of materials (CycloneDX) beside them
	@$(BIN)/python scripts/dist.py --sbom

testall:  ## all tests on every supported Python that is here
	@for v in 3.11 3.12 3.13; do \
		python=$$(for p in python$$v $(HOME)/.pyenv/versions/$$v.*/bin/python; do $$p -c '' 2>/dev/null && { echo $$p; break; }; done); \
		if test -z "$$python"; then echo "Python $$v is not here: not tested"; \
		else echo "Python $$v"; $(MAKE) --no-print-directory test VENV=.venv-$$v PYTHON=$$python || exit 1; fi; \
	done

clean:  ## removes the environment and all caches
	rm -rf $(VENV) .venv-3.* dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find src tests benchmarks -name __pycache__ -type d -exec rm -rf {} +

# The environment: .run holds what the program needs, .dev the tools as well. A file of that name is the proof; it is made
# anew when the pins change, so that a second run starts at once.
$(VENV)/.made:
	@test -n "$(PYTHON)" || { echo "dragoman needs Python 3.11 or newer; none was found (make PYTHON=/path/to/python3.11 …)" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
		{ echo "dragoman needs Python 3.11 or newer; $(PYTHON) is not ($$($(PYTHON) --version 2>&1 | head -n 1))" >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || \
		{ echo "$(PYTHON) cannot make environments: install its venv package (Debian, Ubuntu: python3-venv)" >&2; exit 1; }
	@echo "making $(VENV) with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.run: $(VENV)/.made $(PINS)
	@echo "installing Dragoman (the Korean language model is about 100 MB)"
	@$(INSTALL) --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.run $(PINS)
	@echo "installing the tools that the tests need"
	@$(INSTALL) --editable '.[dev]'
	@touch $@

$(VENV)/.release: $(VENV)/.run $(PINS)
	@echo "installing the tools that make a release"
	@$(INSTALL) --editable '.[release]'
	@touch $@
