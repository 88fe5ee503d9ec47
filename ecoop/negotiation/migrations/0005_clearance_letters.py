import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("letters", "0003_haystack"), ("negotiation", "0004_clearance_walls")]

    operations = [
        migrations.AddField(
            model_name="clearance",
            name="asked_by_letter",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="letters.letter",
            ),
        ),
    ]
