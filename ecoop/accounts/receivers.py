"""After a migration the database learns the policy table and the application's rights."""

from django.apps import apps
from django.conf import settings
from django.db import connections

from ecoop.accounts.policy import view_rules
from ecoop.core import identity

LEDGER = ("core_entry", "core_seal", "core_batch")

RIGHTS = """
do $$ declare t text; begin
    for t in select tablename from pg_tables
             where schemaname = 'public' and tablename <> all(%s)
               and tablename not in ('django_migrations', 'accounts_viewrule') loop
        execute format('grant select, insert, update, delete on public.%%I to ecoop_app', t);
    end loop;
end $$;
grant select on accounts_viewrule to ecoop_app;
grant usage, select on all sequences in schema public to ecoop_app;
"""


def install_policy(sender, *, using, **kwargs):
    """Write the view rules and the signing key into the database, and the app's grants."""
    if using != settings.OWNER_DATABASE or sender.label != _last_label():
        return
    with connections[using].cursor() as cursor:
        cursor.execute("select to_regclass('accounts_viewrule') is not null")
        if not cursor.fetchone()[0]:
            return
        cursor.execute("delete from accounts_viewrule")
        cursor.executemany(
            "insert into accounts_viewrule (role, relation, up_to) values (%s, %s, %s)",
            view_rules(),
        )
        cursor.execute("select ecoop.keep_secret('application', %s)", [identity.key()])
        cursor.execute(
            RIGHTS.replace("%s", "array[" + ",".join(f"'{t}'" for t in LEDGER) + "]").replace(
                "%%", "%"
            )
        )


def _last_label() -> str:
    """Django sends one signal for each installed app; the last one knows all tables exist."""
    return [config for config in apps.get_app_configs() if config.models_module][-1].label
