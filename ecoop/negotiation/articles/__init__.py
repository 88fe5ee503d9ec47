"""The text of an instrument by article, and its ways in and out of files.

Pure and without Django. `reading` knows plain text, `docx` knows Word files; both give
`Wording`s, one for each language.
"""

from ecoop.negotiation.articles.model import Article, Point, Wording
from ecoop.negotiation.articles.points import outline
from ecoop.negotiation.articles.reading import read_text

__all__ = ["Article", "Point", "Wording", "outline", "read_text"]
