"""What the crawl's axe looks at only once: colours, for each build of a part of a page."""

PAGE = """<!doctype html><html lang="en"><head><title>Trial</title><style>
body { background: #fff; color: #111 } .pale { color: #ccc }
@media (prefers-color-scheme: dark) { body { background: #111; color: #222 } }
</style></head><body><main><h1>Trial</h1>%s</main></body></html>"""


def test_a_part_of_another_build_is_looked_at_among_known_ones(visit):
    page = visit()
    page.set_content(PAGE % "<p>One</p><p>Two</p><p>Three</p>")
    assert page.watch.axe() == []
    page.set_content(PAGE % "<p>One</p><p>Two</p><p>Other <b class=pale>words</b></p>")
    (found,) = page.watch.axe()
    assert found.startswith("color-contrast (1)")


def test_a_known_build_is_looked_at_again_in_other_colours_and_at_another_width(visit):
    page = visit()
    page.set_content(PAGE % "<p>One</p><ul><li>Two</li></ul>")
    assert page.watch.axe() == []
    page.emulate_media(color_scheme="dark")
    (found,) = page.watch.axe()
    assert found.startswith("color-contrast (3)")
    page.emulate_media(color_scheme="light")
    page.add_style_tag(content="@media (max-width: 400px) { li { color: #ddd } }")
    page.set_viewport_size({"width": 360, "height": 640})
    (found,) = page.watch.axe()
    assert found.startswith("color-contrast (1)")


def test_what_is_wrong_besides_colours_is_found_in_a_known_build(visit):
    page = visit()
    page.set_content(PAGE % '<p><a href="/one">One</a></p>')
    assert page.watch.axe() == []
    page.set_content(PAGE % '<p><a href="/two"></a></p>')
    assert any(words.startswith("link-name") for words in page.watch.axe())
