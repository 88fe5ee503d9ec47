"""What tasks announce to the rooms above them, inside their own transaction, and ask of them."""

from django.dispatch import Signal

# task: as it lies now; before: the desk on which it lay; by: actor
passed_on = Signal()
# task: one that was taken back; by: actor; why: the reason. A receiver may raise Refused: it stands then.
withdrawn = Signal()
# task: one that is to be passed on. The room of its record answers with a judge, a function from an
# Actor to the Verdict whether they could do there what the task asks; None from everybody else.
judge_wanted = Signal()
