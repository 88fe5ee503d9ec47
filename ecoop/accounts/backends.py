"""Name and password. Unknown, disabled and wrong take the same time and give the same answer."""

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.hashers import make_password
from django.db.models import Q

from ecoop.accounts.models import User
from ecoop.core.identity import acting


class PasswordBackend(ModelBackend):
    """Finds the account by username or by e-mail address and checks exactly one password."""

    def authenticate(self, request, username=None, password=None, email=None, **_):
        given = username or email
        if not given or password is None:
            return None
        with acting(f"name:{given}"):
            found = list(User.objects.filter(Q(username=given) | Q(email__iexact=given))[:2])
        if len(found) != 1:
            make_password(password)
            return None
        user = found[0]
        is_right = user.check_password(password)
        return user if is_right and self.user_can_authenticate(user) else None
