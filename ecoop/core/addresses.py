"""Addresses of pages by name, remembered: a page names dozens and their patterns never change."""

from functools import lru_cache

from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language


def address(name: str, *args: str, **kwargs: str) -> str:
    """The address of a page in the language of this request: address('instruments:detail', code).

    Raises `NoReverseMatch` when there is no such page.
    """
    return _address(get_language(), name, args, tuple(kwargs.items()))


def reachable(name: str, *args: str) -> str:
    """The address of a page of a room above, or "" where that room is not installed."""
    try:
        return address(name, *args)
    except NoReverseMatch:
        return ""


@lru_cache(maxsize=20_000)
def _address(_language: str, name: str, args: tuple, kwargs: tuple) -> str:
    return reverse(name, args=args, kwargs=dict(kwargs))
