"""Every route of the house with an address to try it at. A route that is not here fails the crawl."""

from dataclasses import dataclass, field

from django.urls import URLPattern, get_resolver

ALL, SIGNED, DESK, BUREAU, ADMIN = "all", "signed", "desk", "bureau", "admin"
TURKISH = "turkish"  # a public paper: for everybody but another country's partner
SEEING = {
    "": {ALL, TURKISH},
    "partner-kr": {ALL, SIGNED},
    "staff": {ALL, TURKISH, SIGNED, DESK, BUREAU},
    "admin": {ALL, TURKISH, SIGNED, DESK, ADMIN},
}


@dataclass(frozen=True)
class Page:
    """An address below /id/ and /en/; `sees` says who is shown it, everybody else is refused."""

    address: str
    sees: str = ALL
    more: tuple[str, ...] = ()  # other addresses of the same route: states worth a look
    budget: int = 100_000
    to: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Act:
    """A route that only takes what is sent to it, leads on, or answers machines."""

    why: str


OPEN = "KS-INT-2025-0002"  # a public instrument of the demo
CASE = "KS-2025-0001"  # the demo's sample case in talks, with a text, a mandate and letters
FINISHED = "KS-2024-0001"  # the one that came to its deposit
RENEWALS = "track=extension"  # which cases are listed to find the first
CLAUSE = "contacts"  # one that the sample text lacks
LETTER = "SM-2026-0001"  # the first letter of the demo
ROUTES = {
    "portal:home": Page(""),
    "portal:about": Page("about/"),
    "portal:data": Page("data/"),
    "portal:help": Page("help/"),
    "portal:accessibility": Page("accessibility/"),
    "portal:countries": Page("countries/", more=("countries/?q=korea", "countries/?q=zzzzzz")),
    "portal:map": Page(
        "map/", budget=250_000, more=("map/?show=engagements", "map/?show=assistance")
    ),
    "portal:style": Page("style/"),
    "instruments:list": Page(
        "instruments/",
        more=(
            "instruments/?q=turki",
            "instruments/?q=zzzzzz&status=draft",
            "instruments/?cols=code,level,owner,next_step,fields,phases,active,signed,ends,notice",
            "instruments/?as_at=2026-11-22",
        ),
    ),
    "instruments:contradictions": Page(
        "instruments/contradictions/",
        DESK,
        more=("instruments/contradictions/?q=zzzzzz", "instruments/contradictions/?what=until"),
    ),
    "instruments:detail": Page(f"instruments/{OPEN}/", TURKISH),
    "instruments:history": Page(f"instruments/{OPEN}/history/", DESK),
    "instruments:register": Page("instruments/new/", BUREAU),
    "instruments:edit": Page(f"instruments/{OPEN}/edit/", BUREAU),
    "instruments:next_step": Page(f"instruments/{OPEN}/next-step/", BUREAU),
    "instruments:settle": Page(f"instruments/{OPEN}/status/", BUREAU),
    "instruments:classify": Page(f"instruments/{OPEN}/classification/", BUREAU),
    "instruments:save_view": Page(
        "views/instruments/save/?status=expiring", DESK, more=("views/partners/save/?q=x",)
    ),
    "instruments:drop_view": Page("views/instruments/remove/?name=x", DESK),
    "instruments:change_many": Act("POST"),
    "instruments:note": Act("POST"),
    "instruments:attach": Page(f"instruments/{OPEN}/files/", BUREAU),
    "instruments:link": Page(f"instruments/{OPEN}/links/", BUREAU),
    "instruments:report": Page(f"instruments/{OPEN}/report/", BUREAU),
    "instruments:reports": Page(f"instruments/{OPEN}/reports/signed_on/", TURKISH),
    "instruments:withdraw": Page(f"instruments/{OPEN}/withdraw/", BUREAU),
    "directory:names": Act("options of a field"),
    "accounts:scopes": Act("options of a field"),
    "directory:register": Page("partners/new/", BUREAU),
    "directory:edit": Page("partners/afad/edit/", BUREAU),
    "directory:merge": Page("partners/afad/merge/", BUREAU),
    "directory:add_person": Page("partners/afad/people/add/", BUREAU),
    "directory:history": Page("partners/afad/history/", DESK),
    "partners:list": Page(
        "partners/", more=("partners/?q=bnpb", "partners/?q=zzzzzz", "partners/?as_at=2026-11-22")
    ),
    "partners:detail": Page("partners/afad/", more=("partners/afad/?as_at=2026-12-31",)),
    "countries:detail": Page("countries/TR/", more=("countries/KR/", "countries/BR/")),
    "engagements:list": Page("engagements/", more=("engagements/?q=zzzzzz",)),
    "engagements:detail": Page("engagements/{first}/"),
    "engagements:hand_out": Page("engagements/KG-2024-0001/steps/0/", BUREAU),
    "assistance:list": Page("assistance/", more=("assistance/?q=zzzzzz",)),
    "assistance:detail": Page("assistance/{first}/"),
    "tasks:list": Page(
        "tasks/", DESK, more=("tasks/?show=given", "tasks/?show=closed", "tasks/?q=zzzzzz")
    ),
    "tasks:detail": Page("tasks/{first}/", DESK),
    "tasks:finish": Act("walked through in tests/tasks; a form of one field"),
    "tasks:pass_on": Act("tried in tests/tasks"),
    "tasks:withdraw": Act("by whoever gave the task"),
    "tasks:acting": Page("acting/", DESK),
    "tasks:end_acting": Act("POST"),
    "cases:list": Page(
        "cases/",
        more=("cases/?q=zzzzzz", "cases/?cols=stage,turn,since,due,partner,unit,track,status,act"),
    ),
    "cases:board": Page("cases/board/", more=("cases/board/?by=partner",)),
    "cases:calendar": Page("cases/calendar/", more=("cases/calendar/?month=2026-12",)),
    "cases:open": Page("cases/new/", BUREAU),
    "cases:enter": Page(f"cases/from/{OPEN}/", BUREAU),
    "cases:renew": Page(f"cases/renew/{OPEN}/", BUREAU),
    "cases:evaluation": Page(f"cases/{{first}}evaluation/?{RENEWALS}", BUREAU),
    "cases:go_on": Page(f"cases/{{first}}go-on/?{RENEWALS}", BUREAU),
    "cases:detail": Page("cases/{first}/", SIGNED),
    "cases:detail#talks": Page(f"cases/{CASE}/", DESK, more=(f"cases/{FINISHED}/",)),
    "cases:picture": Act("a picture"),
    "screening:detail": Page(f"cases/{CASE}/screening/", BUREAU),
    "cases:mandate": Page(f"cases/{CASE}/mandate/", BUREAU),
    "cases:classify": Page(f"cases/{CASE}/classification/", BUREAU),
    "cases:edit": Page(f"cases/{CASE}/edit/", BUREAU),
    "cases:record": Page(
        f"cases/{CASE}/record/explore/", BUREAU, more=(f"cases/{CASE}/record/sign/",)
    ),
    "tasks:reminders": Page("reminders/", DESK),
    "tasks:ladder": Page("reminders/ladder/", DESK),
    "tasks:edit_rung": Page("reminders/ladder/late/", ADMIN),
    "tasks:change_mute": Act("POST"),
    "tasks:mute": Act("only by the link of a letter"),
    "tasks:decide_letter": Act("POST"),
    "cases:file_letter": Page(f"cases/{CASE}/letters/", BUREAU),
    "cases:of_letter": Page(f"cases/letters/{LETTER}/", DESK),
    "cases:take_out": Act("POST"),
    "cases:enter_paper": Act("POST"),
    "cases:correct": Act("walked through in tests/cases"),
    "cases:move": Act("the legal desk's: tried in tests/cases"),
    "cases:procedures": Page("procedures/", DESK),
    "cases:procedure": Page("procedures/international_agreement/1/", DESK),
    "cases:drawn": Act("a picture"),
    "cases:edit_procedure": Act("the legal desk's: tried in tests/cases"),
    "cases:propose": Page("propose/"),
    "cases:draft": Act("walked through in test_proposal"),
    "cases:confirm": Act("only by the link of a letter"),
    "cases:tracker": Page("track/"),
    "negotiation:table": Page(f"cases/{CASE}/text/", BUREAU),
    "negotiation:bring_in": Page(f"cases/{CASE}/text/bring-in/", BUREAU),
    "negotiation:export": Act("a file"),
    "negotiation:record_round": Page(f"cases/{CASE}/text/rounds/add/", BUREAU),
    "negotiation:compare": Page(f"cases/{CASE}/text/rounds/", BUREAU),
    "negotiation:freeze": Page(f"cases/{CASE}/text/freeze/", BUREAU),
    "negotiation:initial": Page(f"cases/{CASE}/text/initials/", BUREAU),
    "negotiation:waive": Page(f"cases/{CASE}/text/clauses/{CLAUSE}/", BUREAU),
    "negotiation:add": Page(f"cases/{CASE}/text/articles/add/", BUREAU),
    "negotiation:states": Page(f"cases/{CASE}/text/articles/states/", BUREAU),
    "negotiation:article": Page(f"cases/{CASE}/text/articles/3/", BUREAU),
    "negotiation:strike": Act("POST"),
    "negotiation:position": Page(f"cases/{CASE}/text/articles/3/position/", BUREAU),
    "negotiation:clearances": Page(f"cases/{CASE}/clearances/", BUREAU),
    "negotiation:ask_clearance": Page(f"cases/{CASE}/clearances/ask/", BUREAU),
    "negotiation:of_letter": Page(f"clearances/letters/{LETTER}/", DESK),
    "negotiation:clearance_file": Act("tests/negotiation/test_clearances"),
    "negotiation:clearance": Act("walked through in tests/browser/test_korea"),
    "negotiation:clearance_on_paper": Act("walked through in tests/browser/test_korea"),
    "negotiation:withdraw_clearance": Act("tests/negotiation/test_clearances"),
    "custody:list": Page("custody/", BUREAU, more=("custody/?q=zzzzzz",)),
    "custody:paper": Page(f"custody/{OPEN}/", BUREAU),
    "custody:open": Page(f"custody/{OPEN}/originals/", BUREAU),
    "custody:record": Page(f"custody/{OPEN}/record/report_archive/", BUREAU),
    "custody:ask_copy": Page(f"custody/{OPEN}/copies/", BUREAU),
    "custody:receive_copy": Act("walked through in tests/custody"),
    "custody:original": Act("walked through in tests/custody"),
    "custody:check": Act("walked through in tests/custody"),
    "custody:move": Act("walked through in tests/custody"),
    "custody:lend": Act("walked through in tests/custody"),
    "custody:take_back": Act("walked through in tests/custody"),
    "letters:list": Page("letters/", DESK, more=("letters/?q=zzzzzz",)),
    "letters:register": Page("letters/new/", BUREAU),
    "letters:detail": Page(f"letters/{LETTER}/", DESK),
    "letters:attach": Page(f"letters/{LETTER}/files/", BUREAU),
    "letters:dispose": Page(f"letters/{LETTER}/dispose/", BUREAU),
    "letters:mine": Page("dispositions/", DESK, more=("dispositions/?show=given",)),
    "letters:read": Act("POST"),
    "letters:cancel": Act("by whoever gave the disposition"),
    "desk:home": Page("desk/", DESK),
    "desk:radar": Page("radar/", DESK),
    "desk:acts": Page("acts/", ADMIN),
    "desk:portfolio": Page("portfolio/"),
    "desk:search": Page("search/?q=korea", more=("search/", "search/?q=zzzzzz")),
    "account_login": Page("account/login/"),
    "account_reauthenticate": Page("account/confirm/", SIGNED),
    "account_change_password": Page("account/password/", SIGNED),
    "account_set_password": Act("leads on to the change of the password"),
    "account_logout": Page("account/logout/", SIGNED),
    "usersessions_list": Page("account/sessions/", SIGNED),
    "mfa_index": Page("account/factor/", SIGNED),
    "mfa_authenticate": Act("in the middle of signing in"),
    "mfa_reauthenticate": Act("only with a second factor"),
    "mfa_activate_totp": Page("account/factor/app/activate/", SIGNED),
    "mfa_deactivate_totp": Act("only with a second factor"),
    "mfa_view_recovery_codes": Act("only with a second factor"),
    "mfa_generate_recovery_codes": Act("only with a second factor"),
    "mfa_download_recovery_codes": Act("a file"),
    "mfa_list_webauthn": Page("account/factor/passkeys/", SIGNED),
    "mfa_add_webauthn": Page("account/factor/passkeys/add/", SIGNED),
    "mfa_reauthenticate_webauthn": Act("only with a passkey"),
    "mfa_remove_webauthn": Act("only with a passkey"),
    "mfa_edit_webauthn": Act("only with a passkey"),
    "mfa_login_webauthn": Act("answers a script"),
    "socialaccount_login_cancelled": Page("account/sso/cancelled/"),
    "socialaccount_login_error": Act("a refusal: 401"),
    "socialaccount_signup": Act("a refusal: 403"),
    "openid_connect_login": Act("leads out, only where single sign-on is set"),
    "openid_connect_callback": Act("only from the provider"),
    "accounts:profile": Page("account/", SIGNED),
    "accounts:session": Act("answers a script"),
    "accounts:unsent": Act("only after a session has ended in mid-form"),
    "accounts:unknown": Act("a refusal: 403"),
    "accounts:choose_password": Act("only by an administrator's link"),
    "accounts:end_session": Act("POST"),
    "accounts:people": Page("account/people/", ADMIN),
    "accounts:open_account": Page("account/people/new/", ADMIN),
    "accounts:person": Page("account/people/staff/", ADMIN),
    "accounts:add_role": Act("POST"),
    "accounts:end_role": Act("POST"),
    "accounts:change_account": Act("POST"),
    "accounts:decide": Act("POST"),
    "matrix:start": Page("matrix/", BUREAU),
    "matrix:batch": Act("walked through in test_matrix"),
    "matrix:row": Act("walked through in test_matrix"),
    "matrix:fix": Act("POST"),
    "matrix:decide": Act("POST"),
    "matrix:partners": Act("POST"),
    "matrix:columns": Act("POST"),
    "matrix:confirm": Act("POST"),
    "matrix:undo": Act("POST"),
    "matrix:discard": Act("POST"),
    "matrix:findings": Act("a file"),
    "root": Act("leads to a language"),
    "healthz": Act("answers machines"),
    "csp_reports": Act("takes what browsers report"),
    "documents:file": Act("a file"),
    "api:api-root": Act("answers machines"),
    "api:openapi-json": Act("answers machines"),
    "api:instruments": Act("answers machines"),
    "api:instrument": Act("answers machines"),
    "api:instruments_csv": Act("answers machines"),
    "api:partners_csv": Act("answers machines"),
    "api:countries_csv": Act("answers machines"),
    "api:partner_list": Act("answers machines"),
    "api:partner": Act("answers machines"),
    "api:countries": Act("answers machines"),
    "api:country": Act("answers machines"),
    "api:cases": Act("answers machines"),
    "api:case": Act("answers machines"),
    "api:metadata": Act("answers machines"),
}
PAGES = {name: page for name, page in ROUTES.items() if isinstance(page, Page)}


def names(patterns=None, space=()) -> set[str]:
    """The names of all routes that the resolver knows, namespaces before them."""
    found = set()
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLPattern):
            found.add(":".join((*space, pattern.name or str(pattern.pattern))))
        else:
            inner = (*space, pattern.namespace) if pattern.namespace else space
            found |= names(pattern.url_patterns, inner)
    return found
