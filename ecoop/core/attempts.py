"""An act from a form: a no of the house becomes an error of the form, and nothing typed is lost."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ecoop.core.verdicts import Conflict, Refused

OVERTAKEN = _(
    "Somebody else saved this record meanwhile. Your entries are still here: see what was changed, "
    "correct them if need be, and save again."
)


def attempt(form: forms.Form, action: Any, **given: Any) -> Any:
    """What `action` gives back; None when it was refused or somebody else was quicker.

    After a conflict `form.overtaken` is how many versions of the record the form has missed, and the
    form carries the newest: to save once more is then decided in knowledge of the others' changes.
    """
    try:
        return action(**given)
    except Refused as refused:
        for refusal in refused.refusals:
            form.add_error(None, str(refusal))
    except Conflict as conflict:
        form.add_error(None, str(OVERTAKEN))
        form.overtaken = conflict.current.version - given["version"]  # type: ignore[attr-defined]
        form.data = form.data.copy()
        form.data[form.add_prefix("version")] = str(conflict.current.version)
    return None
