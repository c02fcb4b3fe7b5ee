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
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

Lookup = Callable[[str], object]
Evaluate = Callable[[Lookup], "Truth"]

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


_TRUE, _FALSE = Truth(True), Truth(False)


@dataclass(frozen=True, slots=True)
class Condition:
    """`evaluate` is the tree made into functions when it is parsed: a claim asks every condition many times."""

    text: str
    tree: ast.expr
    evaluate: Evaluate = field(repr=False, compare=False)

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
    return Condition(text, tree, _evaluate(tree))


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


def _evaluate(node: ast.expr) -> Evaluate:
    match node:
        case ast.BoolOp(op=op, values=values):
            return _join([_evaluate(value) for value in values], isinstance(op, ast.Or))
        case ast.UnaryOp(operand=operand):
            plain = _evaluate(operand)
            return lambda lookup: ~plain(lookup)
        case ast.Compare(left=left, ops=[op], comparators=[right]):
            return _compare(left, op, right)
        case _:
            read, unknown = _value(node), Truth(None, frozenset(_names(node)))
            return lambda lookup: unknown if (value := read(lookup)) is None else _known(bool(value))


def _join(parts: Sequence[Evaluate], decisive: bool) -> Evaluate:
    """`or` is decided by a true part, `and` by a false one. What stands further right in an `and` depends on
    what stands left of it, so it hangs on its first unknown part; an `or` hangs on all of them."""

    def joined(lookup: Lookup) -> Truth:
        unknown: list[frozenset[str]] = []
        for part in parts:
            truth = part(lookup)
            if truth.value is decisive:
                return truth
            if truth.value is None:
                unknown.append(truth.unknown)
        if not unknown:
            return _known(not decisive)
        return Truth(None, frozenset().union(*unknown) if decisive else unknown[0])

    return joined


def _compare(left: ast.expr, op: ast.cmpop, right: ast.expr) -> Evaluate:
    holds, first, second = _COMPARISONS[type(op)], _value(left), _value(right)
    sides = tuple(frozenset(_names(side)) for side in (left, right))

    def compared(lookup: Lookup) -> Truth:
        values = first(lookup), second(lookup)
        if None in values:
            unknown = [names for names, value in zip(sides, values, strict=True) if value is None]
            return Truth(None, frozenset().union(*unknown))
        return _known(holds(*values))

    return compared


def _known(value: bool) -> Truth:
    return _TRUE if value else _FALSE


def _value(node: ast.expr) -> Callable[[Lookup], object]:
    match node:
        case ast.Constant(value=value):
            return lambda lookup: value
        case ast.List(elts=elements):
            parts = [_value(element) for element in elements]
            return lambda lookup: [part(lookup) for part in parts]
        case _:
            name = _dotted(node)
            return lambda lookup: lookup(name)


def _names(node: ast.expr) -> Iterator[str]:
    match node:
        case ast.Name() | ast.Attribute():
            yield _dotted(node)
        case _:
            for child in ast.iter_child_nodes(node):
                if isinstance(child, ast.expr):
                    yield from _names(child)


def _dotted(node: ast.expr) -> str:
    """The name that a node spells."""
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
