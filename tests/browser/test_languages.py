"""Every page wholly in its own language: words, titles and dates."""

from functools import cache
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from tests.browser.routes import PAGES, SEEING

ECOOP = Path(__file__).resolve().parents[2] / "ecoop"
# What a page says: its texts and labels, except quotations and those marked as in another language.
SAID = """language => {
    const out = new Set(), add = words => words && out.add(words.replace(/\\s+/g, ' ').trim());
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
        const around = walk.currentNode.parentElement;
        if (around.closest('[lang]').lang === language && !around.closest('script,style,q'))
            add(walk.currentNode.data);
    }
    for (const el of document.querySelectorAll('[aria-label],[placeholder],[title]'))
        if (el.closest('[lang]').lang === language)
            ['aria-label', 'placeholder', 'title'].forEach(name => add(el.getAttribute(name)));
    return [...out];
}"""
MONTHS = {
    "id": ("January", "February", "March", "May ", "June", "July", "August", "October", "December"),
    "en": (
        "Januari",
        "Februari",
        "Maret",
        "Mei ",
        "Juni",
        "Juli",
        "Agustus",
        "Oktober",
        "Desember",
    ),
}
NAMES = {"English", "Indonesia", "Bahasa Indonesia"}  # the same in every language


@cache
def foreign(language):
    """Words of ours that belong on a page of the other language only."""
    pairs = set()
    for catalogue in ECOOP.glob("*/locale/id/LC_MESSAGES/django.po"):
        with catalogue.open("rb") as file:
            for message in read_po(file):
                english = message.id if isinstance(message.id, tuple) else (message.id,)
                indonesian = (
                    message.string if isinstance(message.string, tuple) else (message.string,)
                )
                pairs |= {(e, i) for e in english for i in indonesian if e and "%" not in e}
    ours, others = (1, 0) if language == "id" else (0, 1)
    return {pair[others] for pair in pairs} - {pair[ours] for pair in pairs} - NAMES


@pytest.mark.parametrize("language", ["id", "en"])
def test_pages_speak_one_language(visit, language):
    found, titles = [], {}
    for role in ("", "staff", "admin"):
        page = visit(role)
        mine = SEEING[role] - (SEEING[""] if role else set())
        for name, declared in PAGES.items():
            if declared.sees not in mine or "{first}" in declared.address:
                continue
            page.goto(f"/{language}/{declared.address}")
            said = set(page.evaluate(SAID, language))
            if name != "portal:style":  # made-up values, in the language of their author
                found += [f"{declared.address}: {words}" for words in said & foreign(language)]
            dates = " ".join(page.locator("time").all_inner_texts()) + " "
            found += [
                f"/{language}/{declared.address}: {m}" for m in MONTHS[language] if m in dates
            ]
            titles.setdefault(page.title(), set()).add(name)
    assert not found, "\n".join(sorted(set(found)))
    assert not {title: names for title, names in titles.items() if len(names) > 1}
