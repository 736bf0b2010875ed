"""What runs inside the cell: standard library only, started as a program of its own."""
