"""Which nodes take part: one class of machines, with the same code and tools; the rest is named before work starts."""

from dataclasses import replace

import pytest

from afterburner.core.errors import UsageError
from afterburner.sandbox import host
from afterburner.sandbox.cluster_actor import NodeReport, code_digest, report
from afterburner.sandbox.cluster_nodes import Node, chosen_nodes
from afterburner.sandbox.languages import languages

SMALL = {"processor": "Small", "cpus": 4, "python": "3.11.7"}
LARGE = {"processor": "Large", "cpus": 64, "python": "3.11.7"}
TOOLS = {name: f"{name} 1.0\nmore" for name in languages()} | {"python": ""}
HERE = NodeReport(python="3.11", afterburner="1.0", sandbox="aa", facts=SMALL, toolchains=TOOLS)


def node(name, cpus=4, **different):
    return Node(id=name, name=f"node {name}", cpus=cpus, report=replace(HERE, **different))


def chosen(*nodes, **options):
    return chosen_nodes(nodes, here=HERE, **options)


def names(found):
    return [one.id for one in found.nodes]


def test_nodes_that_are_alike_all_take_part():
    found = chosen(node("a"), node("b"))
    assert (names(found), found.facts, found.left_idle) == (["a", "b"], SMALL, ())


def test_nodes_without_processors_are_not_asked_for_anything():
    head = Node(id="head", name="head", cpus=0, failure="it has no Afterburner")
    assert names(chosen(head, node("a"))) == ["a"]


def test_the_class_with_the_most_processors_takes_part_and_the_others_are_said_to_be_idle():
    found = chosen(node("a"), node("b"), node("c", 64, facts=LARGE))
    assert names(found) == ["c"]
    (said,) = found.left_idle
    assert said.startswith("node a, node b: 8 CPUs are left idle")
    assert host.digest(SMALL) in said


def test_a_class_can_be_chosen_by_the_beginning_of_its_digest():
    nodes = [node("a"), node("c", 64, facts=LARGE)]
    assert names(chosen(*nodes, host_class=host.digest(SMALL)[:6])) == ["a"]
    with pytest.raises(UsageError, match="no host classes") as refused:
        chosen(*nodes, host_class="none")
    assert host.digest(LARGE) in refused.value.hint


def test_processors_that_may_be_used_now_make_no_other_class():
    found = chosen(node("a", facts={**SMALL, "usable_cpus": 4}), node("b", facts={**SMALL, "usable_cpus": 3}))
    assert names(found) == ["a", "b"]


@pytest.mark.parametrize(
    ("different", "said"),
    [
        ({"python": "3.12"}, "node b has Python 3.12, and here it is 3.11"),
        ({"afterburner": "0.9"}, r"node b has Afterburner 0.9 \(sandbox aa\), and here it is 1.0 \(sandbox aa\)"),
        ({"sandbox": "bb"}, r"node b has Afterburner 1.0 \(sandbox bb\)"),
    ],
)
def test_a_node_with_other_versions_is_refused_by_name(different, said):
    with pytest.raises(UsageError, match=said) as refused:
        chosen(node("a"), node("b", **different))
    assert refused.value.hint


def test_a_node_that_does_not_answer_is_refused_by_name():
    with pytest.raises(UsageError, match="node b can't be used: it is asleep"):
        chosen(node("a"), Node(id="b", name="node b", cpus=4, failure="it is asleep"))


def test_a_toolchain_that_some_nodes_lack_is_said_with_the_node_and_how_to_get_it():
    nodes = [node("a"), node("b", toolchains={**TOOLS, "rust": None})]
    with pytest.raises(UsageError, match="node b has no toolchain for Rust") as refused:
        chosen(*nodes)
    assert refused.value.hint == languages()["rust"].install
    assert names(chosen(*nodes, needs={"python", "cpp"})) == ["a", "b"]


def test_a_toolchain_that_nobody_has_matters_where_it_is_needed():
    nodes = [node(name, toolchains={**TOOLS, "rust": None}) for name in "ab"]
    assert names(chosen(*nodes)) == ["a", "b"]
    with pytest.raises(UsageError, match="node a has no toolchain for Rust; node b has no toolchain for Rust"):
        chosen(*nodes, needs={"rust"})


def test_toolchains_of_different_versions_are_refused():
    with pytest.raises(UsageError, match=r"differ: node a: rust 1\.0; node b: rust 2\.0$"):
        chosen(node("a"), node("b", toolchains={**TOOLS, "rust": "rust 2.0\n"}))


def test_many_wrong_nodes_are_counted():
    with pytest.raises(UsageError, match="and 2 more nodes"):
        chosen(*(node(name, python="3.12") for name in "abcde"))


def test_a_cluster_without_processors_is_refused():
    with pytest.raises(UsageError, match="no processors"):
        chosen(Node(id="head", name="head", cpus=0))


def test_this_machine_reports_on_itself():
    own = report()
    assert own.facts == host.facts()
    assert own.toolchains["python"] == ""
    assert own.toolchains.keys() == languages().keys()
    assert own.sandbox == code_digest() != ""
