"""Task 2: the yearly matrix of 300 rows, 12 of them bad, into the register, and out of it again:
at most 12 clicks and 120 seconds of hands (trust.md 2.2)."""

import pytest

from tests.browser.conftest import NARROW, WIDE
from tests.browser.meter import Meter
from tests.matrix.workbooks import AFAD, JICA, KOREA, changed, workbook

pytestmark = pytest.mark.usefixtures("register_moves")
BAD = range(20, 260, 20)  # twelve rows
READ = 120_000  # ms that the worker may take on a busy machine


MONTHS = ("Januari", "Maret", "April", "Juni", "Agustus", "Oktober", "Desember")
MATTERS = (
    "Peringatan dini tsunami",
    "Pelatihan pencarian dan pertolongan",
    "Logistik beras cadangan",
    "Pemetaan likuefaksi",
    "Sekolah tangguh",
    "Rumah sakit lapangan",
    "Radio komunikasi darurat",
    "Pemulihan nelayan",
    "Hutan gambut",
    "Asuransi petani",
    "Relawan kampus",
    "Banjir perkotaan",
    "Gunung api",
    "Kabut asap",
    "Museum kebencanaan",
    "Citra satelit",
    "Air bersih",
    "Jembatan gantung",
    "Epidemi",
    "Dana siap pakai",
)
PLACES = (
    "Aceh", "Padang", "Bengkulu", "Lampung", "Bandung", "Semarang", "Yogyakarta", "Surabaya",
    "Denpasar", "Mataram", "Kupang", "Palu", "Manado", "Ambon", "Jayapura",
)  # fmt: skip


def yearly():
    """300 rows unlike one another, in twelve of which the day of signing cannot be."""
    rows = []
    for number in range(300):
        signed = f"{number % 28 + 1} {MONTHS[number % 7]} {2000 + number % 20}"
        told = {
            "no": number + 1, "status": "", "judul": f"{MATTERS[number // 15]} di {PLACES[number % 15]} [percobaan]",
            "tanggal": "31 Februari 2021" if number in BAD else signed,
        }  # fmt: skip
        rows.append(changed((KOREA, AFAD, JICA)[number % 3], **told))
    return workbook(*rows)


@pytest.fixture
def handed_in(visit, tmp_path):
    """The page of a fresh import, and the meter that counted the way to it."""
    file = tmp_path / "matriks-2026.xlsx"
    file.write_bytes(yearly())
    page = visit("staff", size=WIDE)
    page.goto("/en/desk/")
    meter = Meter(page)
    meter.think()
    meter.click(
        page.get_by_role("link", name="Matrix", exact=True), then=page.locator("[type=file]")
    )
    with page.expect_file_chooser() as chooser:
        meter.click(page.locator("[type=file]"))
    chooser.value.set_files(file)
    meter.click(page.get_by_role("button", name="Read the matrix"))
    page.locator("#conclude").wait_for(timeout=READ)
    return page, meter


def test_bring_in_the_yearly_matrix(handed_in):
    page, meter = handed_in
    meter.think()
    grave = page.locator(".figures li", has=page.locator("b", has_text="12")).locator("a")
    meter.click(grave, then=page.locator("[data-open]"))
    meter.click(page.locator("[data-open]").first, then=page.locator("[autofocus]"))
    for _ in BAD:
        meter.think()
        title = page.locator("h1").inner_text()
        meter.press("Control+a")
        meter.type("28-02-2021")
        meter.press("Enter")
        page.wait_for_function(
            "title => document.querySelector('h1')?.innerText !== title", arg=title
        )
    if not page.locator("#conclude").count():  # the doubtful come after the mistakes
        crumb = page.get_by_role("link", name="matriks-2026.xlsx")
        meter.click(crumb, then=page.locator("#conclude"))
    meter.think()
    meter.click(page.get_by_role("button", name="Confirm and put into the register"))
    page.get_by_text("This matrix is in the register").wait_for(timeout=READ)
    print(meter)
    assert meter.clicks <= 12
    assert meter.seconds <= 120
    page.goto("/en/instruments/?q=percobaan")
    assert page.inner_text("[data-total] b") == "300"
    page.go_back()
    page.get_by_role("button", name="Undo the whole import").click()
    page.get_by_text("This import was undone").wait_for(timeout=READ)
    page.goto("/en/instruments/?q=percobaan")
    assert page.locator(".empty").count()


def test_the_pages_of_an_import_are_as_good_as_the_others(handed_in):
    page, _ = handed_in
    address, found = page.url, []
    row = page.locator("[data-open]").first.get_attribute("href")
    for part in (address, f"{address}?tab=columns", f"{address}?tab=partners", row):
        page.goto(part)
        for size in (WIDE, NARROW):
            page.set_viewport_size(size)
            found += [
                f"{part} at {size['width']}: {w}" for w in page.watch.overflow() + page.watch.axe()
            ]
        page.set_viewport_size(WIDE)
    assert page.watch.taken() == []
    assert not found, "\n".join(found)
    page.goto(address)
    page.get_by_role("button", name="Throw this import away").click()
    page.get_by_text("Thrown away").first.wait_for()
