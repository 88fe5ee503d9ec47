"""A register as years of use leave it: every paper whose day nears has its task and its case.

Without them the worker's hourly round would open some thousands of cases for papers that the fill
made a minute ago, and that round would be measured instead of the pages.
"""

from bench.tables import columns_of

CASE = "plan p join cases_case c on c.instrument_id = p.base and c.is_live"
TWIN = "md5({} || '-' || p.g)::uuid"
TWIN_OF_CASE = TWIN.format("c.id")
OF_CASE = "replace(a.{}, c.id::text, (" + TWIN_OF_CASE + ")::text)"
CODE = "c.code || '-' || p.g"
LINK = (
    "instruments_link a join plan p on p.base = a.later_id"
    " join plan q on q.base = a.earlier_id and q.g = p.g"
)
# table, where its rows `a` come from for the copies of plan `p`, what is another's in each copy
COPIED = (
    ("instruments_link", LINK, {"later_id": "p.id", "earlier_id": "q.id"}),
    ("cases_case", f"{CASE} join cases_case a on a.id = c.id", {
        "id": TWIN_OF_CASE, "code": CODE, "instrument_id": "p.id",
        "occasion": "replace(a.occasion, p.base::text, p.id::text)",
        "haystack": f"replace(a.haystack, lower(c.code), lower({CODE}))",
    }),
    ("cases_casepartner", f"{CASE} join cases_casepartner a on a.case_id = c.id",
     {"case_id": TWIN_OF_CASE}),
    ("core_entry", f"{CASE} join core_entry a on a.record_id = c.id",
     {"uid": "gen_random_uuid()", "record_id": TWIN_OF_CASE, "code": CODE}),
    ("tasks_task", f"{CASE} join tasks_task a on a.record_id = c.id", {
        "id": TWIN.format("a.id"), "record_id": TWIN_OF_CASE, "record_code": CODE,
        "address": f"replace(a.address, c.code, {CODE})",
        "occasion": OF_CASE.format("occasion"),
    }),
    ("tasks_task", "plan p join tasks_task a on a.record_id = p.base", {
        "id": TWIN.format("a.id"), "record_id": "p.id", "record_code": "p.code",
        "due_source": "replace(a.due_source, a.record_code, p.code)",
        "address": "replace(a.address, a.record_code, p.code)",
        "occasion": "replace(a.occasion, p.base::text, p.id::text)",
    }),
)  # fmt: skip


def settle() -> int:
    """Do for the originals what the rounds of the worker do; returns how many cases were opened."""
    from ecoop.cases import handing, renewing  # noqa: PLC0415 - needs Django set up
    from ecoop.core.identity import SYSTEM, acting  # noqa: PLC0415
    from ecoop.instruments import renewals  # noqa: PLC0415

    with acting(SYSTEM) as by:
        renewals.open_tasks(by=by)
        found = renewing.due(by)
    for one in found:
        with acting(SYSTEM) as by:
            case = renewing.open_due(instrument_id=one.id, by=by)
            if case is not None:  # else the worker was quicker
                handing.hand_out(case.pk, by=by)
    return len(found)


def copy(connection) -> None:
    """Give every copy in the plan the tasks and the case of its original."""
    for table, source, changed in COPIED:
        columns = [
            name for name in columns_of(connection, table) if name != "id" or name in changed
        ]
        chosen = ", ".join(changed.get(name, f"a.{name}") for name in columns)
        connection.execute(
            f"insert into {table} ({', '.join(columns)}) select {chosen} from {source}"  # noqa: S608 - names from the catalogue
        )
