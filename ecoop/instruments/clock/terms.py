"""The duration in words: one phrase for each rule, with its end and extensions."""

from ecoop.core.bilingual import Text, join, months_in_words, number
from ecoop.instruments.clock.course import Outcome
from ecoop.instruments.clock.facts import Rule
from ecoop.instruments.clock.phrases import Sight, point


def is_apart(sight: Sight) -> bool:
    """Whether the beginning is a clause of its own, as 'whose date is not known': no ' for'."""
    return sight.course.begins is None


def fixed(sight: Sight) -> Text:
    course = sight.course
    if course.facts.months is None:
        return Text(
            id="; jangka waktunya tertentu, tetapi lamanya tidak diketahui",
            en="; it runs for a fixed period whose length is not known",
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
            en="; it is valid until a date that is not known",
        ) + outcome_of(sight)
    joined = Text(id=" dan berlaku", en=" and valid")
    if is_apart(sight):
        joined = Text(id="; berlaku", en="; it is valid")
    elif sight.course.signed and sight.course.signed != sight.course.begins:
        joined = Text(id=", dan berlaku", en=", and valid")
    return (
        joined
        + Text(id=" sampai dengan {until}", en=" until {until}").fill(until=point(stated.span))
        + outcome_of(sight)
    )


def evergreen(sight: Sight) -> Text:
    opening = Text(id=" tanpa batas waktu", en=" without an end date")
    if is_apart(sight):
        opening = Text(id="; tidak ada batas waktunya", en="; it has no end date")
    months = sight.course.facts.notice_months
    if not months:
        return opening + Text(
            id=": berlaku sampai diakhiri", en=": it stays in force until it is ended"
        )
    return opening + Text(
        id=": berlaku sampai diakhiri dengan pemberitahuan {term} sebelumnya",
        en=": it stays in force until it is ended by notice of {term}",
    ).fill(term=months_in_words(months))


def auto_renew(sight: Sight) -> Text:
    return first_period(sight) + renewing(sight) + renewal_told(sight)


def first_period(sight: Sight) -> Text:
    facts = sight.course.facts
    if facts.until:
        told = Text(id=" sampai dengan {d}", en=" until {d}").fill(d=point(facts.until.span))
        apart = Text(id="; masa pertamanya", en="; its first period runs")
    elif facts.months is not None:
        told = Text(id=" untuk jangka waktu {t}", en=" for {t}").fill(
            t=months_in_words(facts.months)
        )
        apart = Text(id="; berlaku", en="; it runs")
    else:
        return Text()
    return apart + told if is_apart(sight) else told


def renewing(sight: Sight) -> Text:
    """How it renews itself, and how many times."""
    facts, each, most = sight.course.facts, Text(), Text()
    length = facts.renew_months or facts.months
    if facts.max_renewals == 0:
        return Text(id="; tidak diperpanjang dengan sendirinya", en="; it does not renew itself")
    if length:
        each = Text(id=" setiap {t}", en=" for {t} at a time").fill(t=months_in_words(length))
    if facts.max_renewals is not None:
        times = number(facts.max_renewals) + Text(id=" kali", en=" times")
        if facts.max_renewals == 1:
            times = Text(id="satu kali", en="once")
        most = Text(id=", paling banyak {n},", en=", {n} at most,").fill(n=times)
    return Text(
        id="; diperpanjang dengan sendirinya{each}{most} kecuali ada pemberitahuan",
        en="; it renews itself{each}{most} unless notice is given",
    ).fill(each=each, most=most)


def renewal_told(sight: Sight) -> Text:
    """The notice against renewal and the end of the last period, or the next renewal."""
    course = sight.course
    given = course.facts.notice_given_on
    told = Text()
    if given:
        told = Text(
            id="; pemberitahuan tidak memperpanjang disampaikan {when}",
            en="; notice against renewal was given {when}",
        ).fill(when=given.span.when)
    if course.ends:
        last_day = course.notice or course.ends
        is_noticed = given and given.first <= last_day.last and not course.closing
        return told + (end_told(sight) if is_noticed else last_period(sight))
    if sight.renewal and not course.closing:
        told += Text(id="; perpanjangan berikutnya {when}", en="; the next renewal is {when}").fill(
            when=sight.renewal.when
        )
    return told


def last_period(sight: Sight) -> Text:
    """The end of a renewing instrument that no notice brings: its renewals are used up."""
    ends = sight.course.ends
    if ends is None:
        return Text()
    which = Text(id="terakhirnya", en="last")
    if sight.course.facts.max_renewals == 0:
        which = Text(id="satu-satunya", en="only")
    told = Text(id="; masa {which} berakhir {when}", en="; its {which} period ends {when}")
    if sight.on > ends.last and not sight.course.closing:
        told = Text(id="; masa {which} berakhir {when}", en="; its {which} period ended {when}")
    return told.fill(which=which, when=ends.when)


def task_based(sight: Sight) -> Text:
    told = Text(id=" sampai tugasnya selesai", en=" until its task is done")
    if is_apart(sight):
        told = Text(id="; berlaku", en="; it runs") + told
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
    if course.closing and course.facts.rule == Rule.UNTIL and course.ends == course.base_end:
        return Text()  # the date has just been named
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
