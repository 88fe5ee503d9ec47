"""What the policy stops in a real browser comes to the house and is taken."""


def test_a_browser_reports_what_it_stopped(visit):
    page = visit()
    page.watch.expected = ("violates the following",)
    page.goto("/en/about/")
    with page.expect_event("requestfinished", lambda asked: "/csp-reports" in asked.url) as sent:
        page.evaluate(
            "const planted = document.createElement('script');"
            " planted.textContent = 'window.planted = 1'; document.body.append(planted)"
        )

    assert sent.value.response().status == 204
    assert page.evaluate("window.planted") is None
    assert page.watch.taken() == []
