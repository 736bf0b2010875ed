def enclosing_triangles(buoys: list[list[int]]) -> int:
    # TODO: return the number of triples of buoys with (0, 0) strictly inside their triangle
    pass
