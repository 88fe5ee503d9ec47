"""The clock explains itself: a few plain sentences in Indonesian and English."""

from dataclasses import dataclass
from datetime import date

from ecoop.core.bilingual import Text, join, months_in_words, number
from ecoop.core.dates import Span
from ecoop.instruments.clock.course import Closing, Course, Outcome
from ecoop.instruments.clock.facts import LIVE, EntryRule, Ground, Rule, Status

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
DRAFT = Text(
    id="Tercatat sebagai draf, sehingga belum berlaku.",
    en="Recorded as a draft, so it is not in force.",
)
CLOSED = {
    Status.TERMINATED: (
        Text(id="Naskah ini telah diakhiri {when}", en="It was terminated {when}"),
        Text(id="Naskah ini akan diakhiri {when}", en="It is to be terminated {when}"),
    ),
    Status.COMPLETED: (
        Text(id="Naskah ini selesai dilaksanakan {when}", en="It was completed {when}"),
        Text(id="Naskah ini akan selesai dilaksanakan {when}", en="It is to be completed {when}"),
    ),
    Status.REPLACED: (
        Text(id="Naskah ini telah digantikan {when}", en="It was replaced {when}"),
        Text(id="Naskah ini akan digantikan {when}", en="It is to be replaced {when}"),
    ),
}
UNDATED = Text(
    id="pada hari yang tidak diketahui",
    en="on a day that is not known",
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
    renewal: Span | None
    quiet_since: Span | None

    @property
    def is_live(self) -> bool:
        return self.status in LIVE


def explain(sight: Sight) -> Text:
    """Why the status is what it is, in whole sentences."""
    if sight.course.facts.is_draft:
        return DRAFT
    return join(
        life(sight),
        *(rejection(outcome) for outcome in sight.course.outcomes if not outcome.counts),
        closing_told(sight),
        *(too_late(closing) for closing in sight.course.ignored),
        doubt(sight),
        notice_told(sight),
        dormancy(sight),
    )


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


def life(sight: Sight) -> Text:
    """The first sentence: beginning, duration, end and extensions."""
    course = sight.course
    return sentence(origin(course), TERMS[Rule(course.facts.rule)](sight))


def fixed(sight: Sight) -> Text:
    course = sight.course
    if course.facts.months is None:
        return Text(
            id="; jangka waktunya tertentu, tetapi lamanya tidak diketahui",
            en="; for a fixed period whose length is not known",
        ) + outcome_of(sight)
    term = months_in_words(course.facts.months)
    if course.base_end is None:
        return Text(
            id="; jangka waktunya {term}, tetapi kapan berakhirnya tidak diketahui",
            en="; it runs for {term}, but when that ends is not known",
        ).fill(term=term) + outcome_of(sight)
    return Text(id=" untuk jangka waktu {term}", en=" for {term}").fill(term=term) + outcome_of(
        sight
    )


def until(sight: Sight) -> Text:
    stated = sight.course.facts.until
    if stated is None:
        return Text(
            id="; berlaku sampai tanggal tertentu, yang tidak diketahui",
            en="; valid until a date that is not known",
        ) + outcome_of(sight)
    joined = Text(id=" dan berlaku", en=" and valid")
    if sight.course.earliest is None:
        joined = Text(id="; berlaku", en="; valid")
    return (
        joined
        + Text(id=" sampai dengan {until}", en=" until {until}").fill(until=point(stated.span))
        + outcome_of(sight)
    )


def evergreen(sight: Sight) -> Text:
    months = sight.course.facts.notice_months
    if not months:
        return Text(
            id=" tanpa batas waktu: berlaku sampai diakhiri",
            en=" without an end date: it stays in force until it is ended",
        )
    return Text(
        id=" tanpa batas waktu: berlaku sampai diakhiri dengan pemberitahuan {term} sebelumnya",
        en=" without an end date: it stays in force until it is ended by notice of {term}",
    ).fill(term=months_in_words(months))


def auto_renew(sight: Sight) -> Text:
    facts = sight.course.facts
    length = facts.renew_months or facts.months
    parts = []
    if facts.until:
        parts.append(Text(id=" sampai dengan {d}", en=" until {d}").fill(d=point(facts.until.span)))
    elif facts.months is not None:
        parts.append(
            Text(id=" untuk jangka waktu {t}", en=" for {t}").fill(t=months_in_words(facts.months))
        )
    parts.append(
        Text(
            id="; diperpanjang dengan sendirinya{each}{most} kecuali ada pemberitahuan",
            en="; it renews itself{each}{most} unless notice is given",
        ).fill(
            each=Text(id=" setiap {t}", en=" for {t} at a time").fill(t=months_in_words(length))
            if length
            else "",
            most=Text(id=", paling banyak {n} kali,", en=", {n} times at most,").fill(
                n=number(facts.max_renewals)
            )
            if facts.max_renewals is not None
            else "",
        )
    )
    return join(*parts, by="") + renewal_told(sight)


def renewal_told(sight: Sight) -> Text:
    course = sight.course
    told = Text()
    if course.facts.notice_given_on:
        told = Text(
            id="; pemberitahuan tidak memperpanjang disampaikan {when}",
            en="; notice against renewal was given {when}",
        ).fill(when=course.facts.notice_given_on.span.when)
    if course.ends:
        return told + outcome_of(sight)
    if sight.renewal and not course.closing:
        told += Text(id="; perpanjangan berikutnya {when}", en="; the next renewal is {when}").fill(
            when=sight.renewal.when
        )
    return told


def task_based(sight: Sight) -> Text:
    told = Text(id=" sampai tugasnya selesai", en=" until its task is done")
    if sight.course.closing:
        return told
    return told + Text(id="; penyelesaiannya tidak diketahui", en="; no completion is known")


def unknown(sight: Sight) -> Text:
    told = Text(
        id="; masa berlakunya tidak diketahui, dan tidak diketahui bukan berarti tanpa batas",
        en="; how long it is valid is not known, and unknown does not mean unlimited",
    )
    return told + outcome_of(sight)


TERMS = {
    Rule.FIXED: fixed,
    Rule.UNTIL: until,
    Rule.EVERGREEN: evergreen,
    Rule.AUTO_RENEW: auto_renew,
    Rule.TASK_BASED: task_based,
    Rule.UNKNOWN: unknown,
}


def outcome_of(sight: Sight) -> Text:
    """The end, with the extensions that count or the word that none is known."""
    course = sight.course
    if course.ends is None:
        return Text()
    counted = [outcome for outcome in course.outcomes if outcome.counts]
    if not counted:
        return end_told(sight) + none_known(sight)
    first = Text()
    if course.base_end and course.facts.rule == Rule.FIXED:
        first = Text(id=", yaitu sampai {d}", en=", that is until {d}").fill(
            d=point(course.base_end)
        )
    return first + join(*(prolonged(each) for each in counted), by="") + end_told(sight)


def end_told(sight: Sight) -> Text:
    course = sight.course
    if course.ends is None:
        return Text()
    if course.closing:
        told = Text(id=", yaitu sampai {d}", en=", that is until {d}")
        return told.fill(d=point(course.ends))
    if sight.on > course.ends.last:
        told = Text(id=", sehingga telah berakhir {when}", en=", so it ended {when}")
    else:
        told = Text(id=", sehingga akan berakhir {when}", en=", so it ends {when}")
    return told.fill(when=course.ends.when)


def none_known(sight: Sight) -> Text:
    if sight.course.closing or sight.course.facts.rule == Rule.AUTO_RENEW:
        return Text()
    if sight.course.outcomes:
        return Text(id="; tidak ada perpanjangan yang sah", en="; no extension of it is valid")
    return Text(id="; tidak diketahui adanya perpanjangan", en="; no extension is known")


def prolonged(outcome: Outcome) -> Text:
    """'; extended on 5 January 2020 for two years'."""
    extension = outcome.extension
    when = Text.same(" ") + extension.signed_on.span.when if extension.signed_on else Text()
    told = Text(id="; diperpanjang", en="; extended") + when
    if extension.until:
        return told + Text(id=" sampai dengan {d}", en=" until {d}").fill(
            d=point(extension.until.span)
        )
    return told + Text(id=" selama {t}", en=" for {t}").fill(
        t=months_in_words(extension.months or 0)
    )


def rejection(outcome: Outcome) -> Text:
    """Why an extension does not count."""
    signed = outcome.extension.signed_on
    named = (
        Text(id="perpanjangan yang ditandatangani {when}", en="the extension signed {when}").fill(
            when=signed.span.when
        )
        if signed
        else Text(id="perpanjangan yang tidak bertanggal", en="the extension without a date")
    )
    reasons = {
        "late": Text(
            id=" ditolak karena dibuat setelah naskah berakhir: diperlukan naskah baru",
            en=" is rejected because it came after the end: a new instrument is needed",
        ),
        "shorter": Text(
            id=" tidak memperpanjang apa pun karena tidak melewati tanggal akhir",
            en=" prolongs nothing because it does not go beyond the end",
        ),
        "idle": Text(
            id=" tidak mengubah apa pun karena tidak ada tanggal akhir yang diketahui",
            en=" changes nothing because no end is known",
        ),
    }
    return sentence(named, reasons[outcome.verdict])


def closing_told(sight: Sight) -> Text:
    """'It was terminated on 5 May 2018: ...'."""
    closing = sight.course.closing
    if closing is None:
        return Text()
    past, future = CLOSED[closing.status]
    is_past = closing.on is None or sight.on >= closing.on.first
    told = (past if is_past else future).fill(when=closing.on.when if closing.on else UNDATED)
    return sentence(told, because(sight.course, closing))


def because(course: Course, closing: Closing) -> Text:
    facts = course.facts
    if closing.by_notice and facts.notice_given_on and facts.notice_months is not None:
        return Text(
            id=" dengan pemberitahuan {given} dan tenggang waktu {term}",
            en=" by notice given {given} with a notice period of {term}",
        ).fill(given=facts.notice_given_on.span.when, term=months_in_words(facts.notice_months))
    if closing.status == Status.REPLACED and facts.replaced_by:
        return Text(id=" oleh {code}", en=" by {code}").fill(code=facts.replaced_by)
    if closing.status == Status.TERMINATED and facts.termination_ground:
        return Text.same(": ") + ground_told(facts.termination_ground)
    return Text()


def ground_told(ground: str) -> Text:
    return Ground(ground).label if ground in list(Ground) else Text.same(ground)


def too_late(closing: Closing) -> Text:
    """An event after the end changed nothing."""
    what = {
        Status.TERMINATED: Text(id="pengakhiran", en="the termination"),
        Status.COMPLETED: Text(id="penyelesaian", en="the completion"),
        Status.REPLACED: Text(id="penggantian", en="the replacement"),
    }[closing.status]
    when = closing.on.when if closing.on else UNDATED
    return sentence(
        what,
        Text(
            id=" {when} terjadi setelah naskah berakhir, sehingga tidak mengubah statusnya",
            en=" {when} came after the end and does not change the status",
        ).fill(when=when),
    )


def doubt(sight: Sight) -> Text:
    """What is not sure about the status, if anything."""
    course, on = sight.course, sight.on
    if sight.is_certain or not sight.is_live:
        return Text()
    if course.is_assumed:
        return Text(
            id="Hari penandatanganan perpanjangan tidak pasti; dianggap tepat waktu.",
            en="The day the extension was signed is not sure; it is taken to be in time.",
        )
    if course.ends and on > course.ends.first:
        return Text(
            id="Telah atau akan berakhir {when}: harinya tidak diketahui.",
            en="Expired or expiring {when}: the day is not known.",
        ).fill(when=course.ends.when)
    if course.begins is None:
        return Text(id="Kapan mulai berlakunya tidak diketahui.", en="When it began is not known.")
    return Text(
        id="Mungkin belum mulai berlaku: harinya tidak diketahui.",
        en="It may not have begun yet: the day is not known.",
    )


def notice_told(sight: Sight) -> Text:
    if not (sight.is_live and sight.notice):
        return Text()
    return Text(
        id="Hari terakhir untuk pemberitahuan: {day}.", en="Last day for notice: {day}."
    ).fill(day=point(sight.notice))


def dormancy(sight: Sight) -> Text:
    if not (sight.is_dormant and sight.quiet_since):
        return Text()
    return Text(
        id="Tidak ada kegiatan yang diketahui sejak {day}: tidak aktif.",
        en="No act is known since {day}: dormant.",
    ).fill(day=point(sight.quiet_since))
