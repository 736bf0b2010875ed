"""Say clearly that this Python is too old, before pip says it unclearly. Runs on any Python 3."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - the point of this script is to run where that is false
    version = ".".join(map(str, sys.version_info[:3]))
    sys.exit("error: Python 3.11 or newer is needed, this is " + version + "\nhint: make PYTHON=python3.11 ...")
if sys.platform != "linux":
    sys.exit("error: the sandbox needs Linux\nhint: use a Linux machine, a virtual machine or a container")
