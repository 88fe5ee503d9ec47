"""Lint of our templates: they parse, and hold nothing that the security policy forbids."""

import re
import sys
from pathlib import Path

import jinja2

ROOT = Path(__file__).resolve().parents[1]
FORBIDDEN = (
    (re.compile(r"<style\b", re.IGNORECASE), "inline <style>"),
    (re.compile(r"\sstyle\s*=", re.IGNORECASE), "style attribute"),
    # A block of type application/json is data: it is not run, and the policy lets it be.
    (
        re.compile(r"<script\b(?![^>]*(?:\bsrc=|application/json))", re.IGNORECASE),
        "inline <script>",
    ),
    (re.compile(r"\son[a-z]+\s*=\s*[\"']", re.IGNORECASE), "event attribute"),
    (re.compile(r"javascript:", re.IGNORECASE), "javascript: address"),
    (re.compile(r"(?:src|href)\s*=\s*[\"']https?://", re.IGNORECASE), "address elsewhere"),
    (re.compile(r"\|\s*safe\b"), "|safe"),
    (re.compile(r"\{%-?\s*autoescape\s+false"), "autoescape off"),
    (re.compile(r"\t"), "tab"),
    (re.compile(r"[ \t]+$", re.MULTILINE), "space at the end of a line"),
)
# An outgoing link is shown as a link, never loaded: the address comes from a record.
COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)


def main() -> int:
    """The number of faults."""
    env = jinja2.Environment(extensions=["jinja2.ext.i18n", "jinja2.ext.do"], autoescape=True)
    paths = sorted((ROOT / "ecoop").glob("*/templates/**/*.html"))
    faults = [fault for path in paths for fault in _faults(env, path)]
    print("\n".join(faults) if faults else f"{len(paths)} templates well")
    return min(len(faults), 100)


def _faults(env: jinja2.Environment, path: Path):
    text = path.read_text(encoding="utf-8")
    name = path.relative_to(ROOT)
    try:
        env.parse(text)
    except jinja2.TemplateSyntaxError as error:
        yield f"{name}:{error.lineno}: {error.message}"
    plain = COMMENT.sub(lambda found: "\n" * found[0].count("\n"), text)
    for pattern, told in FORBIDDEN:
        for found in pattern.finditer(plain):
            yield f"{name}:{plain.count(chr(10), 0, found.start()) + 1}: {told}"


if __name__ == "__main__":
    sys.exit(main())
