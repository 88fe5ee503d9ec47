"""A condition of the data in the words of people: its facts by their names, its choices by theirs."""

import ast
from collections.abc import Mapping
from typing import Any

from ecoop.core.bilingual import Text
from ecoop.procedures import derived
from ecoop.procedures.expressions import Expression
from ecoop.procedures.model import Fact

JOINED = {ast.And: Text(id=" dan ", en=" and "), ast.Or: Text(id=" atau ", en=" or ")}
NOT = Text(id="bukan demikian: {said}", en="not so: {said}")
KNOWN = Text(id="{said} (diketahui)", en="{said} (known)")
IS = Text(id="{fact}: {values}", en="{fact}: {values}")
IS_NOT = Text(id="{fact}: selain {values}", en="{fact}: other than {values}")
HAS = Text(id="{fact}: termasuk {values}", en="{fact}: with {values}")
HAS_NOT = Text(id="{fact}: tanpa {values}", en="{fact}: without {values}")
MORE = Text(id="{fact}: lebih dari {values}", en="{fact}: more than {values}")
LESS = Text(id="{fact}: kurang dari {values}", en="{fact}: less than {values}")
AT_LEAST = Text(id="{fact}: paling sedikit {values}", en="{fact}: at least {values}")
AT_MOST = Text(id="{fact}: paling banyak {values}", en="{fact}: at most {values}")
COMPARED = {
    ast.Eq: IS, ast.In: IS, ast.NotEq: IS_NOT, ast.NotIn: IS_NOT, ast.Gt: MORE, ast.Lt: LESS,
    ast.GtE: AT_LEAST, ast.LtE: AT_MOST,
}  # fmt: skip
HELD = {ast.In: HAS, ast.NotIn: HAS_NOT}
ANSWERS = {True: Text(id="ya", en="yes"), False: Text(id="tidak", en="no")}


def said(condition: Expression, facts: Mapping[str, Fact]) -> Text:
    """What must be so; a condition of a kind that is rarely met stays as it is written."""
    return _node(condition.tree.body, facts)


def _node(node: ast.expr, facts: Mapping[str, Fact]) -> Text:
    match node:
        case ast.BoolOp(op=op, values=values):
            return _joined([_node(each, facts) for each in values], JOINED[type(op)])
        case ast.UnaryOp(op=ast.Not(), operand=inner):
            return NOT.fill(said=_node(inner, facts))
        case ast.Call(func=ast.Name(id="known"), args=args):
            return KNOWN.fill(said=_joined([_node(each, facts) for each in args], JOINED[ast.And]))
        case ast.Compare(left=ast.Name(id=key), ops=[op], comparators=[other]) if _is_told(other):
            return COMPARED[type(op)].fill(
                fact=_name(key, facts), values=_values(key, other, facts)
            )
        case ast.Compare(
            left=ast.Constant() as held, ops=[ast.In() | ast.NotIn() as op],
            comparators=[ast.Name(id=key)],
        ):  # fmt: skip
            return HELD[type(op)].fill(fact=_name(key, facts), values=_values(key, held, facts))
        case ast.Name(id=key):
            return _name(key, facts)
    return Text.same(ast.unparse(node))


def _name(key: str, facts: Mapping[str, Fact]) -> Text:
    if key in derived.SAID:
        return derived.SAID[key]
    return facts[key].label if key in facts else Text.same(key)


def _is_told(node: ast.expr) -> bool:
    """Whether it names values, and no other fact whose value is not told."""
    each = node.elts if isinstance(node, ast.Tuple) else [node]
    return all(isinstance(one, ast.Constant) for one in each)


def _values(key: str, node: ast.expr, facts: Mapping[str, Fact]) -> Text:
    each = node.elts if isinstance(node, ast.Tuple) else [node]
    choices = facts[key].choices if key in facts else {}
    told = [ast.literal_eval(one) for one in each]
    return _joined([_value(one, choices) for one in told], Text.same(", "))


def _value(value: Any, choices: Mapping[str, Text]) -> Text:
    return ANSWERS[value] if isinstance(value, bool) else choices.get(value, Text.same(str(value)))


def _joined(parts: list[Text], between: Text) -> Text:
    return Text(
        id=between.id.join(part.id for part in parts), en=between.en.join(part.en for part in parts)
    )
