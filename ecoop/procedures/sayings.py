"""A condition of the data in the words of people: its facts by their names, its choices by theirs."""

import ast
from collections.abc import Mapping

from ecoop.core.bilingual import Text
from ecoop.procedures import derived
from ecoop.procedures.expressions import Expression
from ecoop.procedures.model import Fact

JOINED = {ast.And: Text(id=" dan ", en=" and "), ast.Or: Text(id=" atau ", en=" or ")}
NOT = Text(id="bukan demikian: {said}", en="not so: {said}")
KNOWN = Text(id="{said} (diketahui)", en="{said} (known)")
IS = Text(id="{fact}: {values}", en="{fact}: {values}")
IS_NOT = Text(id="{fact}: selain {values}", en="{fact}: other than {values}")
MORE = Text(id="{fact}: lebih dari {values}", en="{fact}: more than {values}")
COMPARED = {ast.Eq: IS, ast.In: IS, ast.NotEq: IS_NOT, ast.NotIn: IS_NOT, ast.Gt: MORE}


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
        case ast.Compare(left=ast.Name(id=key), ops=[op], comparators=[other]) if (
            type(op) in COMPARED
        ):
            return COMPARED[type(op)].fill(
                fact=_name(key, facts), values=_values(key, other, facts)
            )
        case ast.Name(id=key):
            return _name(key, facts)
    return Text.same(ast.unparse(node))


def _name(key: str, facts: Mapping[str, Fact]) -> Text:
    if key in derived.SAID:
        return derived.SAID[key]
    return facts[key].label if key in facts else Text.same(key)


def _values(key: str, node: ast.expr, facts: Mapping[str, Fact]) -> Text:
    each = node.elts if isinstance(node, ast.Tuple) else [node]
    choices = facts[key].choices if key in facts else {}
    told = [ast.literal_eval(one) for one in each]
    return _joined([choices.get(one, Text.same(str(one))) for one in told], Text.same(", "))


def _joined(parts: list[Text], between: Text) -> Text:
    return Text(
        id=between.id.join(part.id for part in parts), en=between.en.join(part.en for part in parts)
    )
