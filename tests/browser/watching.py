"""What a browser says while it shows a page: complaints, and requests that leave the site."""

from axe_playwright_python.base import AXE_FILE_PATH

AXE = AXE_FILE_PATH.read_text()
TAGS = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]
# Colours come from tags and classes (and from being odd or even), never from words: rows built like
# two before them are left out where only colours are looked at, which is two thirds of the time.
RUN_AXE = """async tags => {
    const built = row => row.outerHTML.replace(/>[^<]+</g, '><').replace(/ (?!class=|style=)[a-z-]+="[^"]*"/g, '');
    const before = new Map(), alike = [];
    for (const row of document.querySelectorAll('tbody > tr')) {
        const key = built(row), count = before.get(key) || 0;
        before.set(key, count + 1);
        if (count > 1) alike.push(row);
    }
    const told = {runOnly: tags, resultTypes: ['violations']};
    const all = await axe.run(document, {...told, rules: {'color-contrast': {enabled: false}}});
    const context = alike.length ? {include: [document], exclude: alike} : document;
    const colours = await axe.run(context, {...told, runOnly: {type: 'rule', values: ['color-contrast']}});
    return [...all.violations, ...colours.violations].map(v => v.id + ' (' + v.nodes.length + '): '
        + v.nodes.slice(0, 3).map(n => n.target.join(' ')).join(' ; '));
}"""
OVERFLOW = """() => {
    const wide = document.documentElement.clientWidth + 0.5;
    if (document.documentElement.scrollWidth <= wide) return [];
    const out = [...document.body.querySelectorAll('*')].filter(
        el => el.getBoundingClientRect().right > wide && getComputedStyle(el).position !== 'absolute');
    return ['wider than the window: ' + document.documentElement.scrollWidth,
        ...out.slice(-3).map(el => el.tagName + '.' + el.className + ' ' + el.textContent.trim().slice(0, 40))];
}"""


class Watched:
    """Collects, for one page, what must stay empty."""

    def __init__(self, page, address):
        self.page, self.address = page, address
        self.complaints, self.outside, self.expected = [], [], ()
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        page.on("request", self._request)

    def _console(self, message):
        if message.type not in ("error", "warning"):
            return
        if any(words in message.text for words in self.expected):
            return
        self.complaints.append(f"{message.type}: {message.text}")

    def _request(self, request):
        if not request.url.startswith((self.address, "data:", "blob:", "about:")):
            self.outside.append(request.url)

    def taken(self):
        """The complaints so far, and none of them again."""
        found = self.complaints + [f"left the site: {url}" for url in self.outside]
        self.complaints, self.outside = [], []
        return found

    def overflow(self):
        return self.page.evaluate(OVERFLOW)

    def axe(self, tags=TAGS):
        """The violations that axe finds in the page as it stands."""
        self.page.evaluate("scrollTo(0, 0)")  # below a sticky head every target is covered
        # Through the debugger, which the Content-Security-Policy does not bind.
        if not self.page.evaluate("() => 'axe' in window"):
            self.page.evaluate(AXE + ";0")
        return self.page.evaluate(RUN_AXE, list(tags))
