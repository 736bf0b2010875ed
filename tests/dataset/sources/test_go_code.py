"""Imports of Go are put in order: what is used is there, what is not used is not."""

import pytest

from afterburner.dataset.sources.go_code import imports_of, needed_imports, with_needed_imports

USED = "func F(strings []string) int {\n    // A list. Math.\n    return len(strings.Fields(s)) + sort.SearchInts(nil, 1)\n}\n"


@pytest.mark.parametrize(
    ("code", "imports"),
    [
        ('import (\n    "math"\n    "sort"\n)\n', ['"math"', '"sort"']),
        ('import "fmt"\nimport r "math/rand"\n', ['"fmt"', 'r "math/rand"']),
        ("package main\n\nfunc F() {}\n", []),
    ],
)
def test_imports_are_read(code, imports):
    assert imports_of(code) == imports


def test_what_is_used_is_imported_and_the_rest_is_not():
    ordered = with_needed_imports(f'package main\nimport (\n    "math"\n    "os"\n)\n{USED}')
    assert imports_of(ordered) == ['"sort"', '"strings"']
    assert ordered.endswith(USED)


def test_a_name_of_its_own_goes_before_the_usual_one():
    assert needed_imports('import r "math/rand"\nvar x = r.Intn(3)\n') == ['r "math/rand"']
    assert needed_imports("var x = rand.Intn(3)\n", '"crypto/rand"') == ['"crypto/rand"']


def test_code_without_imports_stays_as_it_is():
    assert with_needed_imports("func F() {}\n") == "func F() {}\n"
