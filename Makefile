# One command plays the main job (make demo), one passes all tests (make test). Windows: see README.md.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin

.PHONY: demo test coverage bench mutants fuzz fuzz-short clean

demo: $(VENV)/.skpxl-installed
	@$(BIN)/skpxl demo

test: $(VENV)/.skpxl-test-installed
	$(BIN)/ruff check .
	$(BIN)/mypy --strict skpxl
	$(BIN)/python -m pytest -n 2 --dist worksteal

# The same tests, and what of the code they run; counting doubles their time.
coverage: $(VENV)/.skpxl-test-installed
	$(BIN)/python -m pytest -n 2 --dist worksteal --cov --cov-report=term

bench: $(VENV)/.skpxl-test-installed
	$(BIN)/python benchmarks/loop.py

# Small faults put into the code one by one; the nearest tests must notice 85 % of them. About an hour on 2 cores.
mutants: $(VENV)/.skpxl-test-installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[mutants]'
	$(BIN)/python tests/mutation/mutants.py --write docs/mutasi.md

# Four readers fed with mutated files (tests/fuzz/about.md), so many seconds in all; the short one does the same each time.
FUZZ_SECONDS ?= 1800

fuzz: $(VENV)/.skpxl-fuzz-tried
	$(BIN)/python tests/fuzz/run.py all --seconds $(FUZZ_SECONDS)

fuzz-short: $(VENV)/.skpxl-fuzz-tried
	$(BIN)/python tests/fuzz/run.py all --runs 150

clean:
	rm -rf $(VENV) .fuzz build dist skpxl.egg-info .coverage .coverage.* htmlcov .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find skpxl tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

# Editable: a template changed in workbook_templates/ counts at once.
$(VENV)/.skpxl-installed: setup.cfg pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("skpxl needs Python 3.11 or newer") if sys.version_info < (3, 11) else None'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(VENV)/.skpxl-test-installed: setup.cfg pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("skpxl needs Python 3.11 or newer") if sys.version_info < (3, 11) else None'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[test]'
	@touch $@

# Where there is no atheris (Windows, the newest Pythons), fuzzing says so and is skipped.
$(VENV)/.skpxl-fuzz-tried: $(VENV)/.skpxl-test-installed
	-$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[fuzz]'
	@touch $@
