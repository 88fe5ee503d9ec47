"""After a migration the database learns the policy table and the application's rights."""

from django.apps import apps
from django.conf import settings
from django.db import connections

from ecoop.accounts import actions
from ecoop.accounts.policy import view_rules
from ecoop.core import identity

# What the application has no business with: Django's own rights, which this house does not use,
# and the copy of the policy table, which only `ecoop.act_as` reads.
SHUT = (
    "accounts_user_groups", "accounts_user_user_permissions", "accounts_viewrule",
    "account_emailconfirmation", "auth_group", "auth_group_permissions", "auth_permission",
    "django_content_type", "socialaccount_socialtoken",
)  # fmt: skip
# Their migrations say what the application may do with these.
SET_APART = ("core_entry", "core_seal", "core_batch", "django_migrations")

# A sequence tells how many rows there ever were: only a column whose default asks it needs it,
# which those of Django (identity columns) do not.
RIGHTS = """
do $$ declare t text; begin
    for t in select tablename from pg_tables
             where schemaname = 'public' and tablename <> all({set_apart}) loop
        if t = any({shut}) then
            execute format('revoke all on public.%I from ecoop_app', t);
        else
            execute format('grant select, insert, update, delete on public.%I to ecoop_app', t);
        end if;
    end loop;
    revoke all on all sequences in schema public from ecoop_app;
    for t in select s.relname from pg_class s join pg_depend d on d.objid = s.oid
             where s.relkind = 'S' and s.relnamespace = 'public'::regnamespace
               and d.deptype = 'a' loop
        execute format('grant usage on sequence public.%I to ecoop_app', t);
    end loop;
end $$;
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
        cursor.execute(RIGHTS.format(set_apart=_listed(SET_APART), shut=_listed(SHUT)))


def end_other_sessions(sender, *, request, user, **kwargs):
    """Whoever changes the password is asked for it everywhere else."""
    actions.sign_out_everywhere(user=user, but=request.session.stored)


def _listed(tables) -> str:
    return "array[" + ",".join(f"'{table}'" for table in tables) + "]"


def _last_label() -> str:
    """Django sends one signal for each installed app; the last one knows all tables exist."""
    return [config for config in apps.get_app_configs() if config.models_module][-1].label
