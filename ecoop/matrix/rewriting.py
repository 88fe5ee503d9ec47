"""Many rows of an import saved by one statement (Django's bulk_update takes minutes for 10,000)."""

import json

from django.db import connection

COLUMNS = {
    "is_decided": "boolean",
    "result": "text", "record_id": "uuid", "record_version": "int", "trace": "jsonb",
    "group": "text", "plan": "text", "reason": "text", "differences": "jsonb", "corrected": "jsonb",
}  # fmt: skip


def rewrite(rows, names) -> None:
    """Save the columns `names` of unchanged identity for all `rows`."""
    columns = [f'"{name}"' for name in names]
    taken = ", ".join(f"{column} = n.{column}" for column in columns)
    typed = ", ".join(f'"{name}" {COLUMNS[name]}' for name in names)
    packed = json.dumps([{"id": str(row.pk)} | {n: _plain(getattr(row, n)) for n in names}
                         for row in rows])  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(
            f"""update matrix_importrow r set {taken}
            from jsonb_to_recordset(%s::jsonb) as n (id uuid, {typed})
            where r.id = n.id""",  # noqa: S608 - names are those of COLUMNS
            [packed],
        )


def _plain(value):
    return value if value is None or isinstance(value, str | int | dict | list) else str(value)
