"""Words made comparable: one folding for names, aliases, search and fingerprints."""

import re
import unicodedata
from functools import lru_cache

_APOSTROPHES = re.compile(r"['’‘`´ʼ]")
_SEPARATORS = re.compile(r"[^\w]+", re.UNICODE)


@lru_cache(maxsize=50_000)
def fold(text: str) -> str:
    """`text` in lower case, without diacritics and punctuation, words parted by one space.

    >>> fold("  Türkiye’s  A.F.A.D. ")
    'turkiyes a f a d'
    """
    plain = _APOSTROPHES.sub("", text.casefold())
    if not plain.isascii():
        decomposed = unicodedata.normalize("NFKD", plain)
        plain = "".join(c for c in decomposed if not unicodedata.combining(c)).replace("ı", "i")
    return _SEPARATORS.sub(" ", plain).replace("_", " ").strip()


def slugify(text: str, *, limit: int = 80) -> str:
    """An address made of the words of `text`, cut at a word's end."""
    slug = fold(text).encode("ascii", "ignore").decode().replace(" ", "-").strip("-")
    return slug if len(slug) <= limit else slug[:limit].rsplit("-", 1)[0]
