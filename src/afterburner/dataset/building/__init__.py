"""Making a dataset: stages, each a function from a problem to a problem or to the reason why it is put aside."""
