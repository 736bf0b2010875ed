"""The paper's experiments: which conditions, which tables beside the published ones, which figures. See ``catalogue``."""
