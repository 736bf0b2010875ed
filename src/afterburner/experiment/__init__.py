"""Evaluations: any policy on any dataset, measured as one wants to be measured, and the paper's experiments made of them."""
