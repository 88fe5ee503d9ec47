"""The small words of the clock: what it sees, and how it names days and beginnings."""

from dataclasses import dataclass
from datetime import date

from ecoop.core.bilingual import Text, join
from ecoop.core.dates import Span
from ecoop.instruments.clock.course import Course
from ecoop.instruments.clock.facts import LIVE, EntryRule, Status

AWAITS = {
    EntryRule.NOTIFICATION: Text(
        id="mulai berlaku setelah pemberitahuan terakhir, yang tanggalnya tidak diketahui",
        en="it enters into force after the last notification, whose date is not known",
    ),
    EntryRule.RATIFICATION: Text(
        id="mulai berlaku setelah pengesahan, yang tanggalnya tidak diketahui",
        en="it enters into force on ratification, whose date is not known",
    ),
    EntryRule.DATE: Text(
        id="mulai berlaku pada tanggal tertentu, yang tidak diketahui",
        en="it enters into force on a stated date, which is not known",
    ),
}
NOT_DATED = Text(
    id="tanggal penandatanganan dan mulai berlakunya tidak diketahui",
    en="neither its signing nor its entry into force is dated",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """A course of life as seen from one day: what the words are made from."""

    course: Course
    on: date
    status: Status
    is_certain: bool
    is_dormant: bool
    notice: Span | None
    next_notice: Span | None
    renewal: Span | None
    quiet_since: Span | None

    @property
    def is_live(self) -> bool:
        return self.status in LIVE


def sentence(*parts: Text) -> Text:
    return (join(*parts, by="")).capitalized() + Text.same(".")


def bare(span: Span) -> Text:
    """After 'signed': '10 April 2015', 'in April 2015'; Indonesian always says 'pada'."""
    return Text(id=span.when.id, en=span.words("en") if span.is_day else span.when.en)


def point(span: Span) -> Text:
    """After 'from' or 'until': '10 April 2015', '2015', 'a day between X and Y'."""
    if len(span.edges) == 2:
        return Text(id="suatu hari ", en="a day ") + span.when
    return Text(id=span.words("id"), en=span.words("en"))


def origin(course: Course) -> Text:
    """How it began: 'signed 10 April 2015 and in force from 1 June 2015'."""
    signed, begins = course.signed, course.begins
    if signed and begins and signed != begins:
        return Text(
            id="ditandatangani {signed} dan berlaku sejak {begins}",
            en="signed {signed} and in force from {begins}",
        ).fill(signed=bare(signed), begins=point(begins))
    if signed:
        known = Text(id="ditandatangani {signed}", en="signed {signed}").fill(signed=bare(signed))
        return known if begins else join(known, AWAITS[EntryRule(course.facts.entry_rule)], by="; ")
    if begins:
        return Text(id="berlaku sejak {begins}", en="in force from {begins}").fill(
            begins=point(begins)
        )
    return NOT_DATED
