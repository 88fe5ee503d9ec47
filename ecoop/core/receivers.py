"""What happens to every new connection of the database."""

from datetime import UTC, datetime

from django.db.backends.signals import connection_created
from django.dispatch import receiver
from psycopg.adapt import Loader

PLANS = (
    300  # of one connection: every list has a statement for each way of narrowing and sorting it
)


class InstantLoader(Loader):
    """Read `timestamptz` with Python's own compiled parser. Django's reader goes through a pattern
    and costs a list of fifty rows more than its query."""

    timezone = UTC  # Django puts its own reader back on a connection of another time zone

    def load(self, data):
        return datetime.fromisoformat(bytes(data).decode())


@receiver(connection_created)
def read_instants_quickly(connection, **_):
    connection.connection.adapters.register_loader("timestamptz", InstantLoader)


@receiver(connection_created)
def keep_more_plans(connection, **_):
    connection.connection.prepared_max = PLANS
