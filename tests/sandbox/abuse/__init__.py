"""What hostile programs do to a sandbox, one property a test; each is named after its numbers in the catalogue of abuse.

After each test the next run must find a clean cell: no files, no processes, and a sandbox that works without having been
started again. A test that needs a layer that this machine lacks is skipped, with the layer's name as reason; what this
version does not withstand yet is marked xfail with what is missing.
"""
