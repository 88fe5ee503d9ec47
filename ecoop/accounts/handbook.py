"""The policy table as a page that people read: docs/permissions.md is made from it."""

from django.utils.translation import override

from ecoop.accounts.policy import ACTIONS, OWN, RULES
from ecoop.accounts.roles import Role

HEAD = """# Who may see and do what

Made from `ecoop/accounts/policy.py` by `python tools/permissions.py`; a test keeps both equal.
The same table writes the database's row-level security, the filters of every list, the buttons
and the words of every refusal. "own" means: a record of one's unit, organisation (or a body
under it) or region. Nobody sees a record above the class in the column.

| rule | action | roles | records | up to class |
|---|---|---|---|---|
"""


def page() -> str:
    """The whole table in Markdown, in the order of the actions."""
    lines = [
        f"| {rule.code} | {rule.action} | {', '.join(map(str, rule.roles))} "
        f"| {'own' if rule.relation == OWN else 'any'} | {rule.up_to} |"
        for action in ACTIONS
        for rule in RULES
        if rule.action == action
    ]
    with override("en"):
        roles = [f"- `{role.value}`: {role.label}" for role in Role]
    return HEAD + "\n".join(lines) + "\n\n## Roles\n" + "\n".join(roles) + "\n"
