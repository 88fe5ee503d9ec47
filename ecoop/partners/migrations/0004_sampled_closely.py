from django.db import migrations

from ecoop.core.lookups import sampled_closely


class Migration(migrations.Migration):
    dependencies = [("partners", "0003_never_secret")]
    operations = [sampled_closely("partners_organisation")]
