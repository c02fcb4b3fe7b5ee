"""Conditions over facts that may be true, false or unknown (Kleene's strong three-valued logic).

A condition is a small expression: names with dots, constants, `and or not`, comparisons and `in [...]`. It is
parsed to a tree and checked against a whitelist; nothing is ever executed as Python. An unknown fact makes a
comparison unknown, and the answer names the facts it hung on.

>>> facts = {"insured.age": 8, "product.accept_expired_id": False}
>>> parse("insured.age >= 16 and not product.accept_expired_id").evaluate(facts.get)
Truth(value=False, unknown=frozenset())
>>> truth = parse("event.cause == 'accident'").evaluate({}.get)
>>> truth.value, sorted(truth.unknown)
(None, ['event.cause'])
"""

import ast
import operator
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

Lookup = Callable[[str], object]

_COMPARISONS: dict[type[ast.cmpop], Callable[[object, object], bool]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,  # type: ignore[dict-item]
    ast.LtE: operator.le,  # type: ignore[dict-item]
    ast.Gt: operator.gt,  # type: ignore[dict-item]
    ast.GtE: operator.ge,  # type: ignore[dict-item]
    ast.In: lambda value, options: value in options,  # type: ignore[operator]
    ast.NotIn: lambda value, options: value not in options,  # type: ignore[operator]
}


class ConditionInvalid(ValueError):
    """The text is no condition of this language."""


@dataclass(frozen=True, slots=True)
class Truth:
    """`value` is None when unknown; `unknown` then names the facts it hung on."""

    value: bool | None
    unknown: frozenset[str] = frozenset()

    def __invert__(self) -> "Truth":
        return self if self.value is None else Truth(not self.value)


@dataclass(frozen=True, slots=True)
class Condition:
    text: str
    tree: ast.expr

    def evaluate(self, lookup: Lookup) -> Truth:
        return _evaluate(self.tree, lookup)

    @property
    def names(self) -> frozenset[str]:
        """Every fact the condition speaks of."""
        return frozenset(_names(self.tree))

    @property
    def comparisons(self) -> tuple[tuple[str, object], ...]:
        """Each fact with each constant it is held against, so that a list can be checked when it is loaded."""
        return tuple(_comparisons(self.tree))


@cache
def parse(text: str) -> Condition:
    """The condition, or ConditionInvalid with what is wrong."""
    try:
        tree = ast.parse(text, mode="eval").body
    except SyntaxError as error:
        raise ConditionInvalid(f"cannot be parsed: {text!r}") from error
    _check(tree)
    return Condition(text, tree)


def _check(node: ast.expr) -> None:
    match node:
        case ast.BoolOp(values=values):
            for value in values:
                _check(value)
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            _check(operand)
        case ast.Compare(left=left, ops=[op], comparators=[right]) if type(op) in _COMPARISONS:
            _check(left)
            _check(right)
        case ast.List(elts=elements):
            for element in elements:
                _check(element)
        case ast.Constant(value=str() | int() | bool()) | ast.Name():
            return
        case ast.Attribute(value=inner):
            _check(inner)
        case _:
            raise ConditionInvalid(f"{ast.unparse(node)!r} is not allowed in a condition")


def _evaluate(node: ast.expr, lookup: Lookup) -> Truth:
    match node:
        case ast.BoolOp(op=op, values=values):
            return _join([_evaluate(value, lookup) for value in values], isinstance(op, ast.Or))
        case ast.UnaryOp(operand=operand):
            return ~_evaluate(operand, lookup)
        case ast.Compare(left=left, ops=[op], comparators=[right]):
            return _compare(left, op, right, lookup)
        case _:
            value = _value(node, lookup)
            return Truth(None, frozenset(_names(node))) if value is None else Truth(bool(value))


def _join(parts: list[Truth], decisive: bool) -> Truth:
    """`or` is decided by a true part, `and` by a false one. What stands further right in an `and` depends on
    what stands left of it, so it hangs on its first unknown part; an `or` hangs on all of them."""
    if any(part.value is decisive for part in parts):
        return Truth(decisive)
    unknown = [part.unknown for part in parts if part.value is None]
    if not unknown:
        return Truth(not decisive)
    return Truth(None, frozenset().union(*unknown) if decisive else unknown[0])


def _compare(left: ast.expr, op: ast.cmpop, right: ast.expr, lookup: Lookup) -> Truth:
    values = _value(left, lookup), _value(right, lookup)
    if None in values:
        sides = [node for node, value in zip((left, right), values, strict=True) if value is None]
        return Truth(None, frozenset(name for node in sides for name in _names(node)))
    return Truth(_COMPARISONS[type(op)](*values))


def _value(node: ast.expr, lookup: Lookup) -> object:
    match node:
        case ast.Constant(value=value):
            return value
        case ast.List(elts=elements):
            return [_value(element, lookup) for element in elements]
        case _:
            return lookup(_dotted(node))


def _names(node: ast.expr) -> Iterator[str]:
    match node:
        case ast.Name() | ast.Attribute():
            yield _dotted(node)
        case _:
            for child in ast.iter_child_nodes(node):
                if isinstance(child, ast.expr):
                    yield from _names(child)


@cache
def _dotted(node: ast.expr) -> str:
    """The name that a node spells; its tree is kept as long as the process."""
    return ast.unparse(node)


def _comparisons(node: ast.expr) -> Iterator[tuple[str, object]]:
    match node:
        case ast.Compare(left=left, comparators=[ast.Constant(value=value)]):
            yield ast.unparse(left), value
        case ast.Compare(left=left, comparators=[ast.List(elts=elements)]):
            for element in elements:
                yield ast.unparse(left), element.value if isinstance(element, ast.Constant) else None
        case _:
            for child in ast.iter_child_nodes(node):
                if isinstance(child, ast.expr):
                    yield from _comparisons(child)
