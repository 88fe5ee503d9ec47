"""Reads of the reference data, which everybody may see."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils import timezone

from ecoop.places.models import Country, Region


@dataclass(frozen=True)
class Counts:
    countries: int
    provinces: int
    regencies: int


def regions_on(on: date | None = None):
    """The regions that exist on the day `on` (today when left out)."""
    on = on or timezone.localdate()
    begun = Q(valid_from=None) | Q(valid_from__lte=on)
    not_ended = Q(valid_to=None) | Q(valid_to__gt=on)
    return Region.objects.filter(begun & not_ended)


def provinces_on(on: date | None = None):
    """The provinces that exist on the day `on`, by code."""
    return regions_on(on).filter(level="province").order_by("code")


def current_code(code: str) -> str:
    """The code that today stands for `code`: itself, or the one that followed it in a split."""
    follower = Region.objects.filter(former_codes__contains=[code]).values_list("code", flat=True)
    return follower.first() or code


def counts(on: date | None = None) -> Counts:
    regions = regions_on(on)
    provinces = regions.filter(level="province").count()
    return Counts(Country.objects.count(), provinces, regions.count() - provinces)
