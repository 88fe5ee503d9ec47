"""Counting what a task costs a person: clicks, keys, and seconds by the keystroke-level model."""

import time

KEY, POINT, CLICK, THINK = 0.28, 1.1, 0.2, 1.35


class Meter:
    """A page in the hands of somebody who is counted; waits are measured, hands are modelled."""

    def __init__(self, page):
        self.page = page
        self.clicks = self.keys = 0
        self.seconds = 0.0

    def think(self):
        self.seconds += THINK

    def click(self, target, *, then=None):
        """Point at `target` and click; wait until `then` is there."""
        self.clicks += 1
        self.seconds += POINT + CLICK
        self._wait(target.click, then)

    def type(self, words, *, then=None):
        """Type into whatever has the focus."""
        self.keys += len(words)
        self.seconds += KEY * len(words)
        self._wait(lambda: self.page.keyboard.type(words), then)

    def press(self, *keys, then=None):
        self.keys += len(keys)
        self.seconds += KEY * len(keys)
        self._wait(lambda: [self.page.keyboard.press(key) for key in keys], then)

    def _wait(self, act, then):
        begun = time.monotonic()
        act()
        if then is not None:
            then.first.wait_for()
        self.seconds += time.monotonic() - begun

    def __str__(self):
        return f"{self.clicks} clicks, {self.keys} keys, {self.seconds:.1f} s"
