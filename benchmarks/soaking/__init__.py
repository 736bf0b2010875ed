"""The parts of ``soak.py``: what is judged, who judges it, who is killed, and what is watched meanwhile."""
