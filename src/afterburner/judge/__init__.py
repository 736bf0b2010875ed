"""Problem and solution in, judgement out. Expected answers and checkers live here, outside the sandbox."""
