"""Search over two languages: extensions and the functions that fold and parse words."""

from django.contrib.postgres.operations import TrigramExtension, UnaccentExtension
from django.db import migrations

FUNCTIONS = """
create function ecoop.plain(words text) returns text
language sql immutable parallel safe set search_path = public, pg_catalog, pg_temp as $$
    select public.unaccent('public.unaccent'::regdictionary, coalesce(words, ''))
$$;
create function ecoop.words(asked text) returns tsquery
language sql immutable parallel safe set search_path = pg_catalog, pg_temp as $$
    select websearch_to_tsquery('simple', ecoop.plain(asked))
        || websearch_to_tsquery('indonesian', ecoop.plain(asked))
        || websearch_to_tsquery('english', ecoop.plain(asked))
$$;
revoke all on function ecoop.plain(text), ecoop.words(text) from public;
grant execute on function ecoop.plain(text), ecoop.words(text) to ecoop_app;
"""


class Migration(migrations.Migration):
    dependencies = [("core", "0002_identity")]

    operations = [
        TrigramExtension(),
        UnaccentExtension(),
        migrations.RunSQL(FUNCTIONS, migrations.RunSQL.noop),
    ]
