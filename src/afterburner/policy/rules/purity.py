"""Is a function one that may be cached: pure, with hashable arguments? Syntactic, and bold where programs are usual.

is_cacheable(function, module)
"""

import builtins
from collections.abc import Iterator

import libcst as cst

from afterburner.policy.rules.analysis import (
    MUTATORS,
    PURE_FUNCTIONS,
    assigned_names,
    code,
    mutated_names,
    name_of,
    names_in,
    simple_assignment,
    walk,
)
from afterburner.policy.rules.parents import Parents

_EFFECTS = (cst.Global, cst.Nonlocal, cst.Yield, cst.Await, cst.Del, cst.With, cst.Try, cst.Lambda, cst.ClassDef)
_LISTS = (cst.List, cst.ListComp, cst.Dict, cst.DictComp, cst.Set, cst.SetComp)
_LIST_MAKERS = frozenset({"list", "sorted", "dict", "set", "deque", "defaultdict", "Counter", "bytearray"})
_MUTABLE_TYPES = ("list", "List", "dict", "Dict", "set", "Set", "deque", "Optional", "TreeNode", "ListNode", "Node")


def parameters(function: cst.FunctionDef) -> list[str]:
    """Return the plain positional parameters, without `self`."""
    names = [param.name.value for param in function.params.params]
    return names[1:] if names[:1] == ["self"] else names


def is_method(function: cst.FunctionDef) -> bool:
    """Tell whether a function is a method with `self`."""
    params = function.params.params
    return bool(params) and params[0].name.value == "self"


def calls_of(function: cst.FunctionDef, node: cst.CSTNode) -> Iterator[cst.Call]:
    """Yield the calls of ``function`` in ``node``; methods are called on `self`."""
    for call in walk(node):
        if isinstance(call, cst.Call) and _calls(function, call):
            yield call


def _calls(function: cst.FunctionDef, call: cst.Call) -> bool:
    if not is_method(function):
        return name_of(call.func) == function.name.value
    return isinstance(call.func, cst.Attribute) and call.func.attr.value == function.name.value


def is_plain(function: cst.FunctionDef) -> bool:
    """Tell whether a function has plain parameters, no decorators, and gives a result."""
    params = function.params
    fancy = params.star_kwarg or params.kwonly_params or params.posonly_params or isinstance(params.star_arg, cst.Param)
    returns = any(isinstance(part, cst.Return) and part.value is not None for part in walk(function.body))
    return returns and not (fancy or function.decorators or function.asynchronous)


def is_pure_function(function: cst.FunctionDef, module: cst.Module, seen: frozenset[str] = frozenset()) -> bool:
    """Tell whether a call of ``function`` has no effect but its result, and gives a fresh one."""
    if any(isinstance(part, _EFFECTS) for part in walk(function.body)):
        return False
    local = assigned_names(function.body) - set(parameters(function))
    if mutated_names(function.body) - local - {None} - _rebound(function):
        return False
    if any(isinstance(part, cst.Return) and _is_mutable(part.value) for part in walk(function.body)):
        return False
    seen |= {function.name.value}
    calls = (part for part in walk(function.body) if isinstance(part, cst.Call))
    return all(_is_harmless(call, local, module, seen) for call in calls)


def _rebound(function: cst.FunctionDef) -> set[str]:
    # `n += 1` on a parameter counts as a change in place, but numbers are rebound
    subscripts = {name for part in walk(function.body) for name in _changed_inside(part)}
    return set(parameters(function)) - subscripts


def _changed_inside(part: cst.CSTNode) -> Iterator[str]:
    if isinstance(part, cst.AssignTarget | cst.AugAssign) and isinstance(part.target, cst.Subscript | cst.Attribute):
        yield from names_in(part.target)
    if isinstance(part, cst.Call) and isinstance(part.func, cst.Attribute) and part.func.attr.value in MUTATORS:
        yield from names_in(part.func.value)


def _is_mutable(node: cst.BaseExpression | None) -> bool:
    if isinstance(node, cst.BinaryOperation):
        return _is_mutable(node.left) or _is_mutable(node.right)
    return isinstance(node, _LISTS) or (isinstance(node, cst.Call) and name_of(node.func) in _LIST_MAKERS)


def _is_harmless(call: cst.Call, local: set[str], module: cst.Module, seen: frozenset[str]) -> bool:
    if isinstance(call.func, cst.Attribute):
        return _is_harmless_method(call.func, local, module, seen)
    name = name_of(call.func)
    if name in seen or name in PURE_FUNCTIONS or name in {"defaultdict", "deque", "next"}:
        return True
    defined = [part for part in walk(module) if isinstance(part, cst.FunctionDef) and part.name.value == name]
    return bool(defined) and all(is_pure_function(other, module, seen) for other in defined)


def _is_harmless_method(func: cst.Attribute, local: set[str], module: cst.Module, seen: frozenset[str]) -> bool:
    name = func.attr.value
    if name_of(func.value) == "self":
        methods = [part for part in walk(module) if isinstance(part, cst.FunctionDef) and part.name.value == name]
        return name in seen or (bool(methods) and all(is_pure_function(other, module, seen) for other in methods))
    if name_of(func.value) in {"random", "sys", "time", "os"}:
        return False
    return name not in MUTATORS or bool(names_in(func.value) & local)


def stale_names(function: cst.FunctionDef, module: cst.Module, parents: Parents) -> set[str]:
    """Return the outer variables that ``function`` reads and that may change between its calls."""
    own = assigned_names(function)
    free = {
        name for name in names_in(function.body) - own - {function.name.value, "self"} if not hasattr(builtins, name)
    }
    loops = set(parents.loops(function))
    found = set()
    for part in walk(module):
        if isinstance(part, cst.AssignTarget | cst.AugAssign | cst.AnnAssign | cst.For):
            changed = names_in(part.target) & free
            if changed and not set(parents.loops(part)) <= loops:
                found |= {
                    name for name in changed if name_of(part.target) == name or isinstance(part.target, cst.Tuple)
                }
    return found | (free & _changed_beside(function, module, parents))


def _changed_beside(function: cst.FunctionDef, module: cst.Module, parents: Parents) -> set[str]:
    # what the loops and functions that call the function change in place between its calls
    found: set[str] = set()
    for call in calls_of(function, module):
        around = list(parents.ancestors(call))
        if function in around:
            continue
        outer_functions = set(parents.ancestors(function))
        for outer in around:
            if isinstance(outer, cst.For | cst.While | cst.FunctionDef) and outer not in outer_functions:
                found |= mutated_names(outer)
    return found


def unhashable_parameters(function: cst.FunctionDef, module: cst.Module) -> set[str]:
    """Return the parameters that look like lists, dictionaries or sets."""
    found = {param.name.value for param in function.params.params if _has_mutable_type(param)}
    found |= {name for part in walk(function.body) for name in _used_as_list(part)}
    names = parameters(function)
    lists = _list_variables(module)
    for call in calls_of(function, module):
        for position, argument in enumerate(call.args[: len(names)]):
            if _is_mutable(argument.value) or name_of(argument.value) in lists - set(names):
                found.add(names[position])
            if isinstance(argument.value, cst.Call) and code(argument.value).endswith(".split()"):
                found.add(names[position])
    return found & set(names)


def containers_in(function: cst.FunctionDef) -> set[str]:
    """Return the parameters that ``function`` treats as containers: subscripts, iterates over, takes the length of."""
    found: set[str | None] = set()
    for part in walk(function.body):
        if isinstance(part, cst.Subscript):
            found.add(name_of(part.value))
        elif isinstance(part, cst.For | cst.CompFor):
            found.add(name_of(part.iter))
        elif isinstance(part, cst.Call) and name_of(part.func) in {"len", "enumerate", "sum", "zip", "sorted"}:
            found |= {name_of(argument.value) for argument in part.args}
    return {name for name in found if name in parameters(function)}


def reads_nodes(function: cst.FunctionDef) -> bool:
    """Tell whether ``function`` follows its parameters from node to node: trees are walked once, a cache only costs."""
    names = set(parameters(function))
    arguments = (argument.value for call in calls_of(function, function.body) for argument in call.args)
    return any(isinstance(part, cst.Attribute) and name_of(part.value) in names for part in arguments)


def _has_mutable_type(param: cst.Param) -> bool:
    return param.annotation is not None and code(param.annotation.annotation).startswith(_MUTABLE_TYPES)


def _used_as_list(part: cst.CSTNode) -> Iterator[str]:
    # `grid[i][j]` is two subscripts of a list of lists (strings have only one)
    if isinstance(part, cst.Subscript) and isinstance(part.value, cst.Subscript):
        yield from names_in(part.value.value)


def _list_variables(module: cst.Module) -> set[str]:
    found: set[str] = set()
    for part in walk(module):
        assignment = simple_assignment(part)
        if assignment and isinstance(assignment[0], cst.Name):
            value = assignment[1]
            split = (
                isinstance(value, cst.Call)
                and isinstance(value.func, cst.Attribute)
                and value.func.attr.value == "split"
            )
            if _is_mutable(value) or split:
                found.add(assignment[0].value)
    return found
