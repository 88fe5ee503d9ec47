"""Made-up values for the style guide: enough to see every part in every state."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from ecoop.core.bilingual import Text
from ecoop.core.dates import PartialDate
from ecoop.core.drawings import Period, bars, heat, timeline, trend
from ecoop.core.listing import Column, Listing
from ecoop.core.telling import Entry

TODAY = date(2026, 11, 21)
COLUMNS = (
    Column(key="title", label=_("Title"), is_fixed=True),
    Column(key="partner", label=_("Partner")),
    Column(key="signed", label=_("Signed"), descends=True),
    Column(key="notice", label=_("Last day for notice")),
    Column(key="status", label=_("Status"), sorts=False),
)


@dataclass(frozen=True)
class Sample:
    """A row of the sample list."""

    code: str
    title: Text
    partner: str
    signed: PartialDate
    ends: PartialDate | None
    notice: date | None
    status: str
    is_open: bool = False


ROWS = (
    Sample("SAMPLE-1", Text("Contoh nota kesepahaman", "Sample memorandum of understanding"),
           "Example Ministry", PartialDate(2021, 4, 10), PartialDate(2027, 4, 10),
           date(2026, 10, 10), "expiring"),
    Sample("SAMPLE-2", Text("Contoh rencana aksi", "Sample plan of action"), "Example Agency",
           PartialDate(2019), PartialDate(2024), None, "expired"),
    Sample("SAMPLE-3", Text("Contoh pengaturan pelaksanaan", "Sample implementing arrangement"),
           "Example Red Crescent", PartialDate(2023, 2), None, None, "in_force", True),
    Sample("SAMPLE-4", Text("", "A title that exists in English only"), "Example University",
           PartialDate(2025, 8), None, None, "unknown"),
)  # fmt: skip


class SampleForm(forms.Form):
    """One field of each sort, bound with errors to show them."""

    title = forms.CharField(label=_("Title"), help_text=_("As on the signed paper."))
    signed = forms.CharField(label=_("Signed"))
    kind = forms.ChoiceField(label=_("Kind"), choices=[("mou", "MoU"), ("pks", "PKS")])
    scope = forms.CharField(
        label=_("Scope"), widget=forms.Textarea(attrs={"rows": 4}), required=False
    )
    phases = forms.MultipleChoiceField(
        label=_("Phases"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("pre", _("Before a disaster")), ("emergency", _("Emergency"))],
    )
    paper = forms.FileField(label=_("Signed paper"), required=False)


@dataclass(frozen=True)
class Claimed:
    value: str
    source: str
    as_of: PartialDate


def context() -> dict:
    """Everything that the style guide shows."""
    listing = Listing.read(QueryDict("status=expiring"), columns=COLUMNS, default_sort="signed")
    facets = [
        listing.facet("status", _("Status"), [("in_force", _("In force"), 31), ("expiring", _("Ends soon"), 4)]),
        listing.facet("level", _("Level"), [("bilateral", _("Bilateral"), 28), ("regional", _("Regional"), 11)]),
    ]  # fmt: skip
    form = SampleForm({"title": "", "signed": "31 February 2024", "kind": "mou"})
    form.add_error("signed", _("There is no such day: 31 February 2024."))
    periods = [
        Period(item=row, starts=row.signed, ends=row.ends, notice=row.notice,
               is_open=row.is_open, status=row.status)
        for row in ROWS
    ]  # fmt: skip
    shades = [(value, heat(value, 12), "?x" if value else "") for value in (0, 2, 5, 9, 12)]
    return {
        "listing": listing,
        "facets": facets,
        "chips": listing.chips(facets),
        "rows": ROWS,
        "form": form,
        "line": timeline(periods, today=TODAY),
        "bars": bars([(_("Bilateral"), 31, "?a"), (_("Regional"), 11, "?b"), (_("Multilateral"), 7, "?c")]),
        "trend": trend([(str(year), (year * 7) % 11) for year in range(2010, 2027)]),
        "cross": [(_("Early warning"), shades), (_("Preparedness"), shades[::-1])],
        "claims": [Claimed("2027", "seed:011", PartialDate(2025, 3))],
        "feed": [
            Entry(datetime(2026, 11, 21, 2, 5, tzinfo=UTC), str(_("Changed")),
                  "", [(str(_("Title")), "Old", "New")]),
            Entry(datetime(2026, 11, 20, 9, 0, tzinfo=UTC), str(_("Registered")), "", [], link="?"),
        ],
        "statuses": ("draft", "in_force", "expiring", "expired", "completed", "terminated", "unknown"),
    }  # fmt: skip
