"""Problem families: tasks with holes, from which any number of problems are drawn, each with many solutions.

``family`` says what a family is, ``themes`` holds them all, ``drawing`` makes the stream of problems of a seed.
"""
