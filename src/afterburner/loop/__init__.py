"""The loop: propose, judge, keep the best, from an archive that a run can resume from."""
