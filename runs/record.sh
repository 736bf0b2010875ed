#!/bin/sh
# Record the outputs that README.md and docs/ show. They hold measured numbers, so they are recorded, not compared.
# Run it on a quiet machine, then `make docs`.
set -eu
cd "$(dirname "$0")/.."
export COLUMNS=100 NO_COLOR=1
here=$(pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
(cd "$work" && "$here/.venv/bin/afterburner" demo --out demo 2>/dev/null) > docs/recorded/demo.txt
.venv/bin/python runs/picture.py "$work/demo" > docs/recorded/demo.svg
{
    echo "$(nproc) cores, $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1), Linux $(uname -r | cut -d- -f1), $(.venv/bin/python --version), commit $(git rev-parse --short HEAD)"
} > docs/recorded/machine.txt
.venv/bin/afterburner doctor 2>/dev/null > docs/recorded/doctor.txt
.venv/bin/python scripts/generate.py
