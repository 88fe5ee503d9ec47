"""Articles in Word files: read with suspicion, written plainly, the same after both.

    wordings = docx.read(content)              # raises documents.kinds.Unfit, reading.NoArticles
    content = docx.write(wordings, title=...)
    docx.beside(content)                       # comments and tracked changes

Written on zipfile and expat: what is needed of the format is small, and nothing of a stranger's
file is ever handed to a library that resolves entities or opens links.
"""

from ecoop.negotiation.articles.docx.beside import Beside, beside
from ecoop.negotiation.articles.docx.reading import read
from ecoop.negotiation.articles.docx.writing import write

__all__ = ["Beside", "beside", "read", "write"]
