"""A second legal clock, written from docs/clock.md in another way, to test the first.

No PartialDate, no Span, no comparison of spans: dates are ISO texts and lists of day
numbers, months are added by looking for a day that exists, renewals are stepped one by
one, and the status is the state an automaton is left in after the events up to the day.
"""

import datetime

NEVER = datetime.date.max.toordinal()


def day_number(year, month, day):
    return datetime.date(year, month, day).toordinal()


def window(iso):
    """(first, last) day number that a text of reduced precision can mean."""
    parts = [int(part) for part in iso.split("-")]
    if len(parts) == 3:
        return (day_number(*parts),) * 2
    if len(parts) == 2:
        year, month = parts
        after = (year + 1, 1, 1) if month == 12 else (year, month + 1, 1)
        return day_number(year, month, 1), day_number(*after) - 1
    return day_number(parts[0], 1, 1), day_number(parts[0] + 1, 1, 1) - 1


def shift_day(number, months):
    """Look for the same day of the month, then for the days before it."""
    day = datetime.date.fromordinal(number)
    year, month = day.year, day.month + months
    while month > 12:
        year, month = year + 1, month - 12
    while month < 1:
        year, month = year - 1, month + 12
    for back in range(4):
        try:
            return day_number(year, month, day.day - back)
        except ValueError:
            continue
    raise AssertionError("a month has at least 28 days")


def shift(pair, months):
    """Both ends moved; a pair of whole months stays one (its end is a day before a first)."""
    first, last = pair
    if first != last and datetime.date.fromordinal(first).day == 1:
        following = datetime.date.fromordinal(last + 1)
        if following.day == 1:
            return shift_day(first, months), shift_day(last + 1, months) - 1
    return shift_day(first, months), shift_day(last, months)


def beginning(case):
    if case.get("in_force_from"):
        return window(case["in_force_from"])
    rule = case.get("entry_rule", "UNKNOWN")
    waited = {"NOTIFICATION": "last_notification_on", "RATIFICATION": "ratified_on"}.get(rule)
    if waited:
        if not case.get(waited):
            return None
        first, last = window(case[waited])
        return first + case.get("entry_days", 0), last + case.get("entry_days", 0)
    if rule == "DATE" or not case.get("signed_on"):
        return None
    return window(case["signed_on"])


def renewals(case, begins):
    """The ends of the periods, one after the other, for a hundred years and more."""
    length = case.get("renew_months") or case.get("months")
    if not length:
        return
    if case.get("until"):
        anchor, months = window(case["until"]), 0
    elif case.get("months") and begins:
        anchor, months = begins, case["months"]
    else:
        return
    for count in range(2000):
        yield shift(anchor, months + count * length)


def textual_end(case, begins):
    """The end by the text: duration, extensions in time, notice against renewal."""
    rule = case.get("rule", "UNKNOWN")
    if rule == "AUTO_RENEW":
        return renewal_end(case, begins)
    end = None
    if rule == "UNTIL" and case.get("until"):
        end = window(case["until"])
    if rule == "FIXED" and case.get("months") and begins:
        end = shift(begins, case["months"])
    if rule not in ("FIXED", "UNTIL", "UNKNOWN"):
        return None
    far = (NEVER, NEVER)
    signed = [
        window(e["signed_on"]) if e.get("signed_on") else far for e in case.get("extensions", [])
    ]
    for index in sorted(range(len(signed)), key=lambda i: signed[i][0]):
        extension = case["extensions"][index]
        if end is None:
            end = window(extension["until"]) if extension.get("until") else None
            continue
        in_time = signed[index] == far or signed[index][0] <= end[1]
        if in_time:
            longer = (
                window(extension["until"])
                if extension.get("until")
                else shift(end, extension["months"])
            )
            end = tuple(max(pair) for pair in zip(end, longer, strict=True))
    return end


def renewal_end(case, begins):
    if not case.get("notice_given_on") and case.get("max_renewals") is None:
        return None
    for count, end in enumerate(renewals(case, begins)):
        if count == case.get("max_renewals"):
            return end
        if case.get("notice_given_on"):
            given = window(case["notice_given_on"])[0]
            if given <= shift(end, -(case.get("notice_months") or 0))[1]:
                return end
    return None


def endings(case, end):
    """Events that end it early, as (window, first day closed, rank on that day, status).

    What is reported closes on the first day it may have happened. A notice runs to the end
    of its last possible day, or to the end of the text's if that comes first.
    """
    found = [
        (window(case[key]), window(case[key])[0], 6, status)
        for key, status in (
            ("terminated_on", "terminated"),
            ("replaced_on", "replaced"),
            ("completed_on", "completed"),
        )
        if case.get(key)
    ]
    gives_notice = case.get("notice_given_on") and case.get("notice_months") is not None
    if gives_notice and not case.get("terminated_on") and case.get("rule") != "AUTO_RENEW":
        pair = shift(window(case["notice_given_on"]), case["notice_months"])
        found.append((pair, min(pair[1], end[1] if end else NEVER) + 1, 5, "terminated"))
    return [each for each in found if end is None or each[0][0] <= end[1]]


def status(case, on, months_ahead=12):
    """The status at the end of the day `on` (a date)."""
    if case.get("is_draft"):
        return "draft"
    begins, end = beginning(case), None
    end = textual_end(case, begins)
    signed = window(case["signed_on"]) if case.get("signed_on") else None
    early = endings(case, end)
    known_from = (begins or signed or (1, 1))[0]
    events = []  # (day number, rank, what)
    if signed:
        events.append((signed[0], 0, "signed"))
    events.append((known_from, 1, "begun"))
    for place, (_, closed, rank, what) in enumerate(early):
        events.append((closed, rank + place / 10, what))
    if not early and case.get("is_completed") and not case.get("completed_on"):
        events.append((known_from, 5, "completed"))
    elif not early and case.get("replaced_by") and not case.get("replaced_on"):
        events.append((known_from, 5, "replaced"))
    if end and not early:
        events.append((end[1] + 1, 4, "expired"))
    events += warnings(case, end, early, months_ahead)
    return run(sorted(events), on.toordinal(), validity(case, begins, end, early))


def warnings(case, end, early, months_ahead):
    """The day from which it is called expiring."""
    targets = []
    if end:
        notice = case.get("notice_months")
        targets.append(shift(end, -notice) if notice is not None else end)
    if early:
        targets.append(min(early, key=lambda each: each[0][0])[0])
    return [(shift_day(min(targets)[0], -months_ahead), 2, "warned")] if targets else []


def validity(case, begins, end, early):
    if early:
        return True
    if begins is None and case.get("entry_rule") in ("NOTIFICATION", "RATIFICATION", "DATE"):
        return False
    return end is not None or case.get("rule") in ("EVERGREEN", "AUTO_RENEW", "TASK_BASED")


def run(events, today, is_validity_known):
    """Let the days pass and see what is left standing."""
    happened = []
    for day, _, what in events:
        if day > today:
            break
        happened.append(what)
    for what in happened:
        if what in ("terminated", "completed", "replaced"):
            return what
    if "begun" not in happened:
        return "signed" if "signed" in happened else "draft"
    if "expired" in happened:
        return "expired"
    if not is_validity_known:
        return "unknown"
    return "expiring" if "warned" in happened else "in_force"


def last_day(case):
    """Day numbers between which the last day in force lies by the text or a notice; or None."""
    end = textual_end(case, beginning(case))
    found = [pair for pair, *_ in endings(case, end)] + ([end] if end else [])
    return tuple(min(edges) for edges in zip(*found, strict=True)) if found else None


def dates(case, on):
    """Day numbers of the end, the next renewal and its last day for notice; or None each.

    Only for a case that nothing ends early.
    """
    begins, today = beginning(case), on.toordinal()
    end, notice = textual_end(case, begins), case.get("notice_months")
    if case["rule"] != "AUTO_RENEW":
        return end, None, shift(end, -notice) if end and notice is not None else None
    for period in renewals(case, begins):
        if period == end or period[1] >= today:
            following = None if period == end else period
            return end, following, shift(period, -notice) if notice is not None else None
    return end, None, None


def slept(case, on, days=180):
    """Whether day after day went by without an act until `on`."""
    acts = case.get("last_act_on") or case.get("in_force_from")
    last = window(acts)[1] if acts else (beginning(case) or (0, NEVER))[1]
    return on.toordinal() - last > days
