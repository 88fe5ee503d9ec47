"""How many papers a year has seen is nobody's business but the writers'."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("instruments", "0004_fences")]

    operations = [
        migrations.RunSQL(
            "alter policy known on instruments_numbering using ((select ecoop.may_write()))",
            "alter policy known on instruments_numbering using (true)",
        ),
    ]
