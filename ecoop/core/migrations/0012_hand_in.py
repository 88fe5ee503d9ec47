"""One statement hands in a job: the proof is of this very job, and nobody becomes the system for it.

Assuming the system's identity and coming back cost every act four statements.
"""

from django.db import migrations

HAND_IN = """
create function ecoop.hand_in(task text, waits_as text, args text, stamp bigint, proof bytea)
returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    if task is null or waits_as is null or args is null then
        raise exception 'a job has a task, a lock and arguments' using errcode = 'null_value_not_allowed';
    end if;
    perform ecoop.prove(concat_ws('|', 'job', task, waits_as, args), stamp, proof);
    insert into public.procrastinate_jobs (queue_name, task_name, priority, queueing_lock, args)
    values ('default', task, 0, waits_as, args::jsonb);
end $$;
revoke all on function ecoop.hand_in(text, text, text, bigint, bytea) from public;
grant execute on function ecoop.hand_in(text, text, text, bigint, bytea) to ecoop_app;
"""


class Migration(migrations.Migration):
    dependencies = [("core", "0011_directory_past")]

    operations = [
        migrations.RunSQL(HAND_IN, "drop function ecoop.hand_in(text, text, text, bigint, bytea)")
    ]
