"""Role x address x record (trust.md S1): no leak, and no way to tell a hidden record from none.

Every address of the resolver is declared here; a new one that is not fails the build.
"""

import io
import re
import zipfile

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from django.utils import timezone, translation

from ecoop.accounts import actions as accounts
from ecoop.assistance.models import AidRecord
from ecoop.cases import actions as cases
from ecoop.core.bilingual import Text
from ecoop.core.claims import Claim
from ecoop.core.identity import SYSTEM, acting, assume
from ecoop.custody import actions as custody
from ecoop.documents import actions as documents
from ecoop.engagements.models import Engagement
from ecoop.instruments import actions as instruments
from ecoop.instruments.models import Instrument, Party
from ecoop.letters.actions import dispose
from ecoop.matrix.models import ImportBatch
from ecoop.negotiation import actions as texts
from ecoop.negotiation.models import Clearance
from ecoop.partners.models import Alias, Organisation, Person, Post
from ecoop.tasks import actions as tasks
from ecoop.tasks.lifecycle import Record
from tests.documents import hostile
from tests.letters.papers import given
from tests.letters.papers import letter as a_letter

pytestmark = pytest.mark.django_db
MARK = "terselubung"  # stands in every text of every hidden record and nowhere else
BODY_MARK = "tersamarkan"  # the same for the hidden organisation, which staff may see
OPEN = {
    "root", "healthz", "csp_reports", "account_login", "account_logout", "mfa_login_webauthn", "mfa_authenticate",
    "socialaccount_login_cancelled", "socialaccount_login_error", "socialaccount_signup",
    "accounts:session", "accounts:unknown", "instruments:list", "engagements:list",
    "assistance:list", "desk:portfolio", "desk:search", "desk:radar", "desk:home",
    "partners:list", "portal:home", "portal:about", "portal:data", "portal:help",
    "portal:accessibility", "portal:countries", "portal:map", "portal:style", "matrix:start", "instruments:register",
    "instruments:change_many",
    "api:openapi-json", "api:instruments", "api:partner_list", "api:countries",
    "api:instruments_csv", "api:partners_csv", "api:countries_csv", "api:metadata", "api:api-root",
}  # fmt: skip
OWN_ACCOUNT = {
    "account_reauthenticate", "account_change_password", "account_set_password",
    "usersessions_list", "mfa_index", "mfa_reauthenticate", "mfa_activate_totp",
    "mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes",
    "mfa_download_recovery_codes", "mfa_list_webauthn", "mfa_add_webauthn",
    "mfa_reauthenticate_webauthn", "accounts:profile", "accounts:unsent",
}  # fmt: skip
ADMINISTRATION = {"accounts:people", "accounts:open_account", "accounts:scopes"}
# Addresses with a record -> (which hidden record, a value of the same form that is no record).
PAPER, BODY = ("instrument", "KS-INT-2020-9999"), ("partner", "no-such-body")
RECORDS = {
    "documents:file": ("file", "0197a000-0000-7000-8000-000000000000"),
    "api:instrument": PAPER, "api:partner": BODY,
    **{f"instruments:{page}": PAPER for page in (
        "detail", "edit", "next_step", "settle", "classify", "note", "history")},
    "engagements:detail": ("engagement", "KEG-2020-9999"),
    "engagements:hand_out": ("engagement", "KEG-2020-9999"),
    "assistance:detail": ("aid", "BAN-2020-9999"),
    "partners:detail": BODY,
    **{f"matrix:{page}": ("import", "imp-2020-9999") for page in (
        "batch", "decide", "row", "fix", "partners", "columns", "confirm", "undo", "discard",
        "findings")},
    "accounts:person": ("account", "no-such-person"),
    "accounts:add_role": ("account", "no-such-person"),
    "accounts:end_role": ("account", "no-such-person"),
    "accounts:change_account": ("account", "no-such-person"),
}  # fmt: skip
# Addresses whose argument is no classified record.
OTHER = {
    "openid_connect_callback", "openid_connect_login", "accounts:choose_password", "accounts:decide",
    "accounts:end_session", "mfa_remove_webauthn", "mfa_edit_webauthn", "api:country",
    "countries:detail", "instruments:save_view", "instruments:drop_view",
}  # fmt: skip
RECORDS |= dict.fromkeys(
    (
        "instruments:attach",
        "instruments:link",
        "instruments:report",
        "instruments:reports",
        "instruments:withdraw",
    ),
    PAPER,
)
RECORDS |= {f"directory:{page}": BODY for page in ("edit", "merge", "add_person", "history")}
RECORDS |= dict.fromkeys(
    [f"tasks:{page}" for page in ("detail", "finish", "pass_on", "withdraw")],
    ("task", "0197a000-0000-7000-8000-000000000000"),
)
RECORDS |= dict.fromkeys(
    [
        *(f"letters:{page}" for page in ("detail", "attach", "dispose")),
        "cases:of_letter",
        "negotiation:of_letter",
    ],
    ("letter", "SM-2020-9999"),
)
RECORDS |= dict.fromkeys(
    [f"letters:{page}" for page in ("read", "cancel")],
    ("disposition", "0197a000-0000-7000-8000-000000000000"),
)
OPEN |= {"letters:list", "letters:register", "letters:mine"}
OTHER |= {"tasks:end_acting", "tasks:mute", "tasks:decide_letter", "tasks:edit_rung"}
OPEN |= {"tasks:list", "tasks:acting", "tasks:reminders", "tasks:change_mute", "tasks:ladder"}
OPEN |= {"desk:acts", "directory:register", "directory:names", "instruments:contradictions"}
MORE = {
    "field": "signed_on", "position": 1, "place": 0, "number": 1, "change": "disable", "step": "explore",
    "act": "0197a000-0000-7000-8000-000000000000", "key": "1", "clause": "funding", "letter": "SM-2020-9999",
}  # fmt: skip
OPEN |= {
    "cases:list",
    "api:cases",
    "cases:board",
    "cases:calendar",
    "cases:open",
    "cases:propose",
    "cases:tracker",
}
OTHER |= {"cases:draft", "cases:confirm"}  # by an unguessable key: tests/cases/test_proposals.py
RECORDS |= {f"cases:{page}": ("case", "KS-2020-9999") for page in (
    "detail", "edit", "picture", "record", "correct", "move", "mandate", "file_letter",
    "take_out", "enter_paper", "evaluation", "go_on", "classify")}  # fmt: skip
OPEN |= {"cases:procedures"}
OTHER |= {"cases:procedure", "cases:drawn", "cases:edit_procedure"}  # the law, and it is no secret
RECORDS |= {"cases:enter": PAPER, "cases:renew": PAPER}
RECORDS |= dict.fromkeys(("api:case", "screening:detail"), ("case", "KS-2020-9999"))
RECORDS |= {f"negotiation:{page}": ("case", "KS-2020-9999") for page in (
    "table", "bring_in", "export", "record_round", "compare", "freeze", "initial", "waive", "add",
    "article", "states", "strike", "position", "clearances", "ask_clearance")}  # fmt: skip
RECORDS |= dict.fromkeys(
    [
        f"negotiation:{page}"
        for page in ("clearance", "clearance_file", "clearance_on_paper", "withdraw_clearance")
    ],
    ("clearance", "0197a000-0000-7000-8000-000000000000"),
)
OPEN |= {"custody:list"}
RECORDS |= {f"custody:{page}": PAPER for page in (
    "paper", "open", "original", "check", "move", "lend", "take_back", "record", "ask_copy",
    "receive_copy")}  # fmt: skip
KEY_OF = {
    "file": "pk",
    "task": "pk",
    "disposition": "pk",
    "clearance": "pk",
    "partner": "slug",
    "account": "username",
}
KEY_AT = {"cases:enter": "paper", "cases:renew": "paper", "cases:of_letter": "letter",
          "negotiation:of_letter": "letter"}  # fmt: skip
# Everybody who does not see a Secret record of another, and all but those inside for accounts.
BLIND = (
    "anonymous",
    "partner-a",
    "ex-partner",
    "partner-b",
    "region",
    "ministry",
    "unit",
    "staff",
    "admin",
)
SEEING = ("legal", "leader", "auditor")
SEE_ANYWAY = {"account": {"admin"}, "partner": {"staff"}}


def addresses(resolver=None, names=(), converters=None):
    """(full name, the arguments it takes) of every address."""
    resolver = resolver or get_resolver()
    for entry in resolver.url_patterns:
        taken = {**(converters or {}), **entry.pattern.converters}
        if isinstance(entry, URLPattern):
            yield ":".join([*names, entry.name or "?"]), tuple(taken)
        else:
            inner = (*names, entry.namespace) if entry.namespace else names
            yield from addresses(entry, inner, taken)


def test_every_address_is_declared():
    with translation.override("en"):
        found = {name for name, _ in addresses()}

    declared = OPEN | OWN_ACCOUNT | ADMINISTRATION | OTHER | set(RECORDS)
    assert found - declared == set(), "declare the new address here, with who may open it"
    assert {name for name in declared - found if not name.startswith("matrix")} == set()


@pytest.fixture
def world():
    """Two partners with a paper each, and a hidden record of every kind."""
    with acting(SYSTEM) as system:
        accounts.load_units()
        bodies = {
            name: Organisation.objects.create(slug=name, name_en=f"Body {name}", kind="other")
            for name in ("partner-a", "partner-b")
        }
        keys = {name: f"org:{body.pk}" for name, body in bodies.items()}
        Organisation.objects.filter(pk=bodies["partner-a"].pk).update(seen_by=[keys["partner-a"]])
        people = {
            name: _person(system, name, keys) for name in (*BLIND, *SEEING) if name != "anonymous"
        }
        accounts.end_role(assignment=people["ex-partner"].assignments.get(), by=system)
        own = {
            name: instruments.register(
                by=system, kind="mou", title_en=f"Paper of {name}", classification="limited",
                parties=[Party(organisation=body, side="partner")],
            )
            for name, body in bodies.items()
        }  # fmt: skip
        return {"people": people, "own": own, "hidden": _hidden(system, people)}


def _person(system, name, keys):
    role = {"partner-a": "partner", "partner-b": "partner", "ex-partner": "partner"}.get(name, name)
    scope = {
        "partner": keys.get(name, keys["partner-a"]),
        "region": "region:33",
        "ministry": "region:31",
    }
    return accounts.ensure_account(
        by=system, username=f"user-{name}", name=name, role=role, password="kapal besar",
        unit=None if role in scope else "HOKS", scope=scope.get(role, ""),
    )  # fmt: skip


def _hidden(system, people):
    secret = {"classification": "secret", "class_rank": 3}
    paper = instruments.register(
        by=system, kind="mou", title_en=f"{MARK} paper", title_id=f"{MARK} naskah",
        classification="confidential", scope_en=MARK, note=MARK, next_step=MARK,
        parties=[],
    )  # fmt: skip
    # It was Confidential first: what the ledger kept of that time must be hidden as well.
    with acting(f"user:{people['legal'].pk}") as legal:
        instruments.classify(instrument=paper, by=legal, classification="secret", why=MARK)
    assume(SYSTEM)
    Claim.objects.create(
        record_kind="instrument", record_id=paper.pk, field="x", value=MARK, source=MARK, **secret
    )
    paper.notes.create(author=people["legal"], text=MARK)
    known = {
        "classification": "confidential",
        "class_rank": 2,
    }  # nothing in the directory is Secret
    body = Organisation.objects.create(
        slug=BODY_MARK, name_en=f"{BODY_MARK} body", kind="other", haystack=BODY_MARK, **known
    )
    Alias.objects.create(organisation=body, text=BODY_MARK, key=BODY_MARK)
    person = Person.objects.create(name=f"{MARK} person", **secret)
    Post.objects.create(person=person, organisation=body, office=MARK)
    engagement = Engagement.objects.create(
        code="KEG-2020-0001", kind="meeting", title_en=MARK, title_id=MARK, **secret
    )
    aid = AidRecord.objects.create(
        code="BAN-2020-0001", direction="in", kind="goods", disaster_en=MARK, **secret
    )
    batch = ImportBatch.objects.create(
        code="imp-2020-0001", filename=f"{MARK}.xlsx", received_at=timezone.now(), **secret
    )
    fresh = custody.Fresh(place=MARK, since=timezone.localdate())
    custody.open_originals(instrument=paper, by=system, originals=[fresh], why=MARK)
    task = tasks.open_task(
        by=system, kind="case_step", what=Text.same(MARK), why=Text.same(MARK), to="role:legal",
        record=Record(kind="instrument", code=MARK, address="/en/"), classification="secret",
        note=MARK,
    )  # fmt: skip
    letter = a_letter(system, subject=MARK, sender=MARK, classification="secret", summary=MARK)
    with acting(f"user:{people['legal'].pk}") as legal:
        disposition = dispose(letter=letter, by=legal, given=given("role:legal", note=MARK))
    assume(SYSTEM)
    file = documents.store(
        hostile.HONEST["txt"], name=f"{MARK}.txt", by=system, classification="secret"
    )
    case = cases.open_case(
        cases.Draft(
            track="domestic_mou", title_en=f"{MARK} case", title_id=f"{MARK} proses",
            classification="secret",
        ), by=system,
    )  # fmt: skip
    _hidden_text(system, case)
    clearance = _hidden_clearance(case, file)
    cases.record_step(
        case=case, by=system, step="reject", on=timezone.localdate(), facts={"reason": MARK}
    )
    return {
        "instrument": paper.code, "partner": body.slug, "engagement": engagement.code, "aid": aid.code,
        "import": batch.code, "task": str(task.pk), "letter": letter.code, "disposition": str(disposition.pk), "file": str(file.pk), "account": "user-legal",
        "case": case.code, "clearance": str(clearance.pk),
    }  # fmt: skip


def _hidden_clearance(case, file):
    """A request in a Secret case: it went by letter, and nobody outside reads it here."""
    on = timezone.localdate()
    row = Clearance(
        case=case, case_code=case.code, title_en=MARK, asked_of="org:" + str(case.pk), name_id=MARK,
        note=MARK, is_shared=False, asked_on=on, asked_at=timezone.now(), due_on=on,
        due_rule_id=MARK, due_rule_en=MARK, due_source=MARK, file=file,
    )  # fmt: skip
    row.classify("secret")
    row.save(force_insert=True)
    return row


def _hidden_text(system, case):
    draft = texts.open_draft(case=case, by=system, kind="mou")
    words = {"titles": {"id": MARK, "en": MARK}, "bodies": {"id": MARK, "en": MARK}}
    article = texts.add_article(draft=draft, by=system, number=1, **words)
    texts.set_position(
        article=article, by=system, version=0, ours=MARK, theirs=MARK, mandate_limit=MARK
    )


def signed_in(world, who):
    client = Client(raise_request_exception=False)
    if who != "anonymous":
        client.force_login(world["people"][who])
    return client


def where(name, kind, value):
    taken = dict(addresses())[name]
    main = KEY_AT.get(name) or KEY_OF.get(kind, "code")
    with translation.override("en"):
        return reverse(name, kwargs={one: value if one == main else MORE[one] for one in taken})


def told(response):
    """Everything a caller can compare, but the clock."""
    headers = {k: v for k, v in response.headers.items() if k not in {"Date", "Set-Cookie"}}
    return response.status_code, response.content, headers


@pytest.mark.parametrize("who", BLIND)
def test_a_hidden_record_answers_like_none_at_every_address(world, who):
    client = signed_in(world, who)
    differing = []

    for name, (kind, missing) in RECORDS.items():
        if who in SEE_ANYWAY.get(kind, ()):
            continue
        for method in ("get", "post", "head", "put", "delete", "options"):
            foreign = getattr(client, method)(where(name, kind, world["hidden"][kind]))
            none = getattr(client, method)(where(name, kind, missing))
            if (
                told(foreign) != told(none)
                or foreign.status_code in {200, 500}
                and method != "options"
            ):
                differing.append((name, method, foreign.status_code, none.status_code))

    assert differing == []


@pytest.mark.parametrize("who", SEEING)
def test_those_who_may_do_see_the_hidden_record(world, who):
    """Without this the test above could pass on an empty house."""
    client = signed_in(world, who)

    for name in ("instruments:detail", "partners:detail", "documents:file", "api:instrument",
                 "engagements:detail", "assistance:detail", "cases:detail", "cases:picture",
                 "api:case", "negotiation:table", "negotiation:clearance",
                 "negotiation:clearance_file", "negotiation:of_letter", "custody:paper", "custody:original"):  # fmt: skip
        kind = RECORDS[name][0]
        assert client.get(where(name, kind, world["hidden"][kind])).status_code == 200, name
    assert (
        MARK
        in client.get(
            where("instruments:detail", "instrument", world["hidden"]["instrument"])
        ).content.decode()
    )


QUERIES = (
    "", f"?q={MARK[:7]}", f"?partner={MARK[:7]}", "?format=csv", "?format=json", "?format=xlsx",
    "?format=ics", "?sort=title", "?as_at=2026-01-01", f"?as_at={timezone.localdate()}", "?limit=500",
)  # fmt: skip


@pytest.mark.parametrize("who", BLIND)
def test_no_page_list_search_or_download_tells_of_hidden_records(world, who):
    client = signed_in(world, who)
    leaks = []

    for name in sorted((OPEN | OWN_ACCOUNT | ADMINISTRATION) - {"account_logout"}):
        with translation.override("en"):
            path = reverse(name)
        for query in QUERIES if name in OPEN else ("",):
            response = client.get(path + query)
            body = text_of(response)
            tells = MARK in body or (BODY_MARK in body and who != "staff")
            if response.status_code == 500 or tells:
                leaks.append((name, query, response.status_code))

    assert leaks == []


def text_of(response):
    """The body as text; what is packed in workbooks unpacked."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    if body[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            body = b"".join(archive.read(name) for name in archive.namelist())
    return body.decode("utf-8", "replace")


@pytest.mark.parametrize(
    ("who", "own", "other"),
    [("partner-a", "partner-a", "partner-b"), ("partner-b", "partner-b", "partner-a")],
)
def test_a_partner_opens_its_own_paper_and_no_other(world, who, own, other):
    client = signed_in(world, who)
    mine, foreign = world["own"][own].code, world["own"][other].code

    assert client.get(where("instruments:detail", "instrument", mine)).status_code == 200
    refused = client.get(where("instruments:detail", "instrument", foreign))
    none = client.get(where("instruments:detail", "instrument", "KS-INT-2020-9999"))
    assert (refused.status_code, told(refused)) == (404, told(none))
    with translation.override("en"):
        listed = client.get(reverse("instruments:list")).content.decode()
    assert f"Paper of {own}" in listed
    assert f"Paper of {other}" not in listed


def test_a_former_focal_point_sees_nothing_of_the_organisation(world):
    client = signed_in(world, "ex-partner")

    for paper in world["own"].values():
        assert client.get(where("instruments:detail", "instrument", paper.code)).status_code == 404


@pytest.mark.parametrize("who", [*BLIND, *SEEING])
def test_administration_is_the_administrators(world, who):
    client = signed_in(world, who)
    for name in ADMINISTRATION:
        with translation.override("en"):
            answer = client.get(reverse(name)).status_code
        assert answer == (200 if who == "admin" else 404), name


@pytest.mark.parametrize(
    "who", ["anonymous", "partner-a", "region", "ministry", "auditor", "admin"]
)
def test_readers_change_nothing_by_any_form(world, who):
    """Every POST to one's own visible records by those who only read."""
    client = signed_in(world, who)
    with acting(SYSTEM):
        before = list(Instrument.objects.order_by("pk").values())
    code = world["own"]["partner-a"].code
    fields = {
        "next_step": "x", "title_en": "x", "classification": "public", "text": "x", "why": "x", "note": "x",
        "codes": code, "code": code, "action": "classify", "owner_unit": "HOKS", "version": "1", "computed": "expired",
        "confirm": "1",
    }  # fmt: skip

    for name in ("edit", "next_step", "settle", "classify", "note"):
        client.post(where(f"instruments:{name}", "instrument", code), fields)
    for name in ("register", "change_many"):
        with translation.override("en"):
            client.post(reverse(f"instruments:{name}"), fields)

    with acting(SYSTEM):
        assert list(Instrument.objects.order_by("pk").values()) == before


FIELD = re.compile(r"<(?:input|textarea|select)\b[^>]*\bname=\"([^\"]+)\"[^>]*>")
VALUE = re.compile(r"\bvalue=\"([^\"]*)\"")


def test_fields_that_no_form_shows_are_not_taken(world):
    """Mass assignment: what belongs to the house cannot be posted."""
    client = signed_in(world, "staff")
    paper = world["own"]["partner-a"]
    page = where("instruments:edit", "instrument", paper.code)
    shown = client.get(page).content.decode()
    fields = {
        found[1]: VALUE.search(found[0])[1] if VALUE.search(found[0]) else ""
        for found in FIELD.finditer(shown)
    }
    planted = {
        "class_rank": "0", "seen_by": "region:33", "space": "2", "code": "KS-INT-1900-0001", "id": str(paper.pk),
        "stage": "in_force", "last_act_at": "2000-01-01", "search": "x", "haystack": "x", "owner": "x",
        "withdrawn_at": "2020-01-01", "status_settled": "x", "partner_names": "x", "countries": "US",
    }  # fmt: skip
    hidden = [name for name in planted if name not in fields]

    client.post(page, fields | {name: planted[name] for name in hidden})

    with acting(SYSTEM):
        after = Instrument.objects.get(pk=paper.pk)
    for name in hidden:
        assert getattr(after, name) == getattr(paper, name) or name in {
            "last_act_at",
            "search",
            "haystack",
        }, name
