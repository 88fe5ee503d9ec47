from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("partners", "0002_walls")]

    operations = [
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.CheckConstraint(
                condition=models.Q(("class_rank__lte", 2)), name="organisation_never_secret"
            ),
        )
    ]
