"""Background work of an app under test."""

import asyncio

import pytest

from h2o_wave import Q, app, ui
from h2o_wave.testing import start
from tests.unit.h2o_wave.testing import berth_app


class TestBackground:
    async def test_idle_waits_for_what_a_handler_has_started(self) -> None:
        @app("/slow")
        async def serve(q: Q) -> None:
            async def finish() -> None:
                await asyncio.sleep(0)
                q.page["c"] = ui.markdown_card(box="", title="", content="done")
                await q.page.save()

            q.client.task = asyncio.create_task(finish())

        async with start(serve) as client:
            assert "c" not in client.page
            await client.idle()
            assert client.page["c"].content == "done"

    async def test_idle_raises_what_a_background_task_raises_once(self) -> None:
        @app("/slow")
        async def serve(q: Q) -> None:
            async def fail() -> None:
                raise ValueError("late")

            q.app.task = asyncio.create_task(fail())

        async with start(serve) as client:
            with pytest.raises(ValueError, match="late"):
                await client.idle()
            await client.idle()

    async def test_stopping_raises_what_nobody_has_heard_of(self) -> None:
        @app("/slow")
        async def serve(q: Q) -> None:
            async def fail() -> None:
                raise ValueError("unheard")

            q.app.task = asyncio.create_task(fail())

        client = await start(serve)
        await asyncio.sleep(0)
        with pytest.raises(ValueError, match="unheard"):
            await client.stop()
        await (await start(berth_app)).stop()

    async def test_stopping_cancels_what_goes_on(self) -> None:
        @app("/endless")
        async def serve(q: Q) -> None:
            q.app.task = asyncio.create_task(asyncio.Event().wait())

        async with start(serve) as client:
            task = client.app.state.task
        assert task.cancelled()

    async def test_idle_names_what_does_not_end(self) -> None:
        @app("/endless")
        async def serve(q: Q) -> None:
            q.app.task = asyncio.create_task(asyncio.Event().wait(), name="the feed")

        async with start(serve) as client:
            with pytest.raises(AssertionError, match="the feed"):
                await client.idle(timeout_seconds=0.01)

    async def test_tasks_of_the_test_are_not_waited_for(self) -> None:
        async with start(berth_app) as client:
            own = asyncio.create_task(asyncio.Event().wait())
            await client.idle(timeout_seconds=1)
            own.cancel()
