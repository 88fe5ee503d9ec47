from django.db import migrations

from ecoop.core.lookups import sampled_closely


class Migration(migrations.Migration):
    dependencies = [("letters", "0003_haystack")]
    operations = [sampled_closely("letters_letter")]
