"""How connections to the lean edge end: in time, when all is said, and while draining."""

import asyncio

from tests.unit.gateway.edge.lean_scene import Scene, patch

# -- time -------------------------------------------------------------------------------------------------------


async def test_a_head_that_does_not_come_ends_the_connection(scene: Scene) -> None:
    """Unfinished requests are not held open (S11)."""
    now = asyncio.get_running_loop().time()
    scene.send(b"PATCH /x HTTP/1.1\r\n")
    scene.http.check_time(now + 9)
    assert not scene.transport.is_closed
    scene.http.check_time(now + 11)
    assert scene.transport.is_closed
    assert scene.answers() == [(408, b"Request Timeout\n")]
    assert scene.counts.timed_out == 1


async def test_a_body_that_does_not_come_ends_the_connection(scene: Scene) -> None:
    """[P2] A body that comes slowly gets a second for each KiB."""
    now = asyncio.get_running_loop().time()
    scene.send(patch(b"x" * 20_000)[:-5000])
    scene.http.check_time(now + 24)
    assert not scene.transport.is_closed
    scene.http.check_time(now + 26)
    assert scene.transport.is_closed


async def test_an_idle_connection_ends_without_a_word(scene: Scene) -> None:
    now = asyncio.get_running_loop().time()
    scene.http.check_time(now + 74)
    assert not scene.transport.is_closed
    scene.http.check_time(now + 76)
    assert scene.transport.is_closed
    assert scene.transport.written == b""


async def test_whoever_waits_for_us_is_not_timed(scene: Scene) -> None:
    now = asyncio.get_running_loop().time()
    scene.send(patch(b"1"))
    scene.http.check_time(now + 1000)
    assert not scene.transport.is_closed


# -- ending -----------------------------------------------------------------------------------------------------


async def test_who_has_said_everything_still_gets_the_answer(scene: Scene) -> None:
    scene.send(patch(b"1"))
    assert scene.guest.eof_received() is True
    await scene.settle()
    assert scene.answers() == [(200, b"")]
    assert scene.transport.is_closed


async def test_who_says_nothing_more_between_requests_is_let_go(scene: Scene) -> None:
    assert scene.guest.eof_received() is False


async def test_an_answer_for_a_peer_that_has_left_is_dropped(scene: Scene) -> None:
    scene.send(patch(b"1"))
    scene.transport.is_closed = True
    scene.guest.connection_lost(None)
    await scene.settle()
    assert scene.transport.written == b""
    assert scene.lobby.timed == set()


async def test_while_draining_the_answer_under_way_is_the_last(scene: Scene) -> None:
    """[F8]"""
    scene.send(patch(b"1"))
    scene.draining.set()
    scene.http.end()
    assert not scene.transport.is_closed
    await scene.settle()
    assert scene.answers() == [(200, b"")]
    assert scene.transport.is_closed


async def test_while_draining_an_idle_connection_ends(scene: Scene) -> None:
    """[F8]"""
    scene.http.end()
    assert scene.transport.is_closed
