"""How values are shown to people: the filters and globals of every template.

Dates and numbers follow the page's language: "21 November 2026", "1.234,5" in Indonesian and
"1,234.5" in English. Instants are shown in Jakarta time (WIB).
"""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from ecoop.core.addresses import reachable
from ecoop.core.bilingual import Text, base_language
from ecoop.core.citing import source_in
from ecoop.core.dates import PartialDate, Span
from ecoop.core.remembered import remembered, remembered_rows
from ecoop.core.vocabulary import vocabulary

STATUSES: dict[str, Promise] = {
    "draft": gettext_lazy("Draft"),
    "signed": gettext_lazy("Signed, not yet in force"),
    "in_force": gettext_lazy("In force"),
    "expiring": gettext_lazy("Expiring"),
    "expired": gettext_lazy("Expired"),
    "completed": gettext_lazy("Completed"),
    "terminated": gettext_lazy("Terminated"),
    "replaced": gettext_lazy("Replaced"),
    "unknown": gettext_lazy("Unknown"),
    "dormant": gettext_lazy("Dormant"),
}
VOCABULARIES = {
    "kind": "document_kinds",
    "level": "levels",
    "phase": "phases",
    "field": "fields",
    "hazard": "hazards",
    "partner_kind": "partner_kinds",
    "ground": "termination_grounds",
    "engagement_kind": "engagement_kinds",
    "assistance_kind": "assistance_kinds",
    "aid_stage": "aid_stages",
    "direction": "directions",
    "world_area": "world_areas",
    "task_kind": "task_kinds",
    "urgency": "urgencies",
    "nature": "letter_natures",
    "instruction": "instructions",
    "element": "original_elements",
    "keeper": "original_keepers",
    "medium": "original_media",
    "language": "languages",
}
KNOWN_SHORT = frozenset({"mou", "moc", "pks"})
CLASSES: dict[str, Promise] = {
    "public": gettext_lazy("Public"),
    "limited": gettext_lazy("Limited"),
    "confidential": gettext_lazy("Confidential"),
    "secret": gettext_lazy("Secret"),
}


def language() -> str:
    return base_language(get_language() or settings.LANGUAGE_CODE)


def day(value: Any) -> str:
    """A date (or its ISO text) in words, as exactly as it is known; "" for none."""
    if not value:
        return ""
    if isinstance(value, str):
        value = PartialDate.parse(value)
    if isinstance(value, datetime):
        return instant(value)
    if isinstance(value, date):
        return date_format(value, "j F Y")
    return value.words(language())


def short_day(value: Any) -> str:
    """For tables: 21 Nov 2026, Nov 2026 or 2026, as exactly as it is known."""
    form = "j M Y"
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    if isinstance(value, PartialDate) and value.month:
        form, value = ("j M Y" if value.day else "M Y"), value.first
    return date_format(value, form) if isinstance(value, date) else day(value)


def instant(value: datetime | None) -> str:
    """21 November 2026, 14.00 WIB."""
    if value is None:
        return ""
    local = timezone.localtime(value)
    return f"{date_format(local, 'j F Y')}, {local:%H.%M} WIB"


def iso(value: Any) -> str:
    """For <time datetime>: ISO 8601 at the precision that is known."""
    if isinstance(value, Span):
        return value.partial.iso if value.partial else ""
    return value.isoformat() if isinstance(value, date) else str(value or "")


def between(first: date | None, last: date | None) -> Any:
    """The partial date or span that two derived columns mean; None when nothing is known."""
    if first is None or last is None or last.year >= 9000:
        return None
    span = Span(first, last)
    return span.partial or span


def number(value: Any) -> str:
    """Thousands and decimals as the language writes them; None is an empty string."""
    if value is None:
        return ""
    plain = f"{value:,}"
    return plain.translate(str.maketrans(",.", ".,")) if language() == "id" else plain


def plain_number(value: Any) -> str:
    """A decimal without needless noughts after the point, written as the language does."""
    if value is None:
        return ""
    trimmed = f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)
    whole, _point, rest = trimmed.partition(".")
    grouped = number(int(whole))
    return f"{grouped}{',' if language() == 'id' else '.'}{rest}" if rest else grouped


def distance(value: date, today: date) -> str:
    """How far `value` lies from `today`, in days up to 60 and in months beyond."""
    days = (value - today).days
    if days == 0:
        return _("today")
    count, months = abs(days), round(abs(days) / 30.44)
    if count <= 60:
        ahead = ngettext("in %(n)s day", "in %(n)s days", count)
        behind = ngettext("%(n)s day ago", "%(n)s days ago", count)
        words = (ahead if days > 0 else behind) % {"n": count}
    else:
        ahead = ngettext("in %(n)s month", "in %(n)s months", months)
        behind = ngettext("%(n)s month ago", "%(n)s months ago", months)
        words = (ahead if days > 0 else behind) % {"n": months}
    return words


def said(value: Any) -> str:
    """Bilingual text in the page's language; the other language is marked with `lang`."""
    if not isinstance(value, Text):
        return "" if value is None else str(value)
    here = language()
    given = value.lang_for(here)
    words = value.in_(here)
    if given == here or not words:
        return words
    return format_html('<span lang="{}">{}</span>', given, words)


def term(kind: str, code: str) -> Text:
    """The label of a code of a vocabulary, named as the filters of lists name it."""
    return vocabulary(VOCABULARIES[kind]).label(code)


def brief(kind: str, code: str) -> Text:
    """The label of a code, or its abbreviation where everybody knows that better (MoU, PKS)."""
    found = vocabulary(VOCABULARIES[kind]).get(code)
    if found is None or code not in KNOWN_SHORT:
        return term(kind, code)
    return Text(id=found.extra["short_id"], en=found.extra["short_en"])


def terms(kind: str, codes: Iterable[str]) -> str:
    """The labels of several codes, parted by commas."""
    return ", ".join(term(kind, code).in_(language()) for code in codes)


def cited(source: str) -> str:
    """A source (a law with its article, a rule) as the page's language writes it."""
    return source_in(source, language())


def status_words(code: str) -> str:
    return str(STATUSES[code])


def class_words(code: str) -> str:
    return str(CLASSES[code])


def demo_mode() -> bool:
    """Whether the pages must say that this is a demonstration."""
    return settings.DEMO


def sign_in_address() -> str:
    return reachable("account_login")


def messages_of(request: HttpRequest) -> Iterable[Message]:
    """What the last act wants to say. Visitors without a session have nothing waiting, and
    looking would make their page uncacheable."""
    return get_messages(request) if settings.SESSION_COOKIE_NAME in request.COOKIES else ()


GLOBALS = {
    "demo_mode": demo_mode,
    "sign_in_address": sign_in_address,
    "messages_of": messages_of,
    "reachable": reachable,
    "remembered": remembered,
    "remembered_rows": remembered_rows,
    "between": between,
    "brief": brief,
    "distance": distance,
    "partial": PartialDate.of,
    "term": term,
    "terms": terms,
    "text": Text,
}
FILTERS = {
    "day": day,
    "short_day": short_day,
    "instant": instant,
    "iso": iso,
    "number": number,
    "plain_number": plain_number,
    "said": said,
    "cited": cited,
    "status_words": status_words,
    "class_words": class_words,
}
