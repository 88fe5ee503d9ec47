"""Conditions written in the data: a small language, read by Python's parser, never executed.

    signed_on and not has_foreign_party
    on <= months_after(evaluated_on, 6)
    "id" in languages and len(languages) >= 2

Names are fact keys, and `on` is the day asked about. What is not known makes every comparison
false (and `!=` true), so a rule that may only refuse what is known says `not on > ends_on`.
"""

import ast
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ecoop.core.bilingual import Text
from ecoop.core.dates import add_days, add_months

CLASSES = ("public", "limited", "confidential", "secret")
DEEPEST = 40  # levels of brackets and negations in a condition that a person still reads


NO_CONDITION = Text(id="{text} bukan syarat yang dapat dibaca", en="{text} is no condition")
NOT_ALLOWED = Text(
    id="{text} memakai {form}, yang tidak dikenal dalam syarat",
    en="{text} uses {form}, which a condition may not",
)
NO_FUNCTION = Text(
    id="{text} memanggil fungsi yang tidak ada; yang ada: {known}",
    en="{text} calls a function that does not exist; there are {known}",
)
NOT_COMPARED = Text(
    id="{left} dan {right} tidak dapat dibandingkan", en="{left} and {right} cannot be compared"
)
TOO_DEEP = Text(id="syarat ini bersusun terlalu dalam", en="the condition is nested too deeply")


class ExpressionError(ValueError):
    """One sentence in both languages: what in the condition is not understood."""

    def __init__(self, said: Text):
        self.said = said
        super().__init__(said.en)


def known(*values: Any) -> bool:
    """Whether all are known; an empty text or list is not."""
    return all(value is not None and value not in ("", ()) for value in values)


def months_after(day: date | None, months: int | None) -> date | None:
    return None if day is None or months is None else add_months(day, months)


def days_after(day: date | None, days: int | None) -> date | None:
    return None if day is None or days is None else add_days(day, days)


def length(values: Any) -> int:
    return len(values or ())


def highest(classes: Any) -> int | None:
    """The rank of the strictest of some classifications; None if there is none."""
    given = (classes,) if isinstance(classes, str) else classes or ()
    return max((CLASSES.index(each) for each in given if each in CLASSES), default=None)


FUNCTIONS: dict[str, Callable[..., Any]] = {
    "known": known,
    "months_after": months_after,
    "days_after": days_after,
    "len": length,
    "highest": highest,
}
COMPARISONS: dict[type, Callable[[Any, Any], bool]] = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Eq: operator.eq,
}
ALLOWED = (
    ast.Expression, ast.BoolOp, ast.And, ast.Or, ast.UnaryOp, ast.Not, ast.USub, ast.Compare,
    ast.Name, ast.Load, ast.Constant, ast.Call, ast.Tuple, ast.In, ast.NotIn, ast.NotEq,
    *COMPARISONS,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Expression:
    """One condition; `names` are the fact keys in it, in order."""

    text: str
    tree: ast.Expression
    names: tuple[str, ...]

    def holds(self, values: Mapping[str, Any], on: date) -> bool:
        """Whether it is so with these facts on that day."""
        return bool(_value(self.tree.body, {**values, "on": on}))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Expression) and self.text == other.text

    def __hash__(self) -> int:
        return hash(self.text)

    @property
    def constants(self) -> tuple[Any, ...]:
        """The numbers and words in it, for whoever looks for values that satisfy it."""
        return tuple(node.value for node in ast.walk(self.tree) if isinstance(node, ast.Constant))


def read(text: str) -> Expression:
    """The condition in `text`; ExpressionError names what does not belong to the language."""
    try:
        tree = ast.parse(text.strip(), mode="eval")
    except (SyntaxError, ValueError) as error:
        raise ExpressionError(NO_CONDITION.fill(text=repr(text))) from error
    except (RecursionError, MemoryError) as error:
        raise ExpressionError(TOO_DEEP) from error
    if _depth(tree) > DEEPEST:
        raise ExpressionError(TOO_DEEP)
    names: dict[str, None] = {}
    for node in ast.walk(tree):
        if not isinstance(node, ALLOWED):
            form = type(node).__name__
            raise ExpressionError(NOT_ALLOWED.fill(text=repr(text), form=form))
        if isinstance(node, ast.Call) and not (
            isinstance(node.func, ast.Name) and node.func.id in FUNCTIONS
        ):
            known_ones = ", ".join(FUNCTIONS)
            raise ExpressionError(NO_FUNCTION.fill(text=repr(text), known=known_ones))
        if isinstance(node, ast.Name) and node.id != "on" and node.id not in FUNCTIONS:
            names[node.id] = None
    ordered = sorted(names, key=text.find)
    return Expression(text.strip(), tree, tuple(ordered))


def _depth(tree: ast.AST) -> int:
    depth, level = 0, [tree]
    while level:
        depth, level = depth + 1, [each for node in level for each in ast.iter_child_nodes(node)]
    return depth


def _value(node: ast.AST, values: Mapping[str, Any]) -> Any:
    match node:
        case ast.Constant(value=value):
            return value
        case ast.Name(id=name):
            return values.get(name)
        case ast.Tuple(elts=parts):
            return tuple(_value(part, values) for part in parts)
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return not _value(operand, values)
        case ast.UnaryOp(operand=operand):
            return -_value(operand, values)
        case ast.BoolOp(op=ast.And(), values=parts):
            return all(_value(part, values) for part in parts)
        case ast.BoolOp(values=parts):
            return any(_value(part, values) for part in parts)
        case ast.Call(func=ast.Name(id=name), args=arguments):
            return FUNCTIONS[name](*(_value(argument, values) for argument in arguments))
        case ast.Compare(left=left, ops=ops, comparators=rights):
            sides = [_value(left, values), *(_value(right, values) for right in rights)]
            return all(_compare(op, *pair) for op, pair in zip(ops, _pairs(sides), strict=True))
    text, form = repr(ast.unparse(node)), type(node).__name__
    raise ExpressionError(NOT_ALLOWED.fill(text=text, form=form))


def _pairs(sides: list[Any]) -> list[tuple[Any, Any]]:
    return list(zip(sides, sides[1:], strict=False))


def _compare(op: ast.cmpop, left: Any, right: Any) -> bool:
    if isinstance(op, ast.In | ast.NotIn):
        return (left in (right or ())) == isinstance(op, ast.In)
    if isinstance(op, ast.NotEq):
        return bool(left != right)
    if left is None or right is None:
        return False
    try:
        return COMPARISONS[type(op)](left, right)
    except TypeError as error:
        raise ExpressionError(NOT_COMPARED.fill(left=repr(left), right=repr(right))) from error
