"""What a rule asks of a program before it rewrites: names, changes, purity.

Everything here is syntactic and cheap, and looks at the module as it was parsed. Nothing here is a proof: aliases are
not followed, and unknown methods are taken to be harmless.

    arguments(node, "sum", "max")            # [x] if the node is sum(x) or max(x)
    changed_names(loop)                      # the variables that it binds, or changes in place
    is_invariant(expression, loop, module)   # does it have the same value in every round?
"""

import ast
import dataclasses
from collections.abc import Iterator
from functools import cache
from typing import TypeGuard

import libcst as cst

MUTATORS = frozenset(
    "add append appendleft clear difference_update discard extend extendleft insert intersection_update pop popitem"  # noqa: SIM905
    " popleft remove reverse rotate setdefault sort subtract symmetric_difference_update update".split()
)
"""Methods of the built-in containers that change them."""

PURE_FUNCTIONS = frozenset(
    "abs all any bin bool bytes chr complex dict divmod enumerate filter float frozenset hash hex int isinstance iter"  # noqa: SIM905
    " len list map max min oct ord pow range repr reversed round set sorted str sum tuple type zip"
    " Counter gcd lcm isqrt sqrt ceil floor accumulate nsmallest nlargest bisect_left bisect_right bisect comb".split()
)
"""Functions that neither change their arguments nor have other effects."""

READING_FUNCTIONS = PURE_FUNCTIONS | {"print", "deque", "defaultdict", "next"}
"""Functions that leave the containers that they are given as they are."""

PURE_METHODS = frozenset(
    "bit_count bit_length copy count endswith find format get index isalnum isalpha isdigit islower isspace isupper"  # noqa: SIM905
    " items join keys lower lstrip replace rfind rindex rsplit rstrip split splitlines startswith strip swapcase title"
    " translate union upper values zfill".split()
)
"""Methods of the built-in types that only compute."""

_LAYOUT = frozenset(["lpar", "rpar", "comma", "semicolon", "leading_lines", "header", "footer", "lbracket", "rbracket"])
"""Fields of nodes that hold how the program is laid out, not what it says; also all that speak of whitespace."""


def code(node: cst.CSTNode) -> str:
    """Return the source text of ``node``."""
    return cst.Module([]).code_for_node(node)


def same(first: cst.BaseExpression, second: cst.BaseExpression) -> bool:
    """Tell whether two expressions are written alike, but for spaces and parentheses."""
    return normalized(first) == normalized(second)


def normalized(expression: cst.BaseExpression) -> str:
    """Return an expression's text with regular spaces and no needless parentheses."""
    return ast.unparse(ast.parse(f"({code(expression)}\n)", mode="eval"))


@cache
def _fields(kind: type[cst.CSTNode]) -> tuple[str, ...]:
    names = (field.name for field in dataclasses.fields(kind))
    return tuple(name for name in names if name not in _LAYOUT and "whitespace" not in name)


def parts_of(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """Yield the nodes directly in ``node``, without spaces, commas and parentheses."""
    for field in _fields(type(node)):
        value = getattr(node, field)
        if isinstance(value, cst.CSTNode):
            yield value
        elif isinstance(value, list | tuple):
            yield from (part for part in value if isinstance(part, cst.CSTNode))


def walk(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """Yield ``node`` and everything in it that :func:`parts_of` knows; statements come in the order of the source."""
    pending = [node]
    while pending:
        part = pending.pop()
        yield part
        pending.extend([*parts_of(part)][::-1])


def is_name(node: cst.CSTNode | None, name: str) -> TypeGuard[cst.Name]:
    """Tell whether ``node`` is the bare name ``name``."""
    return isinstance(node, cst.Name) and node.value == name


def name_of(node: cst.CSTNode | None) -> str | None:
    """Return the name that ``node`` is, or None if it is something else."""
    return node.value if isinstance(node, cst.Name) else None


def integer_of(node: cst.CSTNode | None) -> int | None:
    """Return the value of an integer literal, also a negative one."""
    if isinstance(node, cst.Integer):
        return int(node.evaluated_value)
    if isinstance(node, cst.UnaryOperation) and isinstance(node.operator, cst.Minus):
        value = integer_of(node.expression)
        return None if value is None else -value
    return None


def root_name(node: cst.CSTNode) -> str | None:
    """Return ``a`` for ``a``, ``a[i]``, ``a.b[i].c``; None if no name is at the root."""
    while isinstance(node, cst.Subscript | cst.Attribute):
        node = node.value
    return name_of(node)


def arguments(call: cst.CSTNode | None, *functions: str, count: int = 1) -> list[cst.BaseExpression] | None:
    """Return the arguments of ``call`` if it calls one of ``functions`` with ``count`` plain positional ones."""
    if not isinstance(call, cst.Call) or name_of(call.func) not in functions or len(call.args) != count:
        return None
    if any(argument.keyword or argument.star for argument in call.args):
        return None
    return [argument.value for argument in call.args]


def method_call(call: cst.CSTNode | None, method: str, count: int = 1) -> list[cst.BaseExpression] | None:
    """Return [receiver, *arguments] if ``call`` is ``receiver.method(...)`` with ``count`` plain arguments."""
    if not isinstance(call, cst.Call) or not isinstance(call.func, cst.Attribute) or call.func.attr.value != method:
        return None
    if len(call.args) != count or any(argument.keyword or argument.star for argument in call.args):
        return None
    return [call.func.value, *(argument.value for argument in call.args)]


def index_of(node: cst.CSTNode | None) -> tuple[cst.BaseExpression, cst.BaseExpression] | None:
    """Return (a, i) for ``a[i]``, None for slices and everything else."""
    if not isinstance(node, cst.Subscript) or len(node.slice) != 1:
        return None
    element = node.slice[0].slice
    return (node.value, element.value) if isinstance(element, cst.Index) and element.star is None else None


def slice_of(node: cst.CSTNode | None) -> tuple[cst.BaseExpression, cst.Slice] | None:
    """Return (a, slice) for ``a[i:j]`` and its kin, None for everything else."""
    if not isinstance(node, cst.Subscript) or len(node.slice) != 1:
        return None
    element = node.slice[0].slice
    return (node.value, element) if isinstance(element, cst.Slice) else None


def sole_statement(block: cst.BaseSuite | cst.CSTNode) -> cst.CSTNode | None:
    """Return the only statement of a block (a small statement without its line), or None if there are more."""
    statements = statements_of(block)
    return statements[0] if len(statements) == 1 else None


def statements_of(block: cst.CSTNode) -> list[cst.CSTNode]:
    """Return the statements of a block or module, simple ones unwrapped from their lines."""
    body = block.body if isinstance(block, cst.IndentedBlock | cst.Module) else [block]
    found: list[cst.CSTNode] = []
    for statement in body:
        if isinstance(statement, cst.SimpleStatementLine | cst.SimpleStatementSuite):
            found.extend(statement.body)
        else:
            found.append(statement)
    return found


def simple_assignment(node: cst.CSTNode | None) -> tuple[cst.BaseExpression, cst.BaseExpression] | None:
    """Return (target, value) for ``target = value`` and ``target: type = value`` with one target."""
    if isinstance(node, cst.SimpleStatementLine) and len(node.body) == 1:
        return simple_assignment(node.body[0])
    if isinstance(node, cst.Assign) and len(node.targets) == 1:
        return node.targets[0].target, node.value
    if isinstance(node, cst.AnnAssign) and node.value is not None:
        return node.target, node.value
    return None


def variables(node: cst.CSTNode) -> list[cst.Name]:
    """Return the mentions of variables in ``node``: no attributes, keywords of arguments or annotations."""
    found: list[cst.Name] = []
    pending = [node]
    while pending:
        part = pending.pop()
        if isinstance(part, cst.Name):
            found.append(part)
        elif isinstance(part, cst.Attribute | cst.Arg):
            pending.append(part.value)
        elif not isinstance(part, cst.Annotation):
            pending.extend([*parts_of(part)][::-1])
    return found


def names_in(node: cst.CSTNode) -> set[str]:
    """Return the variables that ``node`` mentions."""
    return {name.value for name in variables(node)}


def mentions(node: cst.CSTNode, name: str) -> list[cst.Name]:
    """Return the mentions of the variable ``name`` in ``node``."""
    return [mention for mention in variables(node) if mention.value == name]


def _targets(node: cst.CSTNode) -> list[cst.BaseExpression | cst.Name]:
    match node:
        case cst.AssignTarget() | cst.AugAssign() | cst.AnnAssign() | cst.For() | cst.CompFor() | cst.NamedExpr():
            return [node.target]
        case cst.Del():
            return [node.target]
        case cst.AsName():
            return [node.name]
        case cst.FunctionDef() | cst.ClassDef() | cst.Param():
            return [node.name]
        case cst.ImportAlias() if node.asname is None:
            return [node.name]
    return []


def _flat_targets(target: cst.BaseExpression) -> Iterator[cst.BaseExpression]:
    if isinstance(target, cst.Tuple | cst.List):
        for element in target.elements:
            yield from _flat_targets(element.value)
    else:
        yield target


def assigned_names(node: cst.CSTNode) -> set[str]:
    """Return the variables that ``node`` binds, in any scope in it: assignments, loops, imports, parameters, defs."""
    targets = (flat for part in walk(node) for target in _targets(part) for flat in _flat_targets(target))
    return {target.value for target in targets if isinstance(target, cst.Name)}


def mutated_names(node: cst.CSTNode) -> set[str]:
    """Return the variables whose value ``node`` changes in place: ``a[i] = x``, ``a.append(x)``, ``a[i].sort()``."""
    found: set[str | None] = set()
    for part in walk(node):
        for target in _targets(part):
            found.update(root_name(flat) for flat in _flat_targets(target) if not isinstance(flat, cst.Name))
        if isinstance(part, cst.AugAssign):
            found.add(root_name(part.target))
        if isinstance(part, cst.Call) and isinstance(part.func, cst.Attribute) and part.func.attr.value in MUTATORS:
            found.add(root_name(part.func.value))
    return {name for name in found if name is not None}


def escaping_names(node: cst.CSTNode) -> set[str]:
    """Return the variables that ``node`` hands to functions which might change them."""
    found: set[str | None] = set()
    for call in walk(node):
        if not isinstance(call, cst.Call):
            continue
        if isinstance(call.func, cst.Name) and call.func.value in READING_FUNCTIONS:
            continue
        if isinstance(call.func, cst.Attribute) and call.func.attr.value in PURE_METHODS | MUTATORS:
            continue
        found.update(name_of(argument.value) for argument in call.args)
    return {name for name in found if name is not None}


def changed_names(node: cst.CSTNode) -> set[str]:
    """Return the variables that ``node`` binds, changes in place, or hands to functions that might change them."""
    return assigned_names(node) | mutated_names(node) | escaping_names(node)


def called_functions(node: cst.CSTNode, module: cst.Module) -> list[cst.FunctionDef]:
    """Return the functions and methods of ``module`` that ``node`` calls, directly or through one another."""
    defined: dict[str, cst.FunctionDef] = {part.name.value: part for part in walk(module) if _is_function(part)}
    found: dict[str, cst.FunctionDef] = {}
    pending: list[cst.CSTNode] = [node]
    while pending:
        for call in walk(pending.pop()):
            if isinstance(call, cst.Call):
                name = call.func.attr.value if isinstance(call.func, cst.Attribute) else name_of(call.func)
                if name in defined and name not in found:
                    found[name] = defined[name]
                    pending.append(defined[name])
    return list(found.values())


def _is_function(node: cst.CSTNode) -> TypeGuard[cst.FunctionDef]:
    return isinstance(node, cst.FunctionDef)


def changed_during(node: cst.CSTNode, module: cst.Module) -> set[str]:
    """Return what :func:`changed_names` does, with the outer variables that the functions called by ``node`` change."""
    changed = changed_names(node)
    for function in called_functions(node, module):
        declared = {
            item.name.value
            for part in walk(function)
            if isinstance(part, cst.Global | cst.Nonlocal)
            for item in part.names
        }
        local = assigned_names(function.params) | (assigned_names(function.body) - declared)
        changed |= declared | (mutated_names(function) - local)
    return changed


def is_pure(expression: cst.CSTNode) -> bool:
    """Tell whether computing ``expression`` has no effect but its value."""
    for part in walk(expression):
        if isinstance(part, cst.Await | cst.Yield | cst.NamedExpr | cst.Lambda):
            return False
        if isinstance(part, cst.Call) and not _is_pure_call(part):
            return False
    return True


def _is_pure_call(call: cst.Call) -> bool:
    if isinstance(call.func, cst.Attribute):
        module = name_of(call.func.value)
        known = call.func.attr.value in PURE_METHODS
        return known or (
            module in {"math", "heapq", "bisect", "collections"} and call.func.attr.value in PURE_FUNCTIONS
        )
    return name_of(call.func) in PURE_FUNCTIONS


def is_invariant(expression: cst.CSTNode, inside: cst.CSTNode, module: cst.Module) -> bool:
    """Tell whether ``expression`` is pure and nothing that runs in ``inside`` changes its variables."""
    if not is_pure(expression):
        return False
    own = {
        target.value for part in walk(expression) if isinstance(part, cst.CompFor) for target in variables(part.target)
    }
    free = names_in(expression) - own
    return not free & (changed_during(inside, module) if not own else _changed_outside(expression, inside, module))


def _changed_outside(expression: cst.CSTNode, inside: cst.CSTNode, module: cst.Module) -> set[str]:
    # the variables of the expression's own comprehensions are bound by itself: they are not changes around it
    blank = inside.deep_replace(expression, cst.Name("None"))
    return changed_during(blank, module) if isinstance(blank, cst.CSTNode) else set()


def targets_named(node: cst.CSTNode, name: str) -> int:
    """Return how many times ``node`` binds the variable ``name``."""
    targets = (flat for part in walk(node) for target in _targets(part) for flat in _flat_targets(target))
    return sum(is_name(target, name) for target in targets)


def free_names(node: cst.CSTNode) -> set[str]:
    """Return the variables that ``node`` mentions, without those that its own comprehensions bind."""
    bound = {name for part in walk(node) if isinstance(part, cst.CompFor) for name in names_in(part.target)}
    return names_in(node) - bound
