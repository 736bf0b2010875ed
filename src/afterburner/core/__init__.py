"""Values, units, status and errors: pure, standard library only, known to every other floor."""
