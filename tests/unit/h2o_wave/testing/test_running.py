"""Apps run inside of tests: tabs, modes, state, failures, the site."""

import asyncio
from pathlib import Path
from types import ModuleType

import pytest

from h2o_wave import Q, app, main, site, ui
from h2o_wave.errors import BadValue, ServiceError
from h2o_wave.testing import HandlerExited, start
from tests.unit.h2o_wave.testing import berth_app

FILE = Path(__file__).with_name("berth_app.py")


@pytest.mark.parametrize(
    "target",
    [berth_app, berth_app.__name__, berth_app.serve, FILE, str(FILE)],
    ids=["module", "module name", "handler", "file", "file name"],
)
async def test_an_app_is_started_by_its_module_its_handler_or_its_file(
    target: ModuleType | str | Path,
) -> None:
    async with start(target) as client:
        await client.submit("book", ship="Ada")
        assert client.page["list"].content == "Ada for 3 days"


async def test_main_is_the_app_that_was_declared_last() -> None:
    @app("/last")
    async def serve(q: Q) -> None:
        q.page["c"] = ui.markdown_card(box="", title="", content="last")
        await q.page.save()

    async with start(main) as client:
        assert client.page["c"].content == "last"


async def test_what_is_no_app_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty.py").write_text("")
    for target, says in [
        (asyncio, "declares no app"),
        (tmp_path / "no.py", "no file"),
        (5, "want an app module"),
    ]:
        with pytest.raises(BadValue, match=says):
            await start(target)  # type: ignore[arg-type]
    with pytest.raises(BadValue, match="declares no app"):
        await start(tmp_path / "empty.py")


async def test_every_start_begins_without_memory() -> None:
    @app("/counting")
    async def serve(q: Q) -> None:
        q.app.count = (q.app.count or 0) + 1

    for _ in range(2):
        async with start(serve) as client:
            assert client.app.state.count == 1


async def test_one_app_runs_at_a_time() -> None:
    client = await start(berth_app)
    with pytest.raises(RuntimeError, match="still runs"):
        await start(berth_app)
    await client.stop()
    await (await start(berth_app)).stop()


async def test_callbacks_run_and_what_they_raise_is_raised() -> None:
    story: list[str] = []

    def fail() -> None:
        raise ValueError("not today")

    @app("/life", on_startup=lambda: story.append("up"), on_shutdown=lambda: story.append("down"))
    async def serve(q: Q) -> None:
        story.append("serve")

    @app("/never", on_startup=fail)
    async def never(q: Q) -> None: ...

    async with start(serve):
        pass
    assert story == ["up", "serve", "down"]
    with pytest.raises(ValueError, match="not today"):
        await start(never)
    async with start(serve):
        pass


def counting(mode: str) -> object:
    @app("/shared", mode=mode)
    async def serve(q: Q) -> None:
        q.client.count = (q.client.count or 0) + 1
        q.user.count = (q.user.count or 0) + 1
        q.app.count = (q.app.count or 0) + 1
        q.page["c"] = ui.form_card(
            box="", items=[ui.text(f"{q.auth.username}: {q.client.count}"), ui.textbox("t"), ui.button("go")]
        )
        await q.page.save()

    return serve


class TestModes:
    async def test_unicast_tabs_have_pages_of_their_own(self) -> None:
        async with start(counting("unicast"), subject="ann") as ann:  # type: ignore[arg-type]
            bob = await ann.app.open(subject="bob", username="Bob")
            await ann.click("go")
            assert ann.page["c"].items[0].text.content == "ann: 2"
            assert bob.page["c"].items[0].text.content == "Bob: 1"
            assert (
                ann.app.state.count,
                ann.app.user_state("ann").count,
                ann.app.client_state(bob).count,
            ) == (3, 2, 1)

    async def test_multicast_tabs_of_a_user_share_a_page(self) -> None:
        async with start(counting("multicast"), subject="ann") as ann:  # type: ignore[arg-type]
            again, bob = await ann.app.open(subject="ann"), await ann.app.open(subject="bob")
            await ann.click("go")
            assert ann.page == again.page or ann.page.dump() == again.page.dump()
            assert again.page["c"].items[0].text.content == "ann: 2"
            assert bob.page["c"].items[0].text.content == "bob: 1"

    async def test_broadcast_tabs_share_a_page_and_lose_what_was_typed(self) -> None:
        async with start(counting("broadcast")) as first:  # type: ignore[arg-type]
            second = await first.app.open()
            second.set("t", "half")
            await first.click("go")
            assert second.page.dump() == first.page.dump()
            await second.click("go")
            assert second.submitted[-1]["t"] == ""
            assert first.app.page("/shared")["c"].items[0].text.content == "anon: 2"

    async def test_a_tab_that_comes_later_sees_what_is_drawn_for_it(self) -> None:
        async with start(counting("broadcast")) as first:  # type: ignore[arg-type]
            assert "c" in (await first.app.open()).page


async def test_a_closed_tab_is_told_of_and_forgotten() -> None:
    events: list[object] = []

    @app("/closing")
    async def serve(q: Q) -> None:
        events.append(q.events["@system"] and q.events["@system"].client_disconnect)
        q.client.state = 1

    async with start(serve) as client:
        await client.close()
        assert events == [None, True]
        assert client.app.client_state(client).state is None
        with pytest.raises(AssertionError, match="closed"):
            await client.emit("x", "y", by_script=True)


async def test_signing_out_is_an_event_without_a_tab() -> None:
    seen: list[object] = []

    @app("/signing")
    async def serve(q: Q) -> None:
        seen.append((q.client_id, q.auth.subject, "@system" in q.events))

    async with start(serve, subject="ann", headers={"X-A": ["1"]}) as client:
        await client.app.sign_out("ann")
    assert seen == [("client-1", "ann", False), (None, "ann", True)]


async def test_headers_and_tokens_reach_the_app() -> None:
    @app("/identity")
    async def serve(q: Q) -> None:
        q.app.seen = (q.headers, q.auth.access_token)

    async with start(serve, headers={"X-A": ["1"]}, access_token="t") as client:
        assert client.app.state.seen == ({"X-A": ["1"]}, "t")
        with pytest.raises(TypeError, match="'colour'"):
            await client.app.open(colour="red")


class TestFailures:
    async def test_what_a_handler_raises_the_test_raises_and_the_page_shows(self) -> None:
        @app("/failing")
        async def serve(q: Q) -> None:
            if q.args.go:
                raise KeyError("lost")
            q.page["form"] = ui.form_card(box="", items=[ui.button("go")])
            await q.page.save()

        async with start(serve) as client:
            with pytest.raises(KeyError, match="lost"):
                await client.click("go")
            assert "__unhandled_error__" in client.page

    async def test_a_handler_that_exits_does_not_end_the_test(self) -> None:
        @app("/exiting")
        async def serve(q: Q) -> None:
            raise SystemExit(3)

        with pytest.raises(HandlerExited, match=r"SystemExit\(3\)"):
            await start(serve)

    async def test_a_page_that_the_server_would_refuse_is_refused(self) -> None:
        @app("/refused")
        async def serve(q: Q) -> None:
            q.page["c"] = {"view": "form", "items": 5}
            await q.page.save()

        with pytest.raises(ServiceError, match="items must be an array"):
            await start(serve)


class TestSite:
    async def test_other_pages_files_and_the_cache_are_there(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text("hello")

        @app("/using")
        async def serve(q: Q) -> None:
            other = q.site["/other"]
            other["c"] = ui.markdown_card(box="", title="", content="x")
            await other.save()
            [path] = await q.site.upload([str(tmp_path / "a.txt")])
            await q.site.cache.set("shard", "a b", {"n": 1})
            q.app.seen = (
                (await other.load())["p"]["c"]["c"]["d"]["content"],
                await q.site.cache.get("shard", "a b"),
                await q.site.cache.keys("shard"),
                await q.site.uplink("s", "image/png", b"PNG"),
            )
            await q.site.unload(path)
            with pytest.raises(ServiceError, match="404"):
                await q.site.download(path, tmp_path / "b.txt")
            with pytest.raises(ServiceError, match="501"):
                await q.site.proxy("GET", "http://x")
            with pytest.raises(ServiceError, match="404"):
                await q.page.load()

        async with start(serve) as client:
            assert client.app.state.seen == ("x", {"n": 1}, ["a b"], "/_m/s")
            assert client.app.page("/other")["c"].content == "x"
            assert not client.app.server.files

    async def test_scripts_write_to_the_same_server(self) -> None:
        async with start(berth_app) as client:
            page = site["/script"]
            page["c"] = ui.markdown_card(box="", title="", content="x")
            page.save()
            assert client.app.page("/script")["c"].content == "x"
            assert page.load()["p"]["c"]["c"]["d"]["content"] == "x"
