from collections.abc import Callable
from typing import Any

import pytest

from h2o_wave import routing
from h2o_wave.errors import BadValue
from h2o_wave.query import Q
from h2o_wave.routing import Routes, handle_on, on, run_on
from tests.unit.h2o_wave.app_scene import FakeSite, make_q

SUBMITTED = "__wave_submission_name__"


class Scene:
    """Handlers that note how they were called."""

    def __init__(self) -> None:
        self.routes = Routes()
        self.calls: list[tuple[Any, ...]] = []

    def add(self, arg: object, name: str = "", predicate: Callable[[Any], Any] | None = None) -> None:
        """Adds a handler with two parameters that notes its name and the value."""

        async def handler(q: Q, value: Any) -> None:
            self.calls.append((name or arg, value))

        self.routes.add(arg, handler, predicate)

    async def submit(self, args: dict[str, Any] | None = None, **events: Any) -> list[tuple[Any, ...]]:
        """Submits, and returns the calls."""
        self.calls.clear()
        handled = await self.routes.run(make_q(FakeSite(), args, **events))
        assert handled == bool(self.calls)
        return list(self.calls)

    async def press(self, name: object, value: Any = True) -> list[tuple[Any, ...]]:
        """Submits one argument by its own name."""
        return await self.submit({str(name): value, SUBMITTED: name})


async def test_the_handler_of_what_was_submitted_runs() -> None:
    scene = Scene()
    scene.add("a")
    scene.add("b")
    assert await scene.submit({"a": 1, "b": 2, SUBMITTED: "b"}) == [("b", 2)]


async def test_without_a_submission_nothing_runs_and_nobody_is_called_none() -> None:
    scene = Scene()
    scene.add("None")
    scene.add("{anything}")
    assert await scene.submit({"None": True, "a": True}) == []


async def test_anything_but_none_is_a_value() -> None:
    scene = Scene()
    scene.add("a")
    for value in (False, 0, "", []):
        assert await scene.press("a", value) == [("a", value)]
    assert await scene.press("a", None) == []


async def test_a_predicate_decides_also_for_none() -> None:
    scene = Scene()
    scene.add("a", "first", lambda value: value is None)
    scene.add("a", "second")
    assert await scene.press("a", None) == [("first", None)]
    assert await scene.press("a", 5) == [("second", 5)]


async def test_a_number_as_submission_is_its_text() -> None:
    scene = Scene()
    scene.add("5")
    assert await scene.press(5) == [("5", True)]


async def test_events_come_before_hashes_before_arguments_before_patterns() -> None:
    scene = Scene()
    for arg in ("{value}", "a", "#h", "t.e"):
        scene.add(arg)
    args = {"a": 1, "#": "h", SUBMITTED: "#"}
    assert await scene.submit(args, t={"e": 7}) == [("t.e", 7)]
    assert await scene.submit(args, t={"e": None}) == [("#h", None)]
    assert await scene.submit(args | {SUBMITTED: "a"}) == [("a", 1)]
    assert await scene.submit({"z": 1, SUBMITTED: "z"}) == [("{value}", "z")]


async def test_the_type_of_an_event_may_have_dots() -> None:
    scene = Scene()
    scene.add("chart.mark.selected")
    assert await scene.submit(chart={"mark.selected": [1]}) == [("chart.mark.selected", [1])]


async def test_a_hash_matches_exactly_and_predicates_hold() -> None:
    scene = Scene()
    scene.add("#menu", predicate=lambda value: value == "menu")
    scene.add("#{x}", predicate=lambda value: False)
    assert await scene.submit({"#": "menu", SUBMITTED: "#"}) == [("#menu", None)]
    assert await scene.submit({"#": "menu\n", SUBMITTED: "#"}) == []
    assert await scene.submit({"#": "other", SUBMITTED: "#"}) == []


@pytest.mark.parametrize("value", [None, 5, ["menu"]])
async def test_a_hash_that_is_no_text_matches_nothing(value: object) -> None:
    scene = Scene()
    scene.add("#menu")
    assert await scene.submit({"#": value, SUBMITTED: "#"}) == []


class TestArity:
    """How many parameters a handler has decides what it gets."""

    @pytest.mark.parametrize(
        ("arg", "submitted", "wanted"),
        [
            ("a", {"a": 7, SUBMITTED: "a"}, [(), ("q",), ("q", 7)]),
            ("#h", {"#": "h", SUBMITTED: "#"}, [(), ("q",), ("q", None)]),
            ("#h/{x:int}", {"#": "h/5", SUBMITTED: "#"}, [(), ("q",), ("q", 5)]),
            ("b_{x:int}", {"b_5": 7, SUBMITTED: "b_5"}, [(), ("q",), ("q", 5)]),
        ],
    )
    async def test_of_handlers_with_up_to_two_parameters(
        self, arg: str, submitted: dict[str, Any], wanted: list[tuple[Any, ...]]
    ) -> None:
        calls: list[tuple[Any, ...]] = []

        async def none() -> None:
            calls.append(())

        async def one(q: Q) -> None:
            calls.append(("q",))

        async def two(q: Q, x: Any) -> None:
            calls.append(("q", x))

        for handler in (none, one, two):
            routes = Routes()
            routes.add(arg, handler, None)
            assert await routes.run(make_q(FakeSite(), submitted))
        assert calls == wanted

    async def test_parameters_go_by_name_and_the_value_before_them(self) -> None:
        calls: list[tuple[Any, ...]] = []

        async def with_value(q: Q, value: Any, b: str, a: int) -> None:
            calls.append((value, a, b))

        async def without_value(q: Q, b: str, a: int) -> None:
            calls.append((a, b))

        for handler in (with_value, without_value):
            routes = Routes()
            routes.add("{a:int}_{b}", handler, None)
            assert await routes.run(make_q(FakeSite(), {"1_x": True, SUBMITTED: "1_x"}))
        assert calls == [(True, 1, "x"), (1, "x")]

    async def test_without_room_for_parameters_the_value_comes(self) -> None:
        scene = Scene()
        scene.add("{a}_{b}")
        assert await scene.press("p_q", 3) == [("{a}_{b}", 3)]

    async def test_a_name_that_is_no_parameter_fails_as_python_says(self) -> None:
        async def handler(q: Q, j: int) -> None:
            raise AssertionError("must not run")

        routes = Routes()
        routes.add("a_{i:int}", handler, None)
        with pytest.raises(TypeError, match="unexpected keyword argument 'i'"):
            await routes.run(make_q(FakeSite(), {"a_1": True, SUBMITTED: "a_1"}))


async def test_a_plain_function_is_a_handler_too() -> None:
    calls = []
    routes = Routes()
    routes.add("a", lambda: calls.append("ran"), None)
    assert await routes.run(make_q(FakeSite(), {"a": True, SUBMITTED: "a"}))
    assert calls == ["ran"]


async def test_any_argument_may_run_a_handler_in_the_order_of_arguments() -> None:
    scene = Scene()
    for arg in ("a", "b", "#h", "{x}", SUBMITTED):
        scene.add(arg)

    async def run(args: dict[str, Any]) -> list[tuple[Any, ...]]:
        scene.calls.clear()
        await scene.routes.run_any(make_q(FakeSite(), args))
        return list(scene.calls)

    assert await run({"b": 1, "a": 2}) == [("b", 1)]
    assert await run({"b": None, "a": 2}) == [("a", 2)]
    assert await run({"#": "h", "a": 2}) == [("#h", None)]
    assert await run({"#": "z", "a": 2}) == [("a", 2)]
    assert await run({"z": 1, SUBMITTED: "z"}) == []


@pytest.mark.parametrize("arg", [".e", "t.", "."])
def test_half_an_event_is_refused(arg: str) -> None:
    with pytest.raises(BadValue, match="want <name of the source>"):
        Routes().add(arg, print, None)


def test_a_predicate_must_be_a_function() -> None:
    with pytest.raises(BadValue, match="want a function, got 5"):
        Routes().add("a", print, 5)  # type: ignore[arg-type]


class TestDeclaring:
    @pytest.fixture(autouse=True)
    def routes(self, monkeypatch: pytest.MonkeyPatch) -> Routes:
        routes = Routes()
        monkeypatch.setattr(routing, "_routes", routes)
        monkeypatch.setattr(routing, "_has_warned", False)
        return routes

    @pytest.mark.parametrize("declare", [on(), on(""), on(None), on])
    async def test_without_a_name_the_function_gives_its_own(self, declare: Any) -> None:
        calls = []

        @declare  # type: ignore[untyped-decorator]
        async def go(q: Q) -> None:
            calls.append("go")

        assert callable(go)
        assert await run_on(make_q(FakeSite(), {"go": True, SUBMITTED: "go"}))
        assert calls == ["go"]

    async def test_a_function_may_have_several_names(self) -> None:
        calls = []

        @on("a")
        @on("b")
        async def go(q: Q) -> None:
            calls.append(q.args[SUBMITTED])

        for name in "ab":
            assert await run_on(make_q(FakeSite(), {name: True, SUBMITTED: name}))
        assert calls == ["a", "b"]

    async def test_the_old_way_warns_once(self) -> None:
        with pytest.warns(FutureWarning, match="use run_on"):
            assert not await handle_on(make_q(FakeSite()))
        assert not await handle_on(make_q(FakeSite()))
