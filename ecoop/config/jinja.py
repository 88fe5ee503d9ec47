"""The one template engine of our pages: Jinja2 with gettext, addresses and hashed assets."""

import json
from collections.abc import Iterable
from functools import lru_cache

import jinja2
from django.conf import settings
from django.utils import translation
from django.utils.html import conditional_escape

from ecoop.accounts.roles import Role
from ecoop.accounts.units import unit_name
from ecoop.core import addresses, navigation, scopes, shown
from ecoop.core.identity import Actor
from ecoop.places.names import country_names


def environment(**options) -> jinja2.Environment:
    """The environment that Django's Jinja2 backend asks for."""
    undefined = jinja2.StrictUndefined if settings.TESTING else jinja2.Undefined
    env = jinja2.Environment(  # noqa: S701 (the backend passes autoescape=True in options)
        **options | {"undefined": undefined, "trim_blocks": True, "lstrip_blocks": True},
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
        bytecode_cache=_bytecode(),
    )
    env.install_gettext_callables(  # type: ignore[attr-defined]  # the extension's own
        gettext, translation.ngettext, newstyle=True, pgettext=translation.pgettext
    )
    env.globals.update(
        url=addresses.address, static=static, lang=translation.get_language, elsewhere=elsewhere
    )
    env.globals.update(
        shown.GLOBALS | navigation.GLOBALS, role_words=role_words, role_names=role_names
    )
    env.globals.update(scope_words=scopes.words)
    env.globals.update(sso_providers=sso_providers, second_factor_required=second_factor_required)
    env.globals.update(country_name=lambda code: country_names()[code], unit_name=unit_name)
    env.filters.update(shown.FILTERS)
    return env


def gettext(message: str) -> str:
    """The words of `message` in the page's language; a page has hundreds, so they are remembered."""
    return _gettext(translation.get_language(), message)


@lru_cache(maxsize=20_000)
def _gettext(_language: str | None, message: str) -> str:
    return translation.gettext(message)


def static(name: str) -> str:
    """The hashed address of an asset; an unknown one is an error in tests."""
    hashed = _manifest().get(name)
    if hashed is None and settings.TESTING and _manifest():
        raise LookupError(f"No asset is called {name}; run 'ecoop assets build'.")
    return settings.STATIC_URL + conditional_escape(hashed or name)


def role_words(actor: Actor) -> str:
    """The names of somebody's roles."""
    return role_names(sorted(actor.roles))


def role_names(roles: Iterable[str]) -> str:
    """The names of the roles that people have, parted by commas."""
    named = (Role(role).label for role in roles if role != Role.SYSTEM)
    return ", ".join(map(str, named))


def sso_providers() -> list[dict]:
    """The systems one may sign in with, as the settings name them."""
    return settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]


def second_factor_required() -> bool:
    """Whether people inside BNPB must have a second factor."""
    return settings.SECOND_FACTOR_REQUIRED


def elsewhere(path: str, language: str) -> str:
    """The same page in the other language: '/id/map/' becomes '/en/map/'."""
    parts = path.split("/", 2)
    known = {code for code, _ in settings.LANGUAGES}
    if len(parts) == 3 and parts[1] in known:
        return f"/{language}/{parts[2]}"
    return f"/{language}/"


@lru_cache(maxsize=1)
def _manifest() -> dict[str, str]:
    path = settings.STATIC_ROOT / "manifest.json"
    return json.loads(path.read_text()) if path.exists() else {}


def _bytecode() -> jinja2.BytecodeCache | None:
    if settings.TESTING:
        return None
    folder = settings.ENV.home / "cache" / "templates"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return jinja2.FileSystemBytecodeCache(str(folder))
