import asyncio
from pathlib import Path
from typing import Any

import pytest

from h2o_wave.app import App, Main, app, main
from h2o_wave.errors import BadValue, InvalidURL
from h2o_wave.expando import expando_to_dict
from h2o_wave.query import Q
from tests.unit.h2o_wave.app_scene import Scene, event, settle_down


@pytest.fixture
def scene(monkeypatch: pytest.MonkeyPatch) -> Scene:
    return Scene(monkeypatch)


async def nothing(q: Q) -> None:
    """A handler."""


class TestDeclaring:
    @pytest.fixture(autouse=True)
    def forget(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(main, "app", None)

    def test_the_handler_stays_what_it_was_and_the_last_one_wins(self) -> None:
        assert app("/first")(nothing) is nothing
        app("/second", mode="broadcast")(nothing)
        assert (main.chosen().route, main.chosen().mode) == ("/second", "broadcast")

    def test_the_mode_comes_from_the_environment_unless_it_is_given(self, scene: Scene) -> None:
        scene.set(app_mode="multicast")
        assert App("/app", nothing).mode == "multicast"
        assert App("/app", nothing, mode="unicast").mode == "unicast"

    def test_a_missing_slash_is_added(self) -> None:
        assert App("demo", nothing).route == "/demo"

    def test_what_makes_no_sense_is_refused_at_once(self) -> None:
        with pytest.raises(BadValue, match="want one of unicast, multicast, broadcast, got 'everycast'"):
            App("/app", nothing, mode="everycast")
        with pytest.raises(InvalidURL):
            App("/../app", nothing)

    async def test_without_an_app_the_server_is_told_to_give_up(self) -> None:
        sent: list[Any] = []

        async def receive() -> dict[str, Any]:
            return {"type": "lifespan.startup"}

        async def send(message: Any) -> None:
            sent.append(message)

        await Main()({"type": "lifespan"}, receive, send)
        assert sent[0]["type"] == "lifespan.startup.failed"
        assert "decorate a function with @app('/route')" in sent[0]["message"]
        with pytest.raises(RuntimeError, match="there is no app"):
            await Main()({"type": "http"}, receive, send)


class TestLife:
    async def test_callbacks_run_before_the_app_is_known_and_after_it_is_forgotten(
        self, scene: Scene
    ) -> None:
        async def up() -> None:
            scene.story.append("up")

        served = App("/app", nothing, on_startup=up, on_shutdown=lambda: scene.story.append("down"))
        await served.start()
        await served.stop()
        assert scene.story == ["up", "open", "goodbye", "down"]

    async def test_an_app_whose_startup_fails_does_not_become_known(self, scene: Scene) -> None:
        def up() -> None:
            raise RuntimeError("no")

        with pytest.raises(RuntimeError, match="no"):
            await App("/app", nothing, on_startup=up).start()
        assert scene.story == []

    async def test_an_app_that_is_refused_has_nothing_to_end(self, scene: Scene) -> None:
        scene.link.fault = ConnectionError("away")
        served = App("/app", nothing)
        with pytest.raises(ConnectionError):
            await served.start()
        await served.stop()
        assert scene.story == []

    async def test_an_app_that_is_started_again_says_no_goodbye(self, scene: Scene) -> None:
        served = App("/app", nothing)
        await served.start()
        await served.stop(says_goodbye=False)
        assert scene.story == ["open", "close"]

    async def test_handlers_finish_before_the_end(self, scene: Scene) -> None:
        release = asyncio.Event()

        async def slow(q: Q) -> None:
            await release.wait()
            scene.story.append("handled")

        served = App("/app", slow, on_shutdown=lambda: scene.story.append("down"))
        await served.start()
        handling = asyncio.create_task(scene.handle(served))
        await settle_down()
        stopping = asyncio.create_task(served.stop())
        await settle_down()
        assert not stopping.done()
        release.set()
        await stopping
        await handling
        assert scene.story == ["open", "goodbye", "handled", "down"]

    async def test_handlers_that_never_finish_are_cancelled(
        self, scene: Scene, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(App.stop.__globals__, "_GRACE_SECONDS", 0)

        async def endless(q: Q) -> None:
            await asyncio.Event().wait()

        served = App("/app", endless)
        await served.start()
        task = served.take(event(client_id=None))
        await settle_down()
        await served.stop()
        assert task.cancelled()
        assert scene.site.saved == []

    async def test_the_state_of_app_and_users_outlives_a_restart(self, scene: Scene, tmp_path: Path) -> None:
        scene.set(checkpoint_dir=str(tmp_path))

        async def count(q: Q) -> None:
            for bag in (q.app, q.user, q.client):
                bag.n = (bag.n or 0) + 1
            scene.story.append(f"{q.app.n} {q.user.n} {q.client.n}")

        for _ in range(2):
            served = App("/app", count)
            await served.start()
            await scene.handle(served)
            await served.stop()
        assert [line for line in scene.story if line[0].isdigit()] == ["1 1 1", "2 2 1"]

    async def test_a_refusal_of_the_server_can_be_waited_for(self, scene: Scene) -> None:
        served = App("/app", nothing)
        with pytest.raises(RuntimeError, match="was not started"):
            await served.refusal()
        await served.start()
        assert await served.refusal() == "not wanted"


class TestHandling:
    async def test_a_handler_gets_who_and_what(self, scene: Scene) -> None:
        seen: list[Q] = []

        async def serve(q: Q) -> None:
            seen.append(q)

        tokens = {"access_token": "a", "refresh_token": "r", "session_id": "s"}
        data = {"x": 1, "": {"t": {"e": 2}}}
        await scene.handle(App("/app", serve), data, subject="u1", username="Ann", **tokens)
        (q,) = seen
        assert (q.route, q.mode, q.client_id, q.site) == ("/app", "unicast", "c1", scene.site)
        assert (q.args.x, q.events.t.e) == (1, 2)
        assert (q.auth.subject, q.auth.username) == ("u1", "Ann")
        assert (q.auth.access_token, q.auth.refresh_token, q.auth._session_id) == ("a", "r", "s")

    async def test_state_is_shared_by_tab_by_user_and_by_all(self, scene: Scene) -> None:
        async def count(q: Q) -> None:
            for bag in (q.client, q.user, q.app):
                bag.n = (bag.n or 0) + 1
            scene.story.append(f"{q.client.n} {q.user.n} {q.app.n}")

        served = App("/app", count)
        for client_id, subject in (("c1", "ann"), ("c1", "ann"), ("c2", "ann"), ("c3", "bob")):
            await scene.handle(served, client_id=client_id, subject=subject)
        assert scene.story == ["1 1 1", "2 2 2", "1 3 3", "1 1 4"]

    async def test_a_tab_that_has_gone_is_forgotten(self, scene: Scene) -> None:
        async def count(q: Q) -> None:
            q.client.n = (q.client.n or 0) + 1
            scene.story.append(f"{q.client.n} {q.headers}")

        served = App("/app", count)
        await scene.handle(served, headers={"X-Foo": ["a"]})
        await scene.handle(served)
        served.forget("c1")
        served.forget("unknown")
        await scene.handle(served)
        assert scene.story == ["1 {'X-Foo': ['a']}", "2 {'X-Foo': ['a']}", "1 {}"]

    async def test_what_concerns_no_tab_has_a_state_of_its_own(self, scene: Scene) -> None:
        async def note(q: Q) -> None:
            scene.story.append(str(expando_to_dict(q.client)))
            q.client.seen = True
            q.user.seen = True

        served = App("/app", note)
        for _ in range(2):
            await scene.handle(served, client_id=None, subject=None)
        assert scene.story == ["{}", "{}"]

    async def test_events_are_handled_beside_each_other(self, scene: Scene) -> None:
        release = asyncio.Event()

        async def slow(q: Q) -> None:
            scene.story.append("begun")
            await release.wait()

        served = App("/app", slow)
        tasks = [asyncio.create_task(scene.handle(served)) for _ in range(2)]
        await settle_down()
        assert scene.story == ["begun", "begun"]
        release.set()
        await asyncio.gather(*tasks)

    async def test_a_plain_function_is_a_handler_too(self, scene: Scene) -> None:
        await scene.handle(App("/app", lambda q: scene.story.append("ran")))
        assert scene.story == ["ran"]
        assert scene.site.saved == []

    @pytest.mark.parametrize("error", [ValueError("boom"), SystemExit(3)])
    async def test_an_error_is_shown_and_ends_nothing(self, scene: Scene, error: BaseException) -> None:
        async def fail(q: Q) -> None:
            raise error

        served = App("/app", fail)
        await scene.handle(served)
        await scene.handle(served)
        assert [route for route, _ in scene.site.saved] == ["/c1", "/c1"]

    async def test_a_user_whose_name_makes_no_page_is_logged(
        self, scene: Scene, caplog: pytest.LogCaptureFixture
    ) -> None:
        served = App("/app", lambda q: scene.story.append("ran"), mode="multicast")
        await scene.handle(served, subject="../admin")
        await scene.handle(served, subject="ann")
        assert scene.story == ["ran"]
        assert "event_refused" in caplog.text
