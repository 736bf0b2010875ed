"""Which nodes of a cluster take part: one class of machines, all with the same code and toolchains. Pure decisions.

    chosen = chosen_nodes(nodes, here=report(), host_class=None, needs={"python"})
    chosen.nodes, chosen.left_idle

Figures of two classes of machines are not comparable (``sandbox.host``), so one run uses one class: the one with the most
processors, or the one that is named. A node of another class is left idle, and said to be; a node with another version, or
without a toolchain that the others have, is a mistake in the cluster, and refused by name before any work starts.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from afterburner.core.errors import UsageError
from afterburner.sandbox import host
from afterburner.sandbox.cluster_actor import NodeReport
from afterburner.sandbox.languages import language_named, languages

_SHOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Node:
    """A node of a cluster, as far as it answered."""

    id: str
    name: str
    """For people: host, address, and the beginning of its id."""
    cpus: int
    report: NodeReport | None = None
    failure: str | None = None
    """Why there is no report."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """The nodes that take part."""

    nodes: tuple[Node, ...]
    facts: Mapping[str, object]
    toolchains: Mapping[str, str | None]
    left_idle: tuple[str, ...]
    """A sentence for each class that does not."""


def chosen_nodes(
    nodes: Sequence[Node], *, here: NodeReport, host_class: str | None = None, needs: Collection[str] | None = None
) -> Chosen:
    """Choose the nodes that take part; ``needs`` are the languages of the work, None: any.

    Raises:
        UsageError: a node runs other code than we, or lacks what it needs; or there is no node of ``host_class``.

    """
    able = [node for node in nodes if node.cpus > 0]
    if not able:
        raise UsageError("the cluster has no processors", hint="start nodes with CPUs: `ray start --address=HOST:PORT`")
    _refuse(fault for node in able if (fault := _fault(node, here)) is not None)
    classes: dict[str, list[Node]] = defaultdict(list)
    for node in able:
        classes[_class_of(node)].append(node)
    name = _chosen_class(classes, host_class)
    members = classes.pop(name)
    _check_toolchains(members, needs)
    first = members[0].report
    assert first is not None
    return Chosen(
        nodes=tuple(members),
        facts=first.facts,
        toolchains=first.toolchains,
        left_idle=tuple(_idle(digest, others) for digest, others in classes.items()),
    )


@dataclass(frozen=True, slots=True)
class _Fault:
    what: str
    hint: str


def _refuse(faults: Iterable[_Fault]) -> None:
    found = list(faults)
    if found:
        more = f"; and {len(found) - _SHOWN} more nodes" if len(found) > _SHOWN else ""
        raise UsageError("; ".join(fault.what for fault in found[:_SHOWN]) + more, hint=found[0].hint)


def _fault(node: Node, here: NodeReport) -> _Fault | None:
    report = node.report
    if report is None:
        hint = "install the same version of Afterburner there, or take the node out: `ray stop` on it"
        return _Fault(f"{node.name} can't be used: {node.failure}", hint)
    if report.python != here.python:
        what = f"{node.name} has Python {report.python}, and here it is {here.python}"
        return _Fault(what, "use the same Python on all nodes, or take the node out: `ray stop` on it")
    if (report.afterburner, report.sandbox) != (here.afterburner, here.sandbox):
        theirs, ours = (f"{one.afterburner} (sandbox {one.sandbox})" for one in (report, here))
        what = f"{node.name} has Afterburner {theirs}, and here it is {ours}"
        return _Fault(
            what, "install the same version there and restart its Ray, or take the node out: `ray stop` on it"
        )
    return None


def _class_of(node: Node) -> str:
    assert node.report is not None
    return host.digest(node.report.facts)


def _chosen_class(classes: Mapping[str, Sequence[Node]], wanted: str | None) -> str:
    sizes = {name: sum(node.cpus for node in members) for name, members in classes.items()}
    if wanted is None:
        return max(sizes, key=lambda name: (sizes[name], name))
    found = [name for name in classes if wanted and name.startswith(wanted)]
    if len(found) != 1:
        known = ", ".join(f"{name} ({sizes[name]} CPUs)" for name in classes)
        raise UsageError(f"the cluster has {len(found) or 'no'} host classes {wanted!r}", hint=f"it has {known}")
    return found[0]


def _check_toolchains(members: Sequence[Node], needs: Collection[str] | None) -> None:
    """Check that programs are compiled and run by the same tools on all ``members``.

    Raises:
        UsageError: one lacks what another has, or has another version; or a language that is needed is nowhere.

    """
    for name in languages() if needs is None else needs:
        language = language_named(name)
        if language.toolchain is None:
            continue
        versions = {node: node.report.toolchains.get(name) for node in members if node.report is not None}
        lacking = [node for node, version in versions.items() if version is None]
        if len(lacking) < len(members) or needs is not None:
            _refuse(
                [_Fault(f"{node.name} has no toolchain for {language.title}", language.install) for node in lacking]
            )
        known = sorted({version for version in versions.values() if version is not None})
        if len(known) > 1:
            said = "; ".join(f"{node.name}: {_line(version)}" for node, version in list(versions.items())[:_SHOWN])
            raise UsageError(
                f"the toolchains for {language.title} differ: {said}", hint="install the same version on all nodes"
            )


def _line(version: str | None) -> str:
    return (version or "").strip().partition("\n")[0]


def _idle(digest: str, nodes: Sequence[Node]) -> str:
    names = ", ".join(node.name for node in nodes[:_SHOWN]) + (" and more" if len(nodes) > _SHOWN else "")
    cpus = sum(node.cpus for node in nodes)
    return f"{names}: {cpus} CPUs are left idle: figures of two host classes are never mixed; to use them, ask for {digest}"
