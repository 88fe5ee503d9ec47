"""The command line's way in for the first administrator."""

import argparse

import pytest

from ecoop.accounts import console
from ecoop.accounts.models import User
from ecoop.core.identity import acting


def given(username="first", **more):
    unit = {"name": "First", "role": "admin", "unit": "PUSDATINKOM", "email": ""}
    return argparse.Namespace(username=username, **(unit | more))


@pytest.mark.django_db(transaction=True)
def test_the_printed_link_lets_the_first_administrator_choose_a_password(client, capsys):
    console.open_account(given())

    link = capsys.readouterr().out.splitlines()[-1]
    page = client.get(link)

    assert page.status_code == 200
    with acting("system"):
        user = User.objects.get(username="first")
    assert not user.has_usable_password() or not user.check_password("")
    with acting(f"user:{user.pk}") as actor:
        assert actor.roles == frozenset({"admin"}) or "admin" in actor.roles


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "more, told",
    [
        ({"role": "system"}, "--role must be one of"),
        ({"role": "partner"}, "--role must be one of"),
        ({"unit": "NOPE"}, "There is no unit 'NOPE'."),
    ],
)
def test_what_does_not_fit_is_refused_in_words_and_opens_nothing(more, told):
    with pytest.raises(SystemExit, match=told):
        console.open_account(given(**more))

    with acting("system"):
        assert not User.objects.filter(username="first").exists()


@pytest.mark.django_db(transaction=True)
def test_a_new_link_needs_an_account():
    with pytest.raises(SystemExit, match="no active account 'nobody'"):
        console.new_link(argparse.Namespace(username="nobody"))
