"""From executions to measurements: repeat, interleave, and say how sure it is."""
