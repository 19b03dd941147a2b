import asyncio

import grpc
import pytest

from services.chassis.inprocess.pipe import EOF
from services.chassis.inprocess.rpc import Rpc, Status, checked_metadata

DONE = Status(grpc.StatusCode.OK)


def new_rpc(timeout: float | None = None) -> Rpc:
    return Rpc("/test/Method", None, timeout, 2)


def test_metadata_is_copied_into_pairs() -> None:
    assert checked_metadata(None) == checked_metadata(()) == ()
    assert checked_metadata([["a", "1"]]) == (("a", "1"),)  # type: ignore[list-item]


def test_a_metadata_key_in_capitals_is_refused() -> None:
    with pytest.raises(ValueError, match="'Authorization' must be lower case"):
        checked_metadata([("Authorization", "x")])


async def test_finish_settles_at_once_when_nothing_is_unread() -> None:
    rpc = new_rpc()
    rpc.finish(DONE)
    assert rpc.settled.is_set() and rpc.started.is_set() and rpc.status == DONE


async def test_finish_settles_after_the_last_message_was_read() -> None:
    rpc = new_rpc()
    await rpc.responses.put("a")
    rpc.finish(DONE)
    assert not rpc.settled.is_set()
    assert await rpc.responses.get() == "a"
    assert rpc.settled.is_set()


async def test_the_first_finish_counts() -> None:
    rpc = new_rpc()
    rpc.finish(DONE)
    rpc.finish(Status(grpc.StatusCode.INTERNAL))
    assert rpc.status == DONE


async def test_terminate_drops_what_is_unread() -> None:
    rpc = new_rpc()
    await rpc.responses.put("a")
    rpc.finish(DONE)
    assert rpc.terminate(Status(grpc.StatusCode.UNAVAILABLE))
    assert await rpc.responses.get() is EOF
    assert rpc.status == Status(grpc.StatusCode.UNAVAILABLE)
    assert rpc.is_terminated


async def test_terminate_cannot_change_a_status_that_is_known() -> None:
    rpc = new_rpc()
    rpc.finish(DONE)
    assert not rpc.terminate(Status(grpc.StatusCode.UNAVAILABLE)) and not rpc.cancel()
    assert rpc.status == DONE and not rpc.is_locally_cancelled


async def test_settling_tells_listeners_at_once_and_callbacks_soon() -> None:
    rpc, told = new_rpc(), []
    rpc.on_settled.append(lambda _: told.append("listener"))
    rpc.add_done_callback(lambda: told.append("callback"))
    rpc.finish(DONE)
    assert told == ["listener"]
    rpc.add_done_callback(lambda: told.append("late callback"))
    await asyncio.sleep(0)
    assert told == ["listener", "callback", "late callback"]


async def test_the_error_tells_how_the_call_ended() -> None:
    rpc = new_rpc()
    rpc.start((("a", "1"),))
    rpc.finish(Status(grpc.StatusCode.ABORTED, "why", (("b", "2"),)))
    error = rpc.error()
    assert (error.code(), error.details()) == (grpc.StatusCode.ABORTED, "why")
    assert (error.initial_metadata()["a"], error.trailing_metadata()["b"]) == ("1", "2")
    assert "/test/Method" in error.debug_error_string()


async def test_initial_metadata_is_known_once() -> None:
    rpc = new_rpc()
    rpc.start((("a", "1"),))
    rpc.start((("a", "2"),))
    assert rpc.initial_metadata == (("a", "1"),)


async def test_the_deadline_terminates() -> None:
    rpc = new_rpc(timeout=0)
    assert rpc.time_remaining() == 0.0
    await rpc.settled.wait()
    assert rpc.status == Status(grpc.StatusCode.DEADLINE_EXCEEDED, "Deadline Exceeded")


async def test_a_settled_call_has_no_timer() -> None:
    rpc = new_rpc(timeout=0)
    rpc.finish(DONE)
    await asyncio.sleep(0)
    assert rpc.status == DONE
    assert new_rpc().time_remaining() is None
