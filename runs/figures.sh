#!/bin/sh
# Measure anew what benchmarks/recorded/ holds of the sandbox: its cost and its accuracy. On a quiet machine; about 15 minutes.
# CPTBOX_PYTHON and EVALPLUS_PYTHON name interpreters that can import these, where there are any.
set -eu
cd "$(dirname "$0")/.."
recorded=benchmarks/recorded
.venv/bin/afterburner bench sandbox --out $recorded/sandbox.json \
    ${CPTBOX_PYTHON:+--cptbox-python "$CPTBOX_PYTHON"} ${EVALPLUS_PYTHON:+--evalplus-python "$EVALPLUS_PYTHON"}
.venv/bin/python benchmarks/accuracy.py --json $recorded/accuracy.json
