# The commands of the project. Each sets up what it needs and skips what is there already: .setup/prepare says how.
# PYTHON=python3.12 chooses the Python of a new .venv; ARGS="..." goes to pytest: make test ARGS="-k macros"; PORT=9000 to make serve

SHELL = /bin/sh
BIN = .venv/bin
ARGS =
PORT = 8000
export PYTHON
export NO_MKDOCS_2_WARNING = 1
unexport PYTHONHOME PYTHONPATH VIRTUAL_ENV

.DEFAULT_GOAL = help
.PHONY: help build test test-hosting serve check bench lint setup setup-tests lock clean

help: ## show this
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' Makefile

build: setup ## check the records and build the site into site/
	@$(BIN)/pack build

test: setup-tests ## run the linters and all tests
	@status=0; $(MAKE) --no-print-directory lint || status=1; \
	$(BIN)/python -m pytest -n auto $(ARGS) </dev/null || status=1; \
	exit $$status

test-hosting: setup-tests ## serve the built site with a real nginx and its own headers, and walk it in a browser
	@$(BIN)/python tests/hosting/run.py

serve: setup ## show the site at http://127.0.0.1:8000, following every change; PORT=9000 for another port
	@$(BIN)/pack serve --port $(PORT)

check: setup ## find everything that is wrong in the records and pages
	@$(BIN)/pack check

bench: setup-tests ## time the commands and print the medians
	@$(BIN)/python tests/bench.py

lint: setup-tests ## run the linters alone
	@status=0; for tool in "ruff check" "ruff format --check" mypy codespell; do \
	  echo "· $$tool"; $(BIN)/$$tool || { echo "$$tool found something to mend"; status=1; }; \
	done; exit $$status

setup: ## set up what build, serve and check need
	@.setup/prepare site

setup-tests: ## set up what test needs
	@.setup/prepare tests

lock: setup-tests ## renew the locks from pyproject.toml and package.json
	@.setup/lock

clean: ## remove all that was set up or built
	rm -rf .venv node_modules site site-* .cache .pack .pytest_cache .mypy_cache .ruff_cache .hypothesis *.egg-info
	@[ ! -e .git ] || git clean -fdqX -- docs
