"""One number, six doors: page, CSV, XLSX, JSON, API and data page tell the same."""

import csv
import io
import json

import openpyxl
import pytest

pytestmark = pytest.mark.usefixtures("register_rests")
FILTERS = ("", "level=bilateral", "status=expired&status=unknown", "q=australia", "year=2024")


def counted(page, asked):
    """How many rows each door gives for the same question."""
    get = page.context.request.get
    page.goto(f"/en/instruments/?{asked}")
    lines = get(f"/en/instruments/?format=csv&{asked}").body().decode("utf-8-sig")
    book = openpyxl.load_workbook(
        io.BytesIO(get(f"/en/instruments/?format=xlsx&{asked}").body()), read_only=True
    )
    told = json.loads(get(f"/en/instruments/?format=json&{asked}").body())
    api_lines = get(f"/api/v1/instruments.csv?{asked}").body().decode("utf-8-sig")
    empty = page.locator("#results .empty").count()
    return {
        "page": int(page.inner_text("[data-total] b")) if not empty else 0,
        "csv": len(list(csv.reader(io.StringIO(lines), delimiter=_parting(lines)))) - 1,
        "xlsx": sum(1 for row in book.worksheets[0].iter_rows(values_only=True) if any(row)) - 1,
        "json": len(told["items"] if isinstance(told, dict) else told),
        "api": get(f"/api/v1/instruments?limit=1&{asked}").json()["total"],
        "api csv": len(list(csv.reader(io.StringIO(api_lines), delimiter=_parting(api_lines)))) - 1,
    }


def _parting(lines):
    return ";" if ";" in lines.split("\n", 1)[0] else ","


@pytest.mark.parametrize("role", ["", "staff", "partner-kr", "partner-au", "region-jateng"])
def test_totals_agree(visit, role):
    page = visit(role)
    for asked in FILTERS:
        found = counted(page, asked)
        assert len(set(found.values())) == 1, (asked, found)
    everything = counted(page, "")["page"]
    page.goto("/en/data/")
    assert f"{everything} instrument" in page.inner_text("main")
    assert page.context.request.get("/api/v1/metadata").json()["rows"] == everything


def test_the_front_page_counts_what_its_links_show(visit):
    page = visit()
    page.goto("/en/")
    figures = [
        (int(item.locator("b").inner_text()), item.locator("a").get_attribute("href"))
        for item in page.locator(".figures li").all()
        if item.locator("a").count()
    ]
    for figure, address in figures:
        if "/map/" in address:
            continue
        page.goto(address)
        assert int(page.inner_text("[data-total] b")) == figure, address
