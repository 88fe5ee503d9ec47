from django.db import migrations

from ecoop.core.lookups import sampled_closely


class Migration(migrations.Migration):
    dependencies = [("cases", "0012_parent")]
    operations = [sampled_closely("cases_case")]
