"""The steps of the clock's reasoning, each with its rule and where the rule comes from."""

from dataclasses import dataclass
from typing import Any

from ecoop.core.bilingual import Text, days_in_words, months_in_words
from ecoop.core.dates import PartialDate, Span
from ecoop.core.workdays import WorkCalendar, last_working_day
from ecoop.instruments.clock.course import Outcome, awaited_evidence
from ecoop.instruments.clock.facts import EntryRule, Ground, Rule
from ecoop.instruments.clock.phrases import AWAITS, Sight, point, sentence
from ecoop.instruments.clock.terms import prolonged
from ecoop.instruments.clock.words import closing_told, dormancy, doubt, rejection, too_late


def law(article: str) -> Text:
    return Text(id=f"UU 24/2000 pasal {article}", en=f"UU 24/2000 art. {article}")


OWN_TEXT = Text(id="naskah itu sendiri; UU 24/2000 pasal 15", en="its own text; UU 24/2000 art. 15")
CONVENTION = Text(
    id="kaidah register: hari kalender yang sama, hari terakhir termasuk",
    en="register convention: same calendar day, the last day included",
)
PRECISION = Text(
    id="kaidah register: ketelitian tanggal dipertahankan",
    en="register convention: dates keep their precision",
)
EXTENSION = Text(id="UU 24/2000 pasal 16; kaidah A6", en="UU 24/2000 art. 16; rule A6")
DORMANT = Text(
    id="kaidah register: 180 hari tanpa kegiatan", en="register convention: 180 days without an act"
)
HOLIDAYS = Text(
    id="Keputusan Bersama tiga menteri tentang hari libur nasional dan cuti bersama",
    en="joint decree of three ministers on national holidays and joint leave",
)


@dataclass(frozen=True, slots=True)
class Step:
    """One step: the rule's name, what it gave, its source."""

    rule: str
    text: Text
    source: Text

    def as_dict(self) -> dict[str, Any]:
        return {
            "rule": self.rule,
            "text": self.text.as_dict(),
            "source": self.source.as_dict(),
        }


def steps_of(sight: Sight, calendar: WorkCalendar | None) -> tuple[Step, ...]:
    """All steps from the facts to the status, in the order of reasoning."""
    steps = [
        entry(sight),
        duration(sight),
        *(extension(outcome) for outcome in sight.course.outcomes),
        *closings(sight),
        *notices(sight, calendar),
        verdict(sight),
    ]
    if sight.is_dormant:
        steps.append(Step("dormant", dormancy(sight), DORMANT))
    return tuple(steps)


def entry(sight: Sight) -> Step:
    """When it entered into force, and by which clause."""
    course, facts = sight.course, sight.course.facts
    if course.begins is None:
        waits = AWAITS.get(EntryRule(facts.entry_rule))
        nothing = Text(
            id="tanggal penandatanganan maupun mulai berlakunya tidak diketahui",
            en="neither the signing nor the entry into force is dated",
        )
        return Step("entry", sentence(waits or nothing), law("15"))
    begins = point(course.begins)
    if facts.in_force_from:
        told = Text(
            id="mulai berlaku: {d}, sebagaimana tercatat", en="in force from {d}, as recorded"
        )
        return Step("entry", sentence(told.fill(d=begins)), OWN_TEXT)
    evidence = awaited_evidence(facts)
    if evidence:
        return Step("entry", after_evidence(facts.entry_days, evidence, begins), law("15"))
    told = Text(id="mulai berlaku pada saat ditandatangani: {d}", en="in force on signature: {d}")
    if facts.entry_rule == EntryRule.UNKNOWN:
        told = Text(
            id="klausul mulai berlaku tidak diketahui, sehingga dihitung sejak penandatanganan: {d}",
            en="the entry-into-force clause is not known, so it is counted from signing: {d}",
        )
    return Step("entry", sentence(told.fill(d=begins)), law("15"))


def after_evidence(days: int, evidence: PartialDate, begins: Text) -> Text:
    when = evidence.span.when
    if not days:
        return sentence(
            Text(
                id="mulai berlaku pada pemberitahuan atau pengesahan terakhir {when}",
                en="in force on the last notification or ratification {when}",
            ).fill(when=when)
        )
    return sentence(
        Text(
            id="mulai berlaku {days} setelah pemberitahuan atau pengesahan terakhir {when}: {d}",
            en="in force {days} after the last notification or ratification {when}: {d}",
        ).fill(days=days_in_words(days), when=when, d=begins)
    )


def duration(sight: Sight) -> Step:
    """What the duration clause gives by itself."""
    course, facts = sight.course, sight.course.facts
    rule = Rule(facts.rule)
    if rule == Rule.FIXED and course.base_end and facts.months:
        told = Text(
            id="{term} sejak mulai berlaku sampai hari kalender yang sama: {d}",
            en="{term} from entry into force to the same calendar day: {d}",
        ).fill(term=months_in_words(facts.months), d=point(course.base_end))
        return Step(rule.value, sentence(told), CONVENTION)
    if rule == Rule.UNTIL and course.base_end:
        told = Text(id="berlaku sampai dengan {d}", en="valid up to and including {d}").fill(
            d=point(course.base_end)
        )
        return Step(rule.value, sentence(told), OWN_TEXT)
    return Step(rule.value, sentence(DURATIONS[rule]), OWN_TEXT)


DURATIONS = {
    Rule.FIXED: Text(
        id="jangka waktu tertentu, tetapi tanggal akhirnya tidak dapat dihitung",
        en="a fixed period, but its end cannot be computed",
    ),
    Rule.UNTIL: Text(
        id="berlaku sampai tanggal tertentu, yang tidak diketahui",
        en="valid until a date that is not known",
    ),
    Rule.EVERGREEN: Text(
        id="tanpa tanggal akhir; berakhir hanya dengan pemberitahuan atau sebab lain",
        en="no end date; it ends only by notice or another ground",
    ),
    Rule.AUTO_RENEW: Text(
        id="diperpanjang dengan sendirinya setiap kali masanya habis, kecuali ada pemberitahuan",
        en="each period renews itself when it runs out, unless notice is given",
    ),
    Rule.TASK_BASED: Text(
        id="berlaku sampai tugasnya selesai", en="in force until its task is done"
    ),
    Rule.UNKNOWN: Text(
        id="masa berlaku tidak diketahui; sel kosong bukan berarti tanpa batas",
        en="the validity is not known; an empty cell is not unlimited",
    ),
}


def extension(outcome: Outcome) -> Step:
    if not outcome.counts:
        return Step("extension", rejection(outcome), EXTENSION)
    told = prolonged(outcome)
    plain = Text(id=told.id.removeprefix("; "), en=told.en.removeprefix("; "))
    if outcome.after and outcome.extension.until is None:
        plain += Text.same(": ") + point(outcome.after)
    return Step("extension", sentence(plain), EXTENSION)


def closings(sight: Sight) -> list[Step]:
    """What ended it early, with the ground of art. 18; and what came too late to."""
    steps = []
    course = sight.course
    if course.closing:
        ground = course.facts.termination_ground
        letter = (
            Ground(ground).letter
            if ground in list(Ground)
            else CLOSING_LETTERS.get(course.closing.status.value, "")
        )
        steps.append(
            Step(course.closing.status.value, closing_told(sight), law(f"18 {letter}".strip()))
        )
    steps += [Step("too_late", too_late(each), law("18")) for each in course.ignored]
    return steps


CLOSING_LETTERS = {"completed": "b", "replaced": "e"}


def notices(sight: Sight, calendar: WorkCalendar | None) -> list[Step]:
    """The last day for notice, and the working day by which the letter must be out."""
    notice, months = sight.notice, sight.course.facts.notice_months
    if notice is None or months is None:
        return []
    told = Text(
        id="hari terakhir untuk pemberitahuan, {term} sebelum akhir masa: {d}",
        en="last day for notice, {term} before the end of the period: {d}",
    ).fill(term=months_in_words(months), d=point(notice))
    if not months:
        told = Text(
            id="hari terakhir untuk pemberitahuan, sampai akhir masa: {d}",
            en="last day for notice, up to the end of the period: {d}",
        ).fill(d=point(notice))
    steps = [Step("notice", sentence(told), OWN_TEXT)]
    if calendar and notice.is_day:
        steps += workday(notice, calendar)
    return steps


def workday(notice: Span, calendar: WorkCalendar) -> list[Step]:
    found = last_working_day(notice.last, calendar=calendar)
    if found.on == notice.last and found.is_certain:
        return []
    told = Text(
        id="surat harus keluar paling lambat hari kerja {d}",
        en="the letter must be out by the working day {d}",
    ).fill(d=PartialDate.of(found.on))
    reason = calendar.why_not(notice.last)
    if reason:
        told += Text(id=" ({why})", en=" ({why})").fill(why=reason)
    text = sentence(told)
    return [Step("workday", text + Text.same(" ") + found.note if found.note else text, HOLIDAYS)]


def verdict(sight: Sight) -> Step:
    """The status on the day, and what is not sure about it."""
    told = Text(id="status pada {on}: {status}", en="status on {on}: {status}").fill(
        on=PartialDate.of(sight.on),
        status=Text(id=sight.status.label.id.lower(), en=sight.status.label.en.lower()),
    )
    unsure = doubt(sight)
    text = sentence(told)
    return Step("status", text + Text.same(" ") + unsure if unsure else text, PRECISION)
