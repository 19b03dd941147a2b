"""Rooms by the beginning of a path."""

from typing import cast

from aiohttp import web

from services.gateway.web.annex import NO_ANNEX, Annex, Door, allowed, wrong_method
from services.gateway.web.answers import Answer

REQUEST = cast(web.BaseRequest, None)


class FakeRoom:
    """Answers with its name and the rest of the path."""

    def __init__(self, name: str) -> None:
        self.name = name

    async def answer(self, request: web.BaseRequest, rest: str) -> Answer:
        return Answer(200, f"{self.name}:{rest}".encode())


async def test_the_longer_beginning_wins() -> None:
    annex = Annex({"a/": Door("short", FakeRoom("one")), "a/b/": Door("long", FakeRoom("two"))})
    assert annex.prefixes == ("a/b/", "a/")
    assert (annex.shape("a/x"), annex.shape("a/b/x")) == ("short", "long")
    assert await annex.answer(REQUEST, "a/x/y") == Answer(200, b"one:x/y")
    assert await annex.answer(REQUEST, "a/b/") == Answer(200, b"two:")


def test_access_rules_mean_all_rooms_but_those_that_say_otherwise() -> None:
    """[A13]"""
    annex = Annex({"a/": Door("a", FakeRoom("one")), "b/": Door("b", FakeRoom("two"), is_ruled=False)})
    assert (annex.is_ruled("a/x"), annex.is_ruled("b/x")) == (True, False)


def test_without_rooms_no_path_is_taken() -> None:
    assert not "anything".startswith(NO_ANNEX.prefixes)


def test_methods_are_told() -> None:
    assert allowed("POST").headers == (("Allow", "OPTIONS, POST"),)
    assert (wrong_method("POST").status, wrong_method("POST").headers[-1]) == (
        405,
        ("Allow", "OPTIONS, POST"),
    )
