"""What the fills ask the catalogue of the database."""


def columns_of(connection, table: str) -> list[str]:
    rows = connection.execute(
        "select attname from pg_attribute where attrelid = %s::regclass and attnum > 0"
        " and not attisdropped and attgenerated = '' order by attnum",
        [table],
    )
    return [name for (name,) in rows]


def drop_indexes(connection, tables) -> list[str]:
    """Drop the plain indexes of the big tables; returns how to make them again."""
    rows = connection.execute(
        """select i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) from pg_index i
           where i.indrelid = any (%s::regclass[]) and not i.indisprimary and not i.indisunique""",
        [list(tables)],
    ).fetchall()
    for name, _ in rows:
        connection.execute(f"drop index {name}")
    return [definition for _, definition in rows]
