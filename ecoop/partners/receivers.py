"""How an organisation is named where a role is for its records."""

from ecoop.core import scopes
from ecoop.partners import queries, suggesting


def _meant(text: str) -> list[str]:
    return [str(one.pk) for one in queries.meant(text)[:2]]


scopes.keep("org", scopes.Kind(_meant, suggesting.names, queries.names_of))
