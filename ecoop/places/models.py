"""Countries and Indonesian regions: reference data everybody may read."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from ecoop.core.bilingual import Text


class Country(models.Model):
    """A country or territory of ISO 3166-1; `lat`/`lon` is where its label stands on a map."""

    iso2 = models.CharField(max_length=2, primary_key=True)
    iso3 = models.CharField(max_length=3, unique=True)
    numeric = models.CharField(max_length=3, unique=True)
    name_en = models.CharField(max_length=100)
    name_id = models.CharField(max_length=100)
    official_en = models.CharField(max_length=150, blank=True)
    area = models.CharField(max_length=20, blank=True)  # a code of the vocabulary world_areas
    aliases = ArrayField(models.CharField(max_length=120), default=list, blank=True)
    lat = models.DecimalField(max_digits=8, decimal_places=5, null=True)
    lon = models.DecimalField(max_digits=8, decimal_places=5, null=True)
    haystack = models.TextField(blank=True)

    def __str__(self):
        return self.name_en

    @property
    def name(self) -> Text:
        return Text(id=self.name_id, en=self.name_en)


class Region(models.Model):
    """A province, regency or city under its Kemendagri code ("33", "33.74"), valid from a day to a day.

    A code that a split of provinces has replaced stays with its last day; the row that followed it
    names it in `former_codes`. `lat`/`lon` is the seat of a province.
    """

    code = models.CharField(max_length=13, primary_key=True)
    name = models.CharField(max_length=120)
    level = models.CharField(max_length=10)  # province, regency, city
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    former_codes = ArrayField(models.CharField(max_length=13), default=list, blank=True)
    aliases = ArrayField(models.CharField(max_length=120), default=list, blank=True)
    seat = models.CharField(max_length=60, blank=True)
    lat = models.DecimalField(max_digits=8, decimal_places=5, null=True)
    lon = models.DecimalField(max_digits=8, decimal_places=5, null=True)
    source = models.CharField(max_length=200, blank=True)

    def __str__(self):
        return self.name
