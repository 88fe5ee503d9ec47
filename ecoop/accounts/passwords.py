"""What a guesser tries first is no password: a common one, or a word of this house, dressed up.

No list is fetched from anywhere: the 20,000 common ones come with Django (trust.md S14).
"""

import re

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

OF_THE_HOUSE = (
    "bnpb", "ecoop", "ecooperation", "cooperation", "kerjasama", "kerja", "sama", "bencana",
    "penanggulangan", "disaster", "management", "indonesia", "jakarta", "pusdatinkom", "sestama",
    "password", "katasandi", "sandi", "rahasia", "admin", "administrator", "merdeka", "garuda",
)  # fmt: skip
TRIM = re.compile(r"^[\W\d_]+|[\W\d_]+$")
LETTERS = str.maketrans("013457@$!", "oieastasi")
REPEATED = re.compile(r"(.{1,5}?)\1{2,}.{0,4}", re.DOTALL)
OWN = 6  # letters that must be left when what is known is taken away


class GuessedFirst(CommonPasswordValidator):
    """Refuses a common password with digits around it or for letters, one thing over and over,
    and what consists of this house's words and the person's own name and address."""

    def validate(self, password, user=None):
        whole = password.casefold()
        core = TRIM.sub("", whole)
        plain = core.translate(LETTERS)
        begun = {whole[:length] for length in range(len(whole) - OWN + 1, len(whole) + 1)}
        if (
            {core, plain, *begun} & self.passwords
            or REPEATED.fullmatch(password)
            or _is_of_known_words(plain, _known_words(user))
        ):
            raise ValidationError(
                _("This is too easy to guess: a common password, one thing over and over, or "
                  "words such as BNPB, your name or your address."), code="guessed_first",
            )  # fmt: skip

    def get_help_text(self):
        return _("No words such as BNPB, your name or your address alone.")


def _known_words(user) -> set[str]:
    """The words of the house, and of the person's name, user name and e-mail address."""
    own = " ".join(str(getattr(user, name, "")) for name in ("name", "username", "email"))
    return {word for word in re.split(r"[\W\d_]+", own.casefold()) if len(word) > 2} | {
        *OF_THE_HOUSE
    }


def _is_of_known_words(plain: str, known: set[str]) -> bool:
    rest = plain
    for word in sorted(known, key=len, reverse=True):
        rest = rest.replace(word, " ")
    return rest != plain and sum(letter.isalpha() for letter in rest) < OWN
