"""The built-in rule engine: offline, deterministic rewrites of Python programs, each verified by the judge."""
