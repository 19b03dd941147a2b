"""Threads for work on files."""

import asyncio
import threading

import pytest

from services.gateway.web.disk import Disk


async def test_a_function_runs_in_another_thread_and_its_error_comes_back() -> None:
    disk = Disk()
    assert await disk.run(threading.current_thread) is not threading.current_thread()
    with pytest.raises(ZeroDivisionError):
        await disk.run(lambda: 1 // 0)
    disk.close()


async def test_whoever_is_cancelled_waits_for_the_end_of_the_work() -> None:
    disk = Disk()
    begun, may_end = threading.Event(), threading.Event()
    ended: list[bool] = []

    def work() -> None:
        begun.set()
        may_end.wait()
        ended.append(True)

    task = asyncio.create_task(disk.run(work))
    await asyncio.to_thread(begun.wait)
    task.cancel()
    await asyncio.sleep(0)
    assert not task.done()
    may_end.set()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert ended == [True]
    disk.close()
