"""Other services' protocols, so that their clients work unchanged: one file each."""
