"""The directory: organisations, their other names, people and the posts they hold."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ecoop.core.bilingual import Both
from ecoop.core.guards import Guarded, class_constraint
from ecoop.places.models import Country


class Organisation(Guarded):
    """A body one can cooperate with. Red Cross and Red Crescent societies stand apart from the
    state (domain.md section 7); `merged_into` keeps a duplicate's address alive after a merge."""

    slug = models.SlugField(max_length=120)
    name_id = models.CharField(max_length=300, blank=True)
    name_en = models.CharField(max_length=300, blank=True)
    abbreviation = models.CharField(max_length=40, blank=True)
    kind = models.CharField(max_length=30)
    country = models.ForeignKey(Country, null=True, blank=True, on_delete=models.PROTECT)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT)
    is_state = models.BooleanField(default=False)
    region_code = models.CharField(max_length=13, blank=True)
    website = models.URLField(blank=True)
    note = models.TextField(blank=True)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged_from"
    )
    haystack = models.TextField(blank=True, editable=False)
    last_act_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        constraints = [
            class_constraint("organisation_class"),
            models.UniqueConstraint(fields=["space", "slug"], name="organisation_slug"),
            # Whoever may add to the directory sees all of it, so that the unique address and the
            # one state a country tell nobody of an entry hidden from them (trust.md S2).
            models.CheckConstraint(
                condition=Q(class_rank__lte=2), name="organisation_never_secret"
            ),
            models.CheckConstraint(
                condition=~Q(name_id="") | ~Q(name_en=""),
                name="organisation_has_a_name",
                violation_error_message=_("Give a name in Indonesian or in English."),
            ),
            models.UniqueConstraint(
                fields=["space", "country"], condition=Q(is_state=True), name="one_state_a_country"
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=F("id")),
                name="organisation_not_merged_into_itself",
            ),
        ]
        indexes = [
            models.Index(fields=["country"], name="organisation_country"),
            models.Index(fields=["kind"], name="organisation_kind"),
        ]

    def __str__(self):
        return self.name_en or self.name_id

    name = Both("name")


class Alias(models.Model):
    """Another way the organisation is or was written, by hand or in an imported sheet."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="aliases")
    text = models.CharField(max_length=300)
    key = models.CharField(max_length=300, editable=False)
    is_former_name = models.BooleanField(default=False)
    until_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "key"], name="alias_once"),
        ]
        indexes = [models.Index(fields=["key"], name="alias_key")]

    def __str__(self):
        return self.text


class Person(Guarded):
    """A person met in cooperation. Contact details are personal data: Limited by default."""

    name = models.CharField(max_length=200)
    title = models.CharField(max_length=100, blank=True)
    email = models.EmailField(blank=True)
    telephone = models.CharField(max_length=60, blank=True)
    is_demo = models.BooleanField(default=False)

    class Meta:
        constraints = [class_constraint("person_class")]

    def __str__(self):
        return self.name


class Post(models.Model):
    """A role a person holds in an organisation from one day to another."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="posts")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="posts")
    office = models.CharField(max_length=200)
    is_focal_point = models.BooleanField(default=False)
    from_on = models.DateField(null=True, blank=True)
    to_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on=None) | Q(from_on=None) | Q(to_on__gte=F("from_on")),
                name="post_ends_after_it_begins",
                violation_error_message=_("The last day is before the first day."),
            )
        ]

    def __str__(self):
        return self.office
