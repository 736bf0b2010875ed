"""Programs whose use of CPU time and memory is known beforehand, and the claims that are held against them."""
