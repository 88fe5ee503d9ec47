"""What the fields of a matrix are called on pages and in workbooks."""

from typing import Any

from django.utils.translation import gettext_lazy as _

FIELDS: dict[str, Any] = {
    "partner_written": _("Partner"),
    "partner_country_iso2": _("Country"),
    "our_party": _("Indonesian side"),
    "doc_type": _("Kind"),
    "title": _("Title"),
    "signed_on": _("Signed"),
    "in_force_from": _("In force from"),
    "duration_months": _("Duration in months"),
    "expires_on": _("Ends"),
    "indefinite": _("No end"),
    "auto_renews": _("Renews by itself"),
    "task_based": _("Ends with the work"),
    "level": _("Level"),
    "status_written": _("Status as written"),
    "number_ours": _("Our number"),
    "number_theirs": _("Their number"),
    "scope_items": _("Scope"),
    "follow_up": _("Follow-up"),
    "pic": _("Person or unit in charge"),
    "notes": _("Notes"),
    "place": _("Place of signing"),
}
# The columns that a matrix can have, as a person may name them.
COLUMNS: dict[str, Any] = {
    "": _("(not read)"),
    "rownum": _("Running number"),
    "country": _("Country"),
    "partner": _("Partner"),
    "our_party": _("Indonesian side"),
    "kind": _("Kind"),
    "title": _("Title"),
    "document": _("Document (kind, number and title in one)"),
    "number": _("Number"),
    "number_ours": _("Our number"),
    "number_theirs": _("Their number"),
    "number_date": _("Number and date"),
    "signed_on": _("Signed"),
    "in_force_from": _("In force from"),
    "expires_on": _("Ends"),
    "signed_on_month": _("Month of signing"),
    "signed_on_year": _("Year of signing"),
    "in_force_from_month": _("Month of the start"),
    "in_force_from_year": _("Year of the start"),
    "expires_on_month": _("Month of the end"),
    "expires_on_year": _("Year of the end"),
    "duration": _("Duration"),
    "scope": _("Scope"),
    "status": _("Status"),
    "follow_up": _("Follow-up"),
    "pic": _("Person or unit in charge"),
    "notes": _("Notes"),
    "place": _("Place of signing"),
    "signatory": _("Signatory"),
    "signatory_ours": _("Our signatory"),
    "signatory_theirs": _("Their signatory"),
    "level": _("Level"),
    "year": _("Year"),
}
REASONS: dict[str, Any] = {
    "edited": _("The record was edited in the register since the last import."),
    "likely": _("This record seems to be in the register already."),
    "perhaps_twice": _("Perhaps another row of this file is the same record."),
    "left_out_before": _("This row was left out of an earlier import."),
    "withdrawn": _("The record of this row was withdrawn from the register."),
}
RESULTS: dict[str, Any] = {
    "registered": _("Registered"),
    "revised": _("Changed"),
    "joined": _("Joined with the record"),
    "unchanged": _("Left as it was"),
    "left_out": _("Left out"),
}
