# The commands of README.md and CONTRIBUTING.md. Each makes what it needs, from `python3` alone.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -q
SOURCES := builder tests benchmarks
FUZZ ?= 900

.DEFAULT_GOAL := help
.PHONY: help demo explorer test cases lint types format bench docs fuzz sbom audit lock wheel wheelcheck clean

help: ## say what there is
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 10

demo: .venv/.runtime ## build the explorer and the graph of examples/, and print its milestones
	@$(BIN)/python hatch_build.py || true
	$(BIN)/dealgraph build examples/filings -o demo-graph
	@echo
	@$(BIN)/dealgraph query demo-graph milestones --columns company,counterparty,drug,antigen,amount,currency,status,date,quote

explorer: .venv/.runtime ## build the explorer that `dealgraph serve` shows; brings Node from PyPI where there is none
	$(BIN)/python hatch_build.py

test: .venv/.dev ## run the tests
	$(BIN)/python -m pytest -q $(PYTEST)

cases: .venv/.dev ## write the golden quads anew, to be reviewed with git diff
	$(BIN)/python -m pytest -q tests/cases --regenerate

lint: .venv/.dev ## check style and formatting
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/.dev ## check types
	$(BIN)/mypy

format: .venv/.dev ## format the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: .venv/.dev .venv/.bench ## measure extraction, builds, the store, named queries and a cluster; see benchmarks/
	$(BIN)/python benchmarks/run.py
	$(BIN)/python benchmarks/speed.py --steps
	$(BIN)/python benchmarks/builds.py
	$(BIN)/python benchmarks/store.py
	$(BIN)/python benchmarks/queries.py
	$(BIN)/python benchmarks/cluster.py

docs: .venv/.dev ## write the generated parts of docs/ anew
	$(BIN)/python -m pytest -q tests/e2e/test_cli_docs.py --regenerate

fuzz: .venv/.dev .venv/.tools ## fuzz reader, extractor, N-Quads writer and query parameters, FUZZ seconds each
	for target in reader extractor nquads parameters; do \
	  $(BIN)/python -m tests.fuzz.run $$target --seconds $(FUZZ) --work fuzz; \
	done
	FUZZ_EXAMPLES=2000 $(BIN)/python -m pytest -q tests/fuzz

sbom: .venv/.tools ## write what the wheel is installed with as CycloneDX to dist/sbom.json, from the lock; needs no network
	mkdir -p dist
	$(BIN)/cyclonedx-py requirements locks/runtime.txt --pyproject pyproject.toml --output-reproducible -o dist/sbom.json

audit: .venv/.tools ## ask the database of known vulnerabilities about all that the locks name; needs the network
	for set in runtime dev tools bench node; do \
	  $(BIN)/pip-audit --strict --disable-pip --require-hashes -r locks/$$set.txt || exit 1; \
	done

lock: .venv/.dev ## resolve the dependencies anew into locks/, with hashes and no host names
	$(PIP) install uv
	for set in runtime dev; do \
	  $(BIN)/uv pip compile pyproject.toml locks/build.in --extra serve $$([ $$set = dev ] && echo --extra fetch --group dev) \
	    --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate \
	    --upgrade -q -o locks/$$set.txt || exit 1; \
	done
	for set in tools bench; do \
	  $(BIN)/uv pip compile --constraint locks/dev.txt \
	    $$([ $$set = tools ] && echo --group fuzz --group audit || echo --group bench) \
	    --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate \
	    --upgrade -q -o locks/$$set.txt || exit 1; \
	done
	$(BIN)/uv pip compile locks/node.in --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --no-header --no-annotate --upgrade -q -o locks/node.txt

wheel: .venv/.dev ## build the wheel into dist/
	$(PIP) wheel --no-deps --no-build-isolation -w dist .

wheelcheck: wheel ## install the wheel in an environment of its own and use it away from the checkout
	rm -rf dist/clean && $(PYTHON) -m venv dist/clean
	dist/clean/bin/python -m pip --disable-pip-version-check -q install --require-hashes -r locks/runtime.txt
	dist/clean/bin/python -m pip --disable-pip-version-check -q install --no-deps dist/*.whl
	cd dist/clean && bin/dealgraph build $(CURDIR)/examples/filings -o graph --quiet && bin/dealgraph query graph milestones --limit 1

clean: ## remove what the targets made
	rm -rf .venv demo-graph dist fuzz explorer/node_modules builder/dealgraph/serve/static

.venv/pyvenv.cfg:
	$(PYTHON) -m venv .venv

.venv/.runtime: locks/runtime.txt pyproject.toml | .venv/pyvenv.cfg
	$(PIP) install --require-hashes -r locks/runtime.txt
	$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

.venv/.dev: locks/dev.txt pyproject.toml | .venv/pyvenv.cfg
	$(PIP) install --require-hashes -r locks/dev.txt
	$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@ .venv/.runtime

.venv/.tools .venv/.bench: .venv/.%: locks/%.txt | .venv/pyvenv.cfg
	$(PIP) install --require-hashes -r $<
	@touch $@
