"""Hostile and honest files, made on the spot; no dangerous byte lies in the project."""

import base64
import io
import struct
import zipfile
import zlib

from ecoop.documents.kinds.examination import EICAR

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def types(main=DOCX):
    return f'<?xml version="1.0"?><Types><Override PartName="/d.xml" ContentType="{main}"/></Types>'


def package(members=(), *, main=DOCX, packing=zipfile.ZIP_DEFLATED):
    """An Office package with further members: (name or ZipInfo, content)."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", packing) as archive:
        for name, content in [("[Content_Types].xml", types(main)), ("d.xml", "<d/>"), *members]:
            archive.writestr(name, content)
    return made.getvalue()


def zipped(*members):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return made.getvalue()


def pdf(*objects, trailer=b"/Root 1 0 R", tail=b""):
    body = b"".join(
        b"%d 0 obj\n%s\nendobj\n" % (i, o) for i, o in enumerate(objects or (CATALOG,), 1)
    )
    return b"%PDF-1.7\n" + body + b"trailer\n<< " + trailer + b" >>\nstartxref\n0\n%%EOF\n" + tail


CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"


def stream(content, *, dictionary=b"/Filter /FlateDecode"):
    packed = zlib.compress(content)
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (dictionary, len(packed), packed)


def chunk(kind, content):
    return (
        struct.pack(">I", len(content))
        + kind
        + content
        + struct.pack(">I", zlib.crc32(kind + content))
    )


def png(*extra, width=2, height=2, tail=b""):
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    data = chunk(b"IDAT", zlib.compress(b"\0\1\2" * 2))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(extra) + data + chunk(b"IEND", b"") + tail


def segment(marker, content):
    return b"\xff" + bytes([marker]) + struct.pack(">H", len(content) + 2) + content


def exif(turning=6):
    entries = struct.pack(">HHIHH", 0x0112, 3, 1, turning, 0) + struct.pack(
        ">HHII", 0x8825, 4, 1, 60
    )
    return b"Exif\0\0MM\0*" + struct.pack(">IH", 8, 2) + entries + b"\0\0\0\0GPS 6.2088 S"


def jpeg(*extra, width=8, height=8, tail=b""):
    frame = segment(0xC0, struct.pack(">BHHB", 8, height, width, 1) + b"\1\x11\0")
    scan = segment(0xDA, b"\1\1\0\0\x3f\0") + b"\x12\x34\xff\x00\x56"
    return (
        b"\xff\xd8"
        + segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0")
        + b"".join(extra)
        + frame
        + scan
        + b"\xff\xd9"
        + tail
    )


def linked():
    link = zipfile.ZipInfo("word/link")
    link.external_attr = 0o120777 << 16
    return package([(link, "/etc/passwd")])


def lying_size():
    """A member that unfolds to more than its directory entry admits."""
    content = bytearray(package([("word/a.xml", "<a>" + "x" * 50_000 + "</a>")]))
    place = content.rfind(b"word/a.xml") - 46
    content[place + 24 : place + 28] = struct.pack("<I", 10)
    return bytes(content)


def locked_flag():
    content = bytearray(package())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.find(mark) + offset] |= 1
    return bytes(content)


def overlapping():
    """Two directory entries that share the same bytes."""
    content = package([("a.xml", "<a/>"), ("b.xml", "<b/>")], packing=zipfile.ZIP_STORED)
    end = content.rfind(b"PK\x05\x06")
    start = struct.unpack("<I", content[end + 16 : end + 20])[0]
    directory = bytearray(content[start:end])
    first = directory.find(b"a.xml") - 46
    second = directory.find(b"b.xml") - 46
    directory[second + 42 : second + 46] = directory[first + 42 : first + 46]
    return content[:start] + bytes(directory) + content[end:]


def named(name):
    info = zipfile.ZipInfo("x" * len(name))
    content = package([(info, "<x/>")])
    return content.replace(b"x" * len(name), name.encode())


def relation(kind, target="http://elsewhere.example/t.dotm"):
    text = f'<Relationships><Relationship Id="r" Type="{RELS}/{kind}" Target="{target}" TargetMode="External"/></Relationships>'
    return package([("word/_rels/settings.xml.rels", text)])


def turned_relation():
    text = f'<Relationships><Relationship TargetMode="External" Target="http://e.example/" Type="{RELS}/attachedTemplate"/></Relationships>'
    return package([("word/_rels/settings.xml.rels", text)])


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
ENTITIES = '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]><d>&a;</d>'
LAUGHS = '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><d>&b;</d>'
NESTED = zipped(("in.zip", zipped(("eicar.txt", EICAR))))
BOMB = package([("word/media/a.bin", b"\0" * (40 * 1024 * 1024))])

# name -> (content, the code of the refusal)
REFUSED = {
    "empty": (b"", "empty"),
    "too large": (b"a" * (25 * 1024 * 1024 + 1), "large"),
    "eicar": (EICAR, "harmful"),
    "eicar in words": (b"Dear colleague\n" + EICAR, "harmful"),
    "eicar in base64": (base64.b64encode(EICAR), "harmful"),
    "eicar in zip": (zipped(("eicar.com", EICAR)), "harmful"),
    "eicar in zip in zip": (NESTED, "harmful"),
    "eicar in docx": (package([("word/a.xml", EICAR)]), "harmful"),
    "eicar in pdf stream": (pdf(CATALOG, stream(EICAR)), "harmful"),
    "plain zip": (zipped(("a.txt", "a")), "archive"),
    "zip bomb": (BOMB, "bomb"),
    "many members": (package([(f"m/{i}", "") for i in range(3_001)]), "bomb"),
    "lying size": (lying_size(), "broken"),
    "overlapping members": (overlapping(), "bomb"),
    "nested archive": (package([("word/a.7z", b"7z\xbc\xaf\x27\x1c")]), "archive"),
    "packages four deep": (
        package([("1.docx", package([("2.docx", package([("3.docx", package())]))]))]),
        "archive",
    ),
    "bomb within": (package([("1.xlsx", BOMB)]), "bomb"),
    "zip slip": (package([("../../etc/cron.d/x", "x")]), "active"),
    "zip slip backslash": (named("..\\..\\x"), "active"),
    "absolute member": (package([("/etc/x", "x")]), "active"),
    "drive member": (package([("C:/x", "x")]), "active"),
    "symlink member": (linked(), "active"),
    "two members of one name": (package([("A.xml", "<a/>"), ("a.xml", "<a/>")]), "active"),
    "encrypted zip": (locked_flag(), "encrypted"),
    "encrypted office": (OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
    "old office": (OLE, "old"),
    "macro workbook": (package([("xl/vbaProject.bin", OLE)], main=XLSX), "macros"),
    "macro type": (package(main="application/vnd.ms-excel.sheet.macroEnabled.main+xml"), "macros"),
    "macro sheet": (package([("xl/macrosheets/sheet1.xml", "<x/>")], main=XLSX), "macros"),
    "activex": (package([("word/activeX/activeX1.xml", "<x/>")]), "macros"),
    "ole object": (package([("word/embeddings/oleObject1.bin", OLE)]), "active"),
    "program inside": (package([("word/media/image1.png", b"MZ\x90\0")]), "active"),
    "outside template": (relation("attachedTemplate"), "active"),
    "outside template turned": (turned_relation(), "active"),
    "outside frame": (relation("frame"), "active"),
    "dde field": (
        package([("word/document.xml", "<w:instrText>DDEAUTO c:\\\\cmd</w:instrText>")]),
        "active",
    ),
    "dde link": (
        package([("xl/externalLinks/externalLink1.xml", "<ddeLink ddeService='cmd'/>")], main=XLSX),
        "active",
    ),
    "xml entities": (package([("word/document.xml", ENTITIES)]), "active"),
    "billion laughs": (package([("word/document.xml", LAUGHS)]), "active"),
    "utf-16 entities": (package([("word/document.xml", ENTITIES.encode("utf-16"))]), "active"),
    "entities in a hidden part": (package([("word/media/x.bin", ENTITIES)]), "active"),
    "package without types": (zipped(("d.xml", "<d/>")), "archive"),
    "package of another kind": (package(main="application/epub"), "unknown"),
    "half a package": (package()[:200], "broken"),
    "package behind a program": (b"MZ" + package(), "active"),
    "package behind a page": (b"PK<html>" + package(), "mixed"),
    "pdf with javascript": (pdf(b"<< /S /JavaScript /JS (app.alert) >>"), "active"),
    "pdf with hidden name": (pdf(b"<< /S /Java#53cript >>"), "active"),
    "pdf with launch": (pdf(b"<< /S /Launch /F (cmd.exe) >>"), "active"),
    "pdf with a file inside": (pdf(b"<< /Type /EmbeddedFile >>"), "active"),
    "pdf with xfa": (pdf(b"<< /AcroForm << /XFA [] >> >>"), "active"),
    "pdf with a script in an object stream": (
        pdf(stream(b"<< /S /JavaScript >>", dictionary=b"/Type /ObjStm /Filter /FlateDecode")),
        "active",
    ),
    "pdf encrypted": (pdf(trailer=b"/Root 1 0 R /Encrypt 5 0 R"), "encrypted"),
    "pdf bomb": (pdf(stream(b"\0" * (65 * 1024 * 1024))), "bomb"),
    "pdf packed twice": (
        pdf(stream(b"x", dictionary=b"/Filter [/FlateDecode /FlateDecode]")),
        "bomb",
    ),
    "pdf cut short": (pdf()[:-20], "broken"),
    "pdf and zip": (pdf(tail=zipped(("a.txt", "a"))), "mixed"),
    "pdf and zip and end": (pdf(tail=zipped(("a.txt", "a")) + b"\n%%EOF"), "mixed"),
    "png of 60,000 x 60,000": (png(width=60_000, height=60_000), "picture"),
    "png with a broken sum": (png()[:-6] + b"\0\0\0\0\0\0", "broken"),
    "png cut short": (png()[:40], "broken"),
    "jpeg of 60,000 x 60,000": (jpeg(width=60_000, height=60_000), "picture"),
    "jpeg cut short": (jpeg()[:-2], "broken"),
    "jpeg without a frame": (b"\xff\xd8\xff\xe0\0\4ab\xff\xda\0\2\xff\xd9", "broken"),
    "gif": (b"GIF89a/*\x01\0*/=1;alert(1)", "unknown"),
    "svg": (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "active"),
    "html": (b"<!DOCTYPE html><script>alert(1)</script>", "active"),
    "html in words": (b"Hello\n\n<ScRiPt>alert(1)</script>", "active"),
    "php": (b"<?php system($_GET['c']); ?>", "active"),
    "xml": (ENTITIES.encode(), "active"),
    "rtf": (b"{\\rtf1 \\object}", "active"),
    "shell": (b"#!/bin/sh\nrm -rf /", "active"),
    "batch": (b"@echo off\r\ndel *", "active"),
    "postscript": (b"%!PS-Adobe-3.0\n", "active"),
    "program": (b"MZ\x90\0\3", "active"),
    "elf": (b"\x7fELF\2\1\1", "active"),
    "rar": (b"Rar!\x1a\x07\0", "archive"),
    "gzip": (b"\x1f\x8b\x08\0", "archive"),
    "random bytes": (bytes(range(256)), "unknown"),
    "words with nul": (b"abc\0def", "unknown"),
    "utf-16 html": ("<html><script>".encode("utf-16"), "active"),
}
HONEST = {
    "pdf": pdf(CATALOG, stream(b"BT (Halo) Tj ET")),
    "docx": package(
        [("word/document.xml", "<w:document/>"), ("word/embeddings/a.xlsx", package(main=XLSX))]
    ),
    "xlsx": package([("xl/workbook.xml", "<workbook/>")], main=XLSX),
    "png": png(),
    "jpg": jpeg(),
    "txt": "Rapat ke-2 di Ankara, Türkiye: x < 5".encode(),
    "csv": "No;Mitra;Tanggal\n1;Türkiye;10 April 2015\n".encode("utf-16"),
}
