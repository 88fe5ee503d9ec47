"""What a browser says while it shows a page: complaints, and requests that leave the site."""

import os
import struct
from pathlib import Path

from axe_playwright_python.base import AXE_FILE_PATH

AXE = AXE_FILE_PATH.read_text()
TAGS = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]
LAYOUT = ["target-size", "link-in-text-block"]  # what another scheme or a closed part may change
# The rules asked for, but colours (two thirds of the time) only of the elements with these numbers.
RUN_AXE = """async ([rules, fresh]) => {
    const told = {runOnly: rules, resultTypes: ['violations']};
    const all = await axe.run(document, {...told, rules: {'color-contrast': {enabled: false}}});
    const elements = document.body.querySelectorAll('*'), include = fresh.map(index => elements[index]);
    const colours = !include.length ? {violations: []} :
        await axe.run({include}, {...told, runOnly: {type: 'rule', values: ['color-contrast']}});
    return [...all.violations, ...colours.violations].map(v => v.id + ' (' + v.nodes.length + '): '
        + v.nodes.slice(0, 3).map(n => n.target.join(' ')).join(' ; '));
}"""
# A number for the build of each element below body that holds words, 0 for the others. The build is
# what colours come from: the window, and of the element and all around it the tag, the attributes
# that a selector asks for, and the place among its siblings. It is never the words.
BUILDS = """() => {
    const asked = new Set(['href', 'disabled', 'open', 'hidden', 'checked']), read = new Set(['class', 'style', 'fill']);
    const gather = rules => { for (const rule of rules) {
        const words = rule.selectorText || '';
        for (const [, one, sign] of words.matchAll(/\\[([a-z-]+)(.?)/g)) (sign === ']' ? asked : read).add(one);
        if (words.includes('#')) read.add('id');
        if (rule.cssRules) gather(rule.cssRules);
    } };
    for (const sheet of document.styleSheets) gather(sheet.cssRules);
    const mix = (seed, text) => {  // 53 bits, as safe as a name for a few hundred thousand builds
        let a = 0xdeadbeef ^ seed, b = 0x41c6ce57 ^ (seed / 4294967296);
        for (let i = 0; i < text.length; i++) {
            const code = text.charCodeAt(i);
            a = Math.imul(a ^ code, 2654435761); b = Math.imul(b ^ code, 1597334677);
        }
        a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
        b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
        return 4294967296 * (2097151 & b) + (a >>> 0);
    };
    read.delete('href');
    const itself = (el, place) => {
        const told = [el.tagName, place % 2, !place, !el.nextElementSibling];
        for (const {name, value} of el.attributes)
            if (read.has(name)) told.push(name, value); else if (asked.has(name)) told.push(name);
        return told.join('\\n');
    };
    const out = [], holds = el => [...el.childNodes].some(one => one.nodeType === 3 && one.data.trim());
    const name = (el, around) => [...el.children].forEach((child, place) => {
        const build = mix(around, itself(child, place));
        out.push(holds(child) || 'value' in child ? build : 0);
        name(child, build);
    });
    const dark = matchMedia('(prefers-color-scheme: dark)').matches;
    const root = document.documentElement;
    name(document.body, mix(innerWidth, dark + itself(root, 0) + itself(document.body, 0)));
    return out;
}"""
OVERFLOW = """() => {
    const wide = document.documentElement.clientWidth + 0.5;
    if (document.documentElement.scrollWidth <= wide) return [];
    const out = [...document.body.querySelectorAll('*')].filter(
        el => el.getBoundingClientRect().right > wide && getComputedStyle(el).position !== 'absolute');
    return ['wider than the window: ' + document.documentElement.scrollWidth,
        ...out.slice(-3).map(el => el.tagName + '.' + el.className + ' ' + el.textContent.trim().slice(0, 40))];
}"""


class Memory:
    """Numbers that the workers of a run share: each appends its own to one file, and reads on in it."""

    def __init__(self, path):
        self.path, self.known, self.read = path, {0}, 0

    def learnt(self):
        """All numbers noted so far, by whomever."""
        if self.path.exists():
            with self.path.open("rb") as noted:
                noted.seek(self.read)
                told = noted.read()
            told = told[: len(told) // 8 * 8]
            self.read += len(told)
            self.known.update(number for (number,) in struct.iter_unpack("<Q", told))
        return self.known

    def note(self, numbers):
        fresh = set(numbers) - self.known
        with self.path.open("ab") as noted:
            noted.write(b"".join(struct.pack("<Q", number) for number in fresh))
        self.known |= fresh


COLOURS = Memory(Path(os.environ["ECOOP_HOME"]) / "colours")  # the builds that were looked at


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

    def axe(self, rules=TAGS):
        """The violations that axe finds in the page as it stands: of all rules, or of LAYOUT; and of
        the colours of every build that nobody in this run has looked at."""
        self.page.evaluate("scrollTo(0, 0)")  # below a sticky head every target is covered
        # Through the debugger, which the Content-Security-Policy does not bind.
        if not self.page.evaluate("() => 'axe' in window"):
            self.page.evaluate(AXE + ";0")
        builds, known = self.page.evaluate(BUILDS), COLOURS.learnt()
        fresh = [index for index, build in enumerate(builds) if build not in known]
        found = self.page.evaluate(RUN_AXE, [list(rules), fresh])
        COLOURS.note(builds)
        return found
