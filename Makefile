# Everything from nothing: `make demo` and `make test` make .venv and install into it; a second run is quick.

PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.stamp

.PHONY: demo test test-all check docs miniature clean

demo: $(STAMP)/installed
	$(BIN)/afterburner demo

test: $(STAMP)/dev
	scripts/test

test-all: $(STAMP)/dev $(STAMP)/models
	scripts/test --all

check: $(STAMP)/dev
	scripts/check

docs: $(STAMP)/dev
	$(BIN)/python scripts/generate.py

# The paper's claim with models that are trained from nothing, in under an hour on two processors; QUICK=1: in under ten minutes.
miniature: $(STAMP)/training
	$(BIN)/afterburner experiment miniature --out afterburner-out/miniature$(if $(QUICK),-quick --quick)

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(STAMP)/venv:
	$(PYTHON) scripts/check_python.py
	$(PYTHON) -m venv .venv
	mkdir -p $(STAMP)
	touch $@

$(STAMP)/installed: $(STAMP)/venv pyproject.toml constraints.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable .
	touch $@

$(STAMP)/dev: $(STAMP)/installed scripts/system_packages
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	scripts/system_packages
	touch $@

# What the slow tests of language models and of training need: up to some gigabytes, by what PyTorch's wheel for this platform brings.
# PyTorch goes first and alone, so that no other package's wish for it is asked.
$(STAMP)/models: $(STAMP)/dev pyproject.toml constraints.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt torch==2.13.0
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev,hf,train]' 'transformers[serving]'
	touch $@

# What training needs. PyTorch goes first and alone, as above.
$(STAMP)/training: $(STAMP)/installed pyproject.toml constraints.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt torch==2.13.0
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[train,eval]'
	touch $@
