"""Policies: who proposes better programs. A policy sees a request and gives proposals; it never measures."""
