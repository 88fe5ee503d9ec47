from django.db import migrations

from ecoop.core.lookups import sampled_closely


class Migration(migrations.Migration):
    dependencies = [("instruments", "0007_shifts")]
    operations = [sampled_closely("instruments_instrument")]
