"""That a letter lies in the file of a case is seen inside only, by whoever sees the letter and the case."""

from django.db import migrations

from ecoop.core.guards import INTERNAL, child_of, wall

BOTH = f"{child_of('cases_case', 'case_id')} and {child_of('letters_letter', 'letter_id')}"


class Migration(migrations.Migration):
    dependencies = [("cases", "0009_letters"), ("letters", "0002_walls")]

    operations = [wall("cases_caseletter", BOTH, also=INTERNAL)]
