"""Saves small edits one after another with whatever `h2o_wave` this interpreter has; prints one JSON object.

    H2O_WAVE_ADDRESS=http://127.0.0.1:10101 python benchmarks/drive_saves.py --kind sync|async1|async16|pipelined

`pipelined` keeps 256 saves under way at once.
"""

import argparse
import asyncio
import json
import os
import time

import h2o_wave

WARM_UP_SECONDS = 0.5
CARD = {"view": "small_stat", "box": "1 1 1 1", "title": "Driver", "value": 0}
PIPELINE_DEPTH = 256


def server_cpu_seconds(pids: list[int]) -> float:
    """CPU time of the server so far, from the processes' clocks."""
    return sum(time.clock_gettime((~pid << 3) | 2) for pid in pids)


class Window:
    """The measured stretch of time."""

    def __init__(self, seconds: float, pids: list[int]) -> None:
        self.latencies: list[float] = []
        self._seconds = seconds
        self._pids = pids

    def begin(self) -> float:
        self._start = time.perf_counter(), time.process_time(), server_cpu_seconds(self._pids)
        return self._start[0] + self._seconds

    def figures(self) -> dict[str, float]:
        wall, own, server = self._start
        wall, own, server = (
            time.perf_counter() - wall,
            time.process_time() - own,
            server_cpu_seconds(self._pids) - server,
        )
        count = len(self.latencies)
        ordered = sorted(self.latencies)
        return {
            "ops_per_s": count / wall,
            "lat_p50_us": ordered[count // 2] * 1e6,
            "lat_p99_us": ordered[int(count * 0.99)] * 1e6,
            "driver_cpu_us_per_op": own / count * 1e6,
            "cpu_us_per_op": server / count * 1e6,
        }


def save_sync(window: Window) -> None:
    page = h2o_wave.site["/bench_driver"]
    page["card"] = dict(CARD)
    page.save()
    end = time.perf_counter() + WARM_UP_SECONDS
    for measured in (False, True):
        if measured:
            end = window.begin()
        number = 0
        while (before := time.perf_counter()) < end:
            page["card"].value = number
            page.save()
            number += 1
            if measured:
                window.latencies.append(time.perf_counter() - before)


async def save_async(window: Window, tasks: int) -> None:
    site = h2o_wave.AsyncSite()

    async def work(index: int, end: float, measured: bool) -> None:
        page = site[f"/bench_driver{index}"]
        number = 0
        while (before := time.perf_counter()) < end:
            page["card"].value = number
            await page.save()
            number += 1
            if measured:
                window.latencies.append(time.perf_counter() - before)

    for index in range(tasks):
        page = site[f"/bench_driver{index}"]
        page["card"] = dict(CARD)
        await page.save()
    end = time.perf_counter() + WARM_UP_SECONDS
    await asyncio.gather(*(work(index, end, False) for index in range(tasks)))
    end = window.begin()
    await asyncio.gather(*(work(index, end, True) for index in range(tasks)))


async def save_pipelined(window: Window) -> None:
    await save_async(window, PIPELINE_DEPTH)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--kind", default="sync", choices=["sync", "async1", "async16", "pipelined"])
    parser.add_argument("--seconds", type=float, default=2)
    parser.add_argument("--pids", default="", help="the server's processes, comma-separated")
    options = parser.parse_args()
    window = Window(options.seconds, [int(pid) for pid in options.pids.split(",") if pid])
    if options.kind == "sync":
        save_sync(window)
    elif options.kind == "pipelined":
        asyncio.run(save_pipelined(window))
    else:
        asyncio.run(save_async(window, int(options.kind.removeprefix("async"))))
    print(json.dumps(window.figures() | {"address": os.environ.get("H2O_WAVE_ADDRESS", "")}))


if __name__ == "__main__":
    main()
