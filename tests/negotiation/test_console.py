"""`ecoop negotiation` without a database."""

import json

from ecoop.config import cli
from ecoop.negotiation.articles import docx
from tests.negotiation import bank_one, generator
from tests.negotiation.texts import read


def test_parity_of_two_text_files_as_json(tmp_path, capsys):
    texts, planted = generator.agreement(11, bank_one, plants=4)
    files = [tmp_path / f"{lang}.txt" for lang in ("id", "en")]
    for file, lang in zip(files, ("id", "en"), strict=True):
        file.write_text(texts[lang], encoding="utf-8")

    code = cli.main(["negotiation", "parity", *map(str, files), "--json"])

    answer = json.loads(capsys.readouterr().out)
    assert code == 1
    assert answer["languages"] == ["id", "en"]
    assert len(answer["findings"]) == len(planted) > 0
    assert {"kind", "article", "places", "quotes", "text", "mend"} == answer["findings"][0].keys()


def test_parity_of_one_bilingual_word_file(tmp_path, capsys):
    texts, _ = generator.agreement(11, bank_one, plants=0)
    file = tmp_path / "naskah.docx"
    pair = [read(texts[lang], lang) for lang in ("id", "en")]
    file.write_bytes(docx.write(pair, title="Naskah"))

    assert cli.main(["negotiation", "parity", str(file)]) == 0
    assert "0 findings" in capsys.readouterr().out


def test_what_cannot_be_read_is_said_in_both_languages(tmp_path, capsys):
    file = tmp_path / "x.docx"
    file.write_bytes(b"no zip")

    assert cli.main(["negotiation", "parity", str(file)]) == 2
    said = capsys.readouterr().err
    assert " / " in said


def test_one_language_alone_cannot_be_compared(tmp_path, capsys):
    texts, _ = generator.agreement(11, bank_one, plants=0)
    file = tmp_path / "en.txt"
    file.write_text(texts["en"], encoding="utf-8")

    assert cli.main(["negotiation", "parity", str(file), str(file)]) == 2
    assert "one language" in capsys.readouterr().err


def test_clauses_of_a_file(tmp_path, capsys):
    texts, _ = generator.agreement(11, bank_one, plants=0)
    file = tmp_path / "naskah.txt"
    file.write_text(texts["id"], encoding="utf-8")

    assert cli.main(["negotiation", "clauses", str(file), "--foreign", "--json"]) == 1
    rows = json.loads(capsys.readouterr().out)["clauses"]
    assert {"present", "missing"} >= {row["state"] for row in rows} - {"weak"}
