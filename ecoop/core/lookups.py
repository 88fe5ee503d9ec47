"""Search in both languages as a lookup of the ORM: `search__in_words="perundingan gempa"`."""

from django.contrib.postgres.search import SearchVectorField
from django.db.models import Lookup


@SearchVectorField.register_lookup
class InWords(Lookup):
    """True where the stored vector matches the words under the Indonesian, English or plain stemmer."""

    lookup_name = "in_words"
    prepare_rhs = False

    def as_sql(self, compiler, connection):
        left, params = self.process_lhs(compiler, connection)
        return f"{left} @@ ecoop.words(%s)", [*params, str(self.rhs)]
