"""A handed-in file to wordings, and a text opened with one."""

from django.db import transaction
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from ecoop.documents.kinds import Unfit
from ecoop.negotiation import actions
from ecoop.negotiation.articles import docx, read_text
from ecoop.negotiation.articles.reading import NoArticles
from ecoop.negotiation.parity.findings import short

BYTES_MOST = 25 * 1024 * 1024
COMMENTS_MOST = 10


def read(form, file):
    """The wordings of an uploaded file, () without one, None with the reason on the form."""
    if not file:
        return ()
    try:
        if file.size > BYTES_MOST:
            raise Unfit("large")
        content = file.read()
        if content[:2] == b"PK" or file.name.lower().endswith(".docx"):
            return docx.read(content)
        return read_text(content.decode("utf-8-sig"))
    except Unfit as refusal:
        form.add_error("file", refusal.refusals[0].reason.in_(get_language() or "id"))
    except UnicodeDecodeError:
        form.add_error("file", _("This is no plain text in UTF-8. Save it as DOCX or as text."))
    except NoArticles:
        form.add_error(
            "file", _("No heading of an article such as 'Pasal 1' or 'Article 1' was found.")
        )
    return None


def told_beside(file) -> list[str]:
    """What whoever brought a file in should know of it: its comments and tracked changes."""
    file.seek(0)
    content = file.read()
    if content[:2] != b"PK":
        return []
    found = docx.beside(content)
    told = []
    if found.inserted or found.struck:
        words = _(
            "Tracked changes in the file were taken as accepted: %(inserted)s inserted, %(struck)s struck."
        )
        told.append(words % {"inserted": found.inserted, "struck": found.struck})
    if found.comments:
        words = ngettext(
            "The file has %(count)s comment, which is no part of the text: %(said)s",
            "The file has %(count)s comments, which are no part of the text: %(said)s",
            len(found.comments),
        )
        shown = [short(said, 200) for said in found.comments[:COMMENTS_MOST]]
        shown += ["\u2026"] * bool(found.comments[COMMENTS_MOST:])
        told.append(words % {"count": len(found.comments), "said": " \u00b7 ".join(shown)})
    return told


@transaction.atomic
def open_with(*, case, by, kind, wordings):
    """Open the text of a case, with the articles of a file when one was given."""
    draft = actions.open_draft(case=case, by=by, kind=kind)
    if wordings:
        actions.bring_in(draft=draft, by=by, wordings=wordings)
    return draft
