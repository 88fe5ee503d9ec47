"""The duration in words: one phrase for each rule, with its end and extensions."""

from ecoop.core.bilingual import Text, join, months_in_words, number
from ecoop.instruments.clock.course import Outcome
from ecoop.instruments.clock.facts import Rule
from ecoop.instruments.clock.phrases import Sight, point


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
