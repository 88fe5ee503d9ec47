"""Cases for machines: to outsiders the outline, to those who read the acts all that the page says."""

from typing import Annotated

from django.http import HttpRequest
from ninja import Path, Query, Router
from pydantic import Field

from ecoop.accounts.policy import may
from ecoop.api import case_answers, case_shapes
from ecoop.api.asking import OK_OR_NOT, Code, Many, PageQuery, Words
from ecoop.api.serving import answer, kept, unchanged
from ecoop.cases import listing, policies

router = Router(tags=["cases"])


class CasesQuery(PageQuery):
    """The filters of the list of cases, under the same names as in a page's address. `unit`,
    `due` and the sorts `since`, `due` and `act` are for those inside BNPB."""

    q: Words = ""
    stage: Many = []
    turn: Many = []
    track: Many = []
    partner: Many = []
    unit: Many = []
    due: Annotated[str, Field(pattern=r"^(overdue)?$")] = ""
    state: Annotated[str, Field(pattern=r"^(all|over)?$")] = ""
    sort: Annotated[str, Field(pattern=r"^(title|since|due|promised|act)?$")] = ""
    direction: Annotated[str, Field(pattern=r"^(up|down)?$")] = ""


@router.get("/cases", response={200: case_shapes.Cases, **OK_OR_NOT})
def cases(request: HttpRequest, asked: Query[CasesQuery]):
    """Live cases that match, those that wait longest first; by title for outsiders."""
    inside = bool(may(request.actor, "use_desk"))
    return unchanged(request, inside) or kept(request, lambda: _page(request, asked, inside))


def _page(request, asked, inside) -> dict:
    cases = listing.list_for(inside=inside)
    page = cases.page(request.actor, cases.asked(request.GET), limit=asked.limit)
    items = [case_answers.item(row, inside=inside) for row in page.rows]
    return {"total": page.total, "items": items, "next": page.next or None}


@router.get("/cases/{code}", response={200: case_shapes.CaseRecord, **OK_OR_NOT})
def case(request: HttpRequest, code: Path[Code]):
    """One case; with its acts, deadlines and what is missing for those who read the acts."""
    found = policies.get_visible(request.actor, code)
    inside = bool(may(request.actor, "use_desk"))
    deep = bool(policies.sees_acts(request.actor, found))
    fresh = unchanged(request, inside, deep)
    return fresh or answer(request, case_answers.record(found, inside=inside, deep=deep))
