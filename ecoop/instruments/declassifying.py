"""An exemption from disclosure is not permanent: on its day the record is opened."""

from django.db import transaction

from ecoop.core.classification import Classification
from ecoop.instruments import queries
from ecoop.instruments.actions import classify
from ecoop.instruments.models import Instrument


@transaction.atomic
def declassify_due(*, by, on=None):
    """Open the records whose declassify date has come: an exemption is not permanent
    (UU 14/2008 art. 20). Returns how many were opened."""
    due = Instrument.objects.filter(declassify_on__lte=on or queries.today(), class_rank__gt=0)
    found = list(due.order_by("pk"))
    for instrument in found:
        classify(
            instrument=instrument, by=by, classification=Classification.PUBLIC,
            why=f"declassify date {instrument.declassify_on}",
        )  # fmt: skip
    return len(found)
