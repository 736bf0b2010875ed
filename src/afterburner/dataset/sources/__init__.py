"""Published datasets, read into the one schema: a file here for each format.

source = source_named("human-eval")
for problem in converted(source, Path("HumanEval.jsonl.gz"), sandbox, tally): ...
"""
