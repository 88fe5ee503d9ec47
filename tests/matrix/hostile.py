"""Files that are broken, mutilated or made to hurt, each with a name that says how."""

import io
import random
import zipfile
from collections.abc import Iterator

import xlsxwriter

MAIN = "xl/workbook.xml"
SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
STYLES = "xl/styles.xml"
RELS = "xl/_rels/workbook.xml.rels"
ROWS = (
    ("MATRIKS KERJA SAMA",),
    ("No", "Negara/Mitra", "Jenis", "Judul", "Tanggal TTD", "Masa Berlaku", "Status"),
    (1, "Jepang (JICA)", "MoU", "MoU BNPB - JICA tentang mitigasi", "10 April 2015", "5 tahun", "Berakhir"),
    (2, "Turki (AFAD)", "PKS", "PKS BNPB - AFAD tentang simulasi", "9/10/24", "tidak terbatas", "Berlaku"),
    (3, "Fiji", "LoI", "Letter of Intent dengan Fiji", "2016", "-", "Proses"),
)  # fmt: skip


def good() -> bytes:
    """A small matrix that reads well."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    page = book.add_worksheet()
    for number, row in enumerate(ROWS):
        page.write_row(number, 0, row)
    book.close()
    return out.getvalue()


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(files: dict[str, bytes], *, stored: bool = False) -> bytes:
    out = io.BytesIO()
    how = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(out, "w", how) as package:
        for name, body in files.items():
            package.writestr(name, body)
    return out.getvalue()


def changed(**replaced: bytes) -> bytes:
    """The good workbook with parts replaced: key is the last word of the part's path."""
    files = parts(good())
    for name in list(files):
        key = name.rsplit("/", 1)[-1].split(".")[0]
        if key in replaced:
            files[name] = replaced[key]
    return packed(files)


def truncated() -> Iterator[tuple[str, bytes]]:
    content = good()
    for percent in range(2, 100, 2):
        yield f"cut at {percent} %", content[: len(content) * percent // 100]


def flipped(count: int = 120) -> Iterator[tuple[str, bytes]]:
    """Single and several bytes changed anywhere in the file."""
    content = good()
    for seed in range(count):
        rng = random.Random(seed)  # noqa: S311  # reproducible damage, no secrets
        broken = bytearray(content)
        for _ in range(rng.choice([1, 1, 2, 5, 40])):
            broken[rng.randrange(len(broken))] = rng.randrange(256)
        yield f"bytes changed, seed {seed}", bytes(broken)


def mutilated(count: int = 120) -> Iterator[tuple[str, bytes]]:
    """XML of one part cut, doubled, or its letters changed, in a sound zip."""
    files = parts(good())
    names = [MAIN, SHEET, STRINGS, STYLES, RELS, "[Content_Types].xml"]
    names = [name for name in names if name in files]
    for seed in range(count):
        rng = random.Random(1000 + seed)  # noqa: S311
        name = rng.choice(names)
        body = bytearray(files[name])
        how = rng.choice(["cut", "change", "drop", "double", "swap"])
        at, to = sorted((rng.randrange(len(body)), rng.randrange(len(body))))
        if how == "cut":
            body = body[:at]
        elif how == "change":
            for _ in range(rng.randint(1, 30)):
                body[rng.randrange(len(body))] = rng.choice(b"<>\"'&;:/=0123456789abcXYZ \x00")
        elif how == "drop":
            body = body[:at] + body[to:]
        elif how == "double":
            body = body[:to] + body[at:]
        else:
            body = body[:at] + body[at:to][::-1] + body[to:]
        yield f"{name} {how}, seed {seed}", packed({**files, name: bytes(body)})


def without_parts() -> Iterator[tuple[str, bytes]]:
    files = parts(good())
    for name in files:
        yield f"without {name}", packed({key: body for key, body in files.items() if key != name})


def sheet(rows: str, *, before: str = "", after: str = "") -> bytes:
    head = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    return f"{head}{before}<sheetData>{rows}</sheetData>{after}</worksheet>".encode()


def made_to_hurt() -> Iterator[tuple[str, bytes]]:
    """Bombs and lies; all of them must be refused or read, quickly."""
    laughs = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    outside = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    body = parts(good())[SHEET]
    yield "entities", changed(sheet1=laughs + body)
    yield "external entity", changed(sheet1=outside + body)
    yield "doctype in strings", changed(sharedStrings=laughs + b"<sst/>", sheet1=body)
    yield "entities in workbook", changed(workbook=laughs + parts(good())[MAIN])
    yield "zip bomb", changed(sheet1=sheet("<row/>" * 10) + b" " * 400_000_000)
    yield (
        "million empty rows",
        changed(sheet1=sheet("".join(f'<row r="{n}"/>' for n in range(1, 1_000_000)))),
    )
    cells = "".join('<row><c t="n"><v>1</v></c></row>' for _ in range(200_000))
    yield "200,000 rows", changed(sheet1=sheet(cells))
    wide = "<row>" + '<c t="n"><v>1</v></c>' * 900_000 + "</row>"
    yield "a row of 900,000 cells", changed(sheet1=sheet(wide))
    yield "deep nesting", changed(sheet1=b"<a>" * 500_000)
    yield "one long attribute", changed(sheet1=b'<worksheet a="' + b"x" * 30_000_000 + b'"/>')
    yield (
        "one long text",
        changed(
            sheet1=sheet(
                f'<row r="1"><c r="A1" t="inlineStr"><is><t>{"x" * 20_000_000}</t></is></c></row>'
            )
        ),
    )
    merges = "".join(f'<mergeCell ref="A{n}:XFD{n + 1}"/>' for n in range(1, 50_000))
    yield (
        "merges over everything",
        changed(sheet1=sheet("", after=f"<mergeCells>{merges}</mergeCells>")),
    )
    huge = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    yield (
        "one merge over all",
        packed(
            {**parts(good()), SHEET: body.replace(b"</sheetData>", b"</sheetData>" + huge.encode())}
        ),
    )
    yield (
        "row number beyond Excel",
        changed(sheet1=sheet('<row r="99999999999"><c r="A1"><v>1</v></c></row>')),
    )
    yield (
        "string index beyond the end",
        changed(sheet1=sheet('<row r="1"><c r="A1" t="s"><v>999999</v></c></row>')),
    )
    yield (
        "numbers that are none",
        changed(
            sheet1=sheet('<row r="1"><c r="A1"><v>1e999</v></c><c r="B1"><v>NaN</v></c></row>')
        ),
    )
    yield (
        "many fonts",
        changed(styles=b"<styleSheet><fonts>" + b"<font/>" * 400_000 + b"</fonts></styleSheet>"),
    )
    yield (
        "many namespaces",
        changed(
            sheet1=b"<worksheet>"
            + b"".join(b"<n%d/>" % n for n in range(120_000))
            + b"</worksheet>"
        ),
    )
    loops = "".join(
        f'<row r="{n}"><c r="A{n}"><f>A{n + 1}&amp;A{n + 1}</f></c></row>' for n in range(1, 2000)
    )
    yield "formulas that lean on one another", changed(sheet1=sheet(loops))
    yield (
        "a formula that names itself",
        changed(sheet1=sheet('<row r="1"><c r="A1"><f>A1+1</f></c></row>')),
    )
    yield (
        "many files in the zip",
        packed({**parts(good()), **{f"x/{n}": b"" for n in range(6000)}}, stored=True),
    )


def of_other_kinds() -> Iterator[tuple[str, bytes, str, str]]:
    """(how, content, file name, code of the refusal)."""
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
    yield "nothing", b"", "a.xlsx", "empty"
    yield "only zeros", b"\0" * 2000, "a.xlsx", "empty"
    yield "blank CSV", b"\r\n\r\n  \r\n", "a.csv", "empty"
    yield (
        "encrypted",
        ole + "EncryptedPackage".encode("utf-16-le") + b"\0" * 100,
        "a.xlsx",
        "encrypted",
    )
    yield "old Excel", ole + "Workbook".encode("utf-16-le"), "a.xls", "xls"
    yield "old Excel renamed", ole + "Workbook".encode("utf-16-le"), "a.xlsx", "xls"
    yield "BIFF without container", b"\x09\x08\x10\x00" + b"\0" * 60 + b"x", "a.xls", "xls"
    yield "PDF", b"%PDF-1.7\n%\xe2\xe3", "a.xlsx", "pdf"
    yield "HTML named xls", b"<html><table><tr><td>No</td></tr></table></html>", "a.xls", "html"
    yield "HTML with doctype", b"<!DOCTYPE html><html></html>", "a.xlsx", "html"
    yield "XML spreadsheet 2003", b'<?xml version="1.0"?><Workbook xmlns="urn:x"/>', "a.xml", "xml"
    yield (
        "OpenDocument",
        packed(
            {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<a/>"},
            stored=True,
        ),
        "a.xlsx",
        "ods",
    )
    yield "binary workbook", packed({"xl/workbook.bin": b"x"}), "a.xlsx", "xlsb"
    yield "Word", packed({"word/document.xml": b"<w/>"}), "a.xlsx", "other_office"
    yield "PowerPoint", packed({"ppt/presentation.xml": b"<p/>"}), "a.xlsx", "other_office"
    yield "any zip", packed({"readme.txt": b"x"}), "a.xlsx", "not_a_workbook"
    yield "text named xlsx", b"No,Negara\n1,Jepang\n", "a.xlsx", "not_a_workbook"
    yield "picture", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "a.csv", "not_text"
    yield "letter", b"Yth. Kepala Biro,\ndengan hormat.\n", "a.csv", "no_table"
    yield "numbers only", b"1;2;3\n4;5;6\n", "a.csv", "no_table"
    yield (
        "no worksheet",
        changed(workbook=b'<workbook xmlns="x"><sheets/></workbook>'),
        "a.xlsm",
        "no_sheets",
    )
    yield "too large", b"a;b\n" * 3_000_000, "a.csv", "too_big"
