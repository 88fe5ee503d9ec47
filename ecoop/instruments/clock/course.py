"""The course of an instrument's life, before asking about any one day.

From the facts follow when it enters into force, when it ends by its own text,
which extensions count, and what ended it early. Words are made elsewhere.
"""

from dataclasses import dataclass, replace
from datetime import date

from ecoop.core.dates import PartialDate, Span, add_days
from ecoop.instruments.clock.facts import EntryRule, Extension, Facts, Rule, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one extension."""

    extension: Extension
    verdict: str  # accepted, assumed (signing day not sure), late, shorter, endless, unsaid
    before: Span | None
    after: Span | None

    @property
    def counts(self) -> bool:
        return self.verdict in ("accepted", "assumed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """Something that ended the instrument other than the passing of its time."""

    status: Status
    on: Span | None  # by notice the last day in force; None: it happened, the day is not known
    by_notice: bool = False
    is_cut: bool = False  # the notice may as well have run out after the end by the text

    @property
    def starts(self) -> date:
        """The first day after it: what is reported counts early, what is computed late."""
        if self.on is None:
            return date.max
        return add_days(self.on.last, 1) if self.by_notice else self.on.first


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """All that follows from the facts on every day alike."""

    facts: Facts
    signed: Span | None
    begins: Span | None
    base_end: Span | None
    ends: Span | None  # by its text, extensions and a notice against renewal
    outcomes: tuple[Outcome, ...]
    closing: Closing | None
    rivals: tuple[Closing, ...]  # later events, too late if the first is where it seems
    ignored: tuple[Closing, ...]  # came after the end, so changed nothing
    is_validity_known: bool
    is_notice_assumed: bool  # which renewal a notice prevents depends on days not known

    @property
    def earliest(self) -> Span | None:
        """The first thing that is known of its life: entry into force, else signing."""
        return self.begins or self.signed

    @property
    def closed_from(self) -> date | None:
        """The first day on which it counts as closed; None if that never comes."""
        closing = self.closing
        if closing is None:
            return None
        if closing.on is None:
            return self.earliest.first if self.earliest else date.min
        is_never = closing.by_notice and closing.on.last == date.max
        return None if is_never else closing.starts

    @property
    def computed_ends(self) -> tuple[Span, ...]:
        """The last days that follow from the text or a notice: open until they have passed."""
        noticed = [each.on for each in self.timely if each.by_notice and each.on]
        return (self.ends, *noticed) if self.ends else tuple(noticed)

    @property
    def timely(self) -> tuple[Closing, ...]:
        """All that may have ended it early; what counts comes first."""
        return (self.closing, *self.rivals) if self.closing else ()

    @property
    def contradiction(self) -> tuple[Span, Span] | None:
        """The end and the signing or entry into force that certainly came after it, if so."""
        stated = self.base_end or self.ends
        if self.facts.rule == Rule.AUTO_RENEW:
            stated = self.facts.until.span if self.facts.until else None
        for day in (self.signed, self.begins):
            if stated and day and day.first > stated.last:
                return stated, day
        return None

    @property
    def renews(self) -> bool:
        """Whether it goes on by itself, with no end in sight."""
        return self.facts.rule == Rule.AUTO_RENEW and self.ends is None

    @property
    def is_assumed(self) -> bool:
        """Whether the end rests on an extension or notice whose timeliness is not proven."""
        return self.is_notice_assumed or any(
            outcome.verdict == "assumed" for outcome in self.outcomes
        )

    @property
    def notice(self) -> Span | None:
        """The last day for notice before the end; None if end or notice is not known."""
        if self.ends is None or self.facts.notice_months is None:
            return None
        return self.ends.plus_months(-self.facts.notice_months)

    @property
    def alert_anchor(self) -> Span | None:
        """The day that alerts count back from: last day for notice, else the end.

        An end that is known ahead (a notice of termination, say) comes before both.
        """
        anchor = self.notice or self.ends
        days = [each.on for each in self.timely if each.on]
        return min([anchor, *days] if anchor else days, default=None)


def course_of(facts: Facts) -> Course:
    """Work out the whole course of an instrument from its facts."""
    begins = begins_on(facts)
    base_end = end_by_text(facts, begins)
    outcomes, ends = extend(facts, base_end)
    ends = ends or end_of_renewals(facts, begins)
    timely, ignored = what_closed(facts, ends)
    return Course(
        facts=facts,
        signed=facts.signed_on.span if facts.signed_on else None,
        begins=begins,
        base_end=base_end,
        ends=ends,
        outcomes=outcomes,
        closing=timely[0] if timely else None,
        rivals=timely[1:],
        ignored=ignored,
        is_validity_known=is_validity_known(facts, begins, ends, timely),
        is_notice_assumed=is_notice_assumed(facts, begins),
    )


def begins_on(facts: Facts) -> Span | None:
    """Entry into force (UU 24/2000 art. 15): evidence first, else the rule of the text."""
    if facts.in_force_from:
        return facts.in_force_from.span
    awaited = awaited_evidence(facts)
    if facts.entry_rule in (EntryRule.NOTIFICATION, EntryRule.RATIFICATION):
        return awaited.span.plus_days(facts.entry_days) if awaited else None
    if facts.entry_rule == EntryRule.DATE or facts.signed_on is None:
        return None
    return facts.signed_on.span


def awaited_evidence(facts: Facts) -> PartialDate | None:
    """The date that the entry rule waits for, if it waits for one and it is known."""
    return {
        EntryRule.NOTIFICATION: facts.last_notification_on,
        EntryRule.RATIFICATION: facts.ratified_on,
        EntryRule.DATE: facts.in_force_from,
    }.get(EntryRule(facts.entry_rule))


def end_by_text(facts: Facts, begins: Span | None) -> Span | None:
    """The last day by the duration clause alone, for FIXED and UNTIL."""
    if facts.rule == Rule.UNTIL and facts.until:
        return facts.until.span
    if facts.rule == Rule.FIXED and facts.months is not None and begins:
        return begins.plus_months(facts.months)
    return None


def period_end(facts: Facts, begins: Span | None, renewals: int) -> Span | None:
    """The last day of the period after so many automatic renewals (AUTO_RENEW).

    Every period counts from the beginning, so that a month's end never drifts.
    """
    length = facts.renew_months or facts.months
    if length is None:
        return None
    if facts.until:
        return facts.until.span.plus_months(renewals * length)
    if facts.months is None or begins is None:
        return None
    return begins.plus_months(facts.months + renewals * length)


def first_renewals(facts: Facts, begins: Span | None, day: date, *, back: int = 0) -> int | None:
    """How many renewals until a period ends (less `back` months) on or after `day`."""
    start = period_end(facts, begins, 0)
    length = facts.renew_months or facts.months
    if start is None or length is None:
        return None
    behind = (day.year - start.last.year) * 12 + day.month - start.last.month + back
    count = max(0, behind // length - 2)
    while True:
        end = period_end(facts, begins, count)
        if end is None or end.last == date.max or end.plus_months(-back).last >= day:
            return count
        count += 1


def end_of_renewals(facts: Facts, begins: Span | None) -> Span | None:
    """The end of an AUTO_RENEW instrument: notice against renewal, or no renewal left.

    Notice counts for the first period whose last day for notice has not passed.
    """
    if facts.rule != Rule.AUTO_RENEW:
        return None
    counts = [] if facts.max_renewals is None else [facts.max_renewals]
    if facts.notice_given_on:
        back = facts.notice_months or 0
        count = first_renewals(facts, begins, facts.notice_given_on.first, back=back)
        counts += [] if count is None else [count]
    return period_end(facts, begins, min(counts)) if counts else None


def is_notice_assumed(facts: Facts, begins: Span | None) -> bool:
    """Whether the notice may, for all that is known, have come a period too late."""
    given = facts.notice_given_on
    if given is None:
        return False
    if facts.rule != Rule.AUTO_RENEW:
        return facts.notice_months is None and not facts.terminated_on
    if facts.notice_months is None:
        return True
    count = first_renewals(facts, begins, given.first, back=facts.notice_months)
    end = None if count is None else period_end(facts, begins, count)
    return end is None or given.last > end.plus_months(-facts.notice_months).first


def extend(facts: Facts, end: Span | None) -> tuple[tuple[Outcome, ...], Span | None]:
    """Apply the extensions in the order of their signing; what became of each, the new end."""
    outcomes: list[Outcome] = []
    for extension in sorted(facts.extensions, key=_signed_first):
        verdict, after = judge(facts, extension, end)
        if verdict == "accepted" and outcomes and _overlap(outcomes[-1].extension, extension):
            verdict = "assumed"
        outcomes.append(Outcome(extension=extension, verdict=verdict, before=end, after=after))
        end = after
    return tuple(outcomes), end


def _signed_first(extension: Extension) -> date:
    return extension.signed_on.first if extension.signed_on else date.max


def _overlap(earlier: Extension, later: Extension) -> bool:
    """Whether it is open which of two was signed first."""
    return not earlier.signed_on or earlier.signed_on.last > _signed_first(later)


def judge(facts: Facts, extension: Extension, end: Span | None) -> tuple[str, Span | None]:
    """Whether one extension counts (A6), and the end after it."""
    if facts.rule in (Rule.EVERGREEN, Rule.AUTO_RENEW, Rule.TASK_BASED):
        return "endless", end
    if extension.until is None and extension.months is None:
        return "unsaid", end
    if end is None:
        return ("assumed", extension.until.span) if extension.until else ("endless", None)
    signed = extension.signed_on
    if signed and signed.first > end.last:
        return "late", end
    prolonged = extension.until.span if extension.until else end.plus_months(extension.months or 0)
    after = end.latest(prolonged)
    if after == end:
        return "shorter", end
    return ("accepted" if signed and signed.last <= end.first else "assumed"), after


def what_closed(facts: Facts, ends: Span | None) -> tuple[tuple[Closing, ...], tuple[Closing, ...]]:
    """The events that may have ended it, earliest first, and those certainly too late."""
    dated = [
        Closing(status=status, on=on.span)
        for status, on in (
            (Status.TERMINATED, facts.terminated_on),
            (Status.REPLACED, facts.replaced_on),
            (Status.COMPLETED, facts.completed_on),
        )
        if on
    ]
    dated += by_notice(facts, ends)
    dated.sort(key=lambda each: (each.starts, not each.by_notice))
    late = tuple(each for each in dated if ends and each.on and each.on.first > ends.last)
    timely = [each for each in dated if each not in late]
    if not timely and facts.is_completed and not facts.completed_on:
        timely = [Closing(status=Status.COMPLETED, on=None)]
    if not timely and facts.replaced_by and not facts.replaced_on:
        timely = [Closing(status=Status.REPLACED, on=None)]
    return tuple(timely), late


def by_notice(facts: Facts, ends: Span | None) -> list[Closing]:
    """The end that a notice of termination brings, unless another day is recorded.

    Its last day is in force, as the last day by the text is; it cannot outlive that day.
    """
    if facts.rule == Rule.AUTO_RENEW or facts.terminated_on or not facts.notice_given_on:
        return []
    if facts.notice_months is None:
        return []
    on = facts.notice_given_on.span.plus_months(facts.notice_months)
    closing = Closing(status=Status.TERMINATED, on=on, by_notice=True)
    if ends and on.first <= ends.last < on.last:
        closing = replace(closing, on=Span(on.first, ends.last), is_cut=True)
    return [closing]


def is_validity_known(
    facts: Facts, begins: Span | None, ends: Span | None, closings: tuple[Closing, ...]
) -> bool:
    """Whether it can be said to be in force at all between beginning and end.

    Not if the text gives no validity, and not if it waits for an evidence of entry
    into force that is not known. An empty cell is unknown, not unlimited. What was
    brought to an end on a known day was in force until then.
    """
    if closings and closings[0].on:
        return True
    if begins is None and facts.entry_rule in (
        EntryRule.NOTIFICATION,
        EntryRule.RATIFICATION,
        EntryRule.DATE,
    ):
        return False
    endless = facts.rule in (Rule.EVERGREEN, Rule.AUTO_RENEW, Rule.TASK_BASED)
    return endless or ends is not None
