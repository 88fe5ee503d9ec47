"""The clock explains itself: a few plain sentences in Indonesian and English."""

from ecoop.core.bilingual import Text, join, months_in_words
from ecoop.core.dates import Span
from ecoop.instruments.clock.course import Closing, Course, Outcome
from ecoop.instruments.clock.facts import Ground, Rule, Status
from ecoop.instruments.clock.phrases import Sight, origin, point, sentence
from ecoop.instruments.clock.terms import TERMS

DRAFT = Text(
    id="Tercatat sebagai draf, sehingga belum berlaku.",
    en="Recorded as a draft, so it is not in force.",
)
CLOSED = {
    Status.TERMINATED: (
        Text(id="Naskah ini telah diakhiri", en="It was terminated"),
        Text(id="Naskah ini akan diakhiri", en="It is to be terminated"),
    ),
    Status.COMPLETED: (
        Text(id="Naskah ini selesai dilaksanakan", en="It was completed"),
        Text(id="Naskah ini akan selesai dilaksanakan", en="It is to be completed"),
    ),
    Status.REPLACED: (
        Text(id="Naskah ini telah digantikan", en="It was replaced"),
        Text(id="Naskah ini akan digantikan", en="It is to be replaced"),
    ),
}
ENDED = (
    Text(id="Naskah ini telah berakhir", en="It ended"),
    Text(id="Naskah ini akan berakhir", en="It ends"),
)
UNDATED = Text(
    id="pada hari yang tidak diketahui",
    en="on a day that is not known",
)


def explain(sight: Sight) -> Text:
    """Why the status is what it is, in whole sentences."""
    if sight.course.facts.is_draft:
        return DRAFT
    return join(
        life(sight),
        not_yet(sight),
        *(rejection(outcome) for outcome in sight.course.outcomes if not outcome.counts),
        closing_told(sight),
        *(too_late(closing) for closing in sight.course.ignored),
        doubt(sight),
        notice_told(sight),
        dormancy(sight),
    )


def life(sight: Sight) -> Text:
    """The first sentence: beginning, duration, end and extensions."""
    course = sight.course
    return sentence(origin(course), TERMS[Rule(course.facts.rule)](sight))


def not_yet(sight: Sight) -> Text:
    """Before its time: said, because the first sentence tells the whole life."""
    if sight.status == Status.SIGNED:
        return Text(id="Belum berlaku.", en="Not yet in force.")
    if sight.status == Status.DRAFT and sight.course.signed:
        return Text(id="Pada hari itu belum ditandatangani.", en="Not yet signed on that day.")
    if sight.status == Status.DRAFT:
        return Text(id="Pada hari itu belum berlaku.", en="Not yet in force on that day.")
    return Text()


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
        "unsaid": Text(
            id=" tidak dihitung karena lamanya tidak diketahui",
            en=" is not counted because its length is not known",
        ),
        "endless": Text(
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
    past, future = ENDED if closing.by_notice else CLOSED[closing.status]
    is_past = sight.on >= closing.starts
    reason = because(sight.course, closing)
    if closing.on is None:  # 'by X on a day that is not known', not 'known by X'
        return sentence(past, reason, Text.same(" "), UNDATED)
    return sentence(past if is_past else future, Text.same(" "), closing.on.when, reason)


def because(course: Course, closing: Closing) -> Text:
    facts = course.facts
    if closing.by_notice and facts.notice_given_on and not facts.notice_months:
        return Text(id=" dengan pemberitahuan {given}", en=" by notice given {given}").fill(
            given=facts.notice_given_on.span.when
        )
    if closing.by_notice and facts.notice_given_on and facts.notice_months:
        return Text(
            id=" dengan pemberitahuan {given} dan tenggang waktu {term}",
            en=" by notice given {given} with a notice period of {term}",
        ).fill(given=facts.notice_given_on.span.when, term=months_in_words(facts.notice_months))
    if closing.status == Status.REPLACED and facts.replaced_by:
        return Text(id=" oleh {code}", en=" by {code}").fill(code=facts.replaced_by)
    return grounded(facts.termination_ground) if closing.status == Status.TERMINATED else Text()


def grounded(ground: str) -> Text:
    """': a fundamental change ...', the ground of UU 24/2000 art. 18 if one is given."""
    if not ground:
        return Text()
    return Text.same(": ") + (Ground(ground).label if ground in list(Ground) else Text.same(ground))


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
    if course.contradiction and not sight.is_certain:
        return contradiction(course, *course.contradiction)
    given = course.facts.notice_given_on
    unsure = bool(given and course.is_notice_assumed and course.facts.rule == Rule.AUTO_RENEW)
    if sight.is_certain or not (sight.is_live or unsure):
        return Text()
    if course.is_notice_assumed and given:
        return Text(
            id="Kapan pemberitahuan {when} mengakhiri naskah ini tidak pasti.",
            en="When the notice given {when} ends it is not sure.",
        ).fill(when=given.span.when)
    if course.is_assumed:
        return Text(
            id="Hari penandatanganan perpanjangan tidak pasti; dianggap tepat waktu.",
            en="The day the extension was signed is not sure; it is taken to be in time.",
        )
    begun = [end for end in course.computed_ends if on > end.first]
    if begun:
        return Text(
            id="Telah atau akan berakhir {when}: harinya tidak diketahui.",
            en="Expired or expiring {when}: the day is not known.",
        ).fill(when=begun[0].when)
    if course.begins is None:
        return Text(id="Kapan mulai berlakunya tidak diketahui.", en="When it began is not known.")
    return Text(
        id="Mungkin belum mulai berlaku: harinya tidak diketahui.",
        en="It may not have begun yet: the day is not known.",
    )


def contradiction(course: Course, end: Span, later: Span) -> Text:
    """The end that certainly came before the signing or the entry into force."""
    what = Text(id="mulai berlakunya", en="its entry into force")
    if later == course.signed:
        what = Text(id="penandatanganannya", en="its signing")
    return Text(
        id="Tanggalnya saling bertentangan: akhir masanya {end} mendahului {what} {later}.",
        en="Its dates contradict each other: its end {end} comes before {what} {later}.",
    ).fill(end=end.when, what=what, later=later.when)


def notice_told(sight: Sight) -> Text:
    if not (sight.is_live and sight.notice):
        return Text()
    day = Text(id="hari terakhir untuk pemberitahuan: {day}", en="last day for notice: {day}").fill(
        day=point(sight.notice)
    )
    if sight.next_notice is None or sight.next_notice == sight.notice:
        return sentence(day)
    then = Text(id=" (sudah lewat; berikutnya {day})", en=" (it has passed; the next is {day})")
    return sentence(day, then.fill(day=point(sight.next_notice)))


def dormancy(sight: Sight) -> Text:
    if not (sight.is_dormant and sight.quiet_since):
        return Text()
    return Text(
        id="Tidak ada kegiatan yang diketahui sejak {day}: tidak aktif.",
        en="No act is known since {day}: dormant.",
    ).fill(day=point(sight.quiet_since))
