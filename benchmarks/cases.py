"""What is measured. Each case takes a running server and returns figures by name."""

import asyncio
import json
import os
import subprocess
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks import big_file, malformed, targets
from benchmarks.restore_log import EDITS, write_restore_log

HERE = Path(__file__).parent
BUILD = targets.ROOT / "run/bench"
Figures = dict[str, float]
Measure = Callable[[targets.Running], Figures]


@dataclass(frozen=True)
class Case:
    """A measurement: its family, its name, and the figures that are reported, most important first.

    A case that `starts` servers itself is given the target's directory only.
    """

    family: str
    name: str
    measure: Measure
    figures: tuple[str, ...]


def build() -> None:
    """Compiles the load generator."""
    BUILD.mkdir(parents=True, exist_ok=True)
    source, program = HERE / "load/wbench.c", BUILD / "wbench"
    if not program.exists() or program.stat().st_mtime < source.stat().st_mtime:
        subprocess.run(["cc", "-O2", "-o", str(program), str(source)], check=True)


def load(command: str, **options: Any) -> Measure:
    """Measures with the load generator."""

    def measure(server: targets.Running) -> Figures:
        words = [str(BUILD / "wbench"), command, "--host", "127.0.0.1", "--port", str(server.port)]
        words += ["--wsport", str(server.port), "--pids", ",".join(map(str, server.pids))]
        words += [
            word for name, value in options.items() for word in (f"--{name.replace('_', '-')}", str(value))
        ]
        return _figures(words, dict(os.environ))

    return measure


def saves(kind: str, seconds: float) -> Measure:
    """Measures the driver that belongs to the target."""

    def measure(server: targets.Running) -> Figures:
        words = [
            server.target.python,
            str(HERE / "drive_saves.py"),
            "--kind",
            kind,
            "--seconds",
            str(seconds),
        ]
        return _figures([*words, "--pids", ",".join(map(str, server.pids))], _driver_environment(server))

    return measure


def vocabulary(what: str) -> Measure:
    """Measures the vocabulary of the driver that belongs to the target."""

    def measure(server: targets.Running) -> Figures:
        words = [server.target.python, str(HERE / "drive_vocabulary.py"), "--what", what]
        return _figures(words, _driver_environment(server))

    return measure


def _driver_environment(server: targets.Running) -> dict[str, str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("H2O_WAVE_")}
    return environment | {"H2O_WAVE_ADDRESS": server.driver_address}


def events(browsers: int, seconds: float) -> Measure:
    """Measures the round trip browser → server → app → server → browser with a minimal app."""

    def measure(server: targets.Running) -> Figures:
        base = [str(BUILD / "wbench"), "stubapp", "--host", "127.0.0.1", "--port", str(server.port)]
        base += [
            "--pids",
            ",".join(map(str, server.pids)),
            "--listen",
            str(targets.free_port()),
            "--seconds",
            "60",
        ]
        with subprocess.Popen(base, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as app:
            assert app.stdin and app.stdout
            if "ready" not in app.stdout.readline():
                raise RuntimeError("the stub app did not register")
            try:
                return load("events", route="/bench", browsers=browsers, seconds=seconds)(server)
            finally:
                app.stdin.close()
                app.wait(10)

    return measure


def memory(server: targets.Running) -> Figures:
    """Measures what 10,000 pages of 10 cards, 3 KB each, take."""
    empty = _resident_bytes(server.pids)
    load("setup", pages=10_000, cards=10, bytes=3000)(server)
    time.sleep(3)
    full = _resident_bytes(server.pids)
    return {"empty_mb": empty / 1e6, "full_mb": full / 1e6, "kb_per_page": (full - empty) / 1e3 / 10_000}


def restore(server: targets.Running) -> Figures:
    """Measures a start with a text log of 100,000 edits, less a start without."""
    log = write_restore_log(BUILD / "restore.log")
    started = time.monotonic()
    with targets.running(server.target, server.directory / "without"):
        without = time.monotonic() - started
    started = time.monotonic()
    with targets.running(server.target, server.directory / "with", init=log):
        return {"restore_s": time.monotonic() - started - without, "start_s": without, "edits": EDITS}


def malformed_requests(server: targets.Running) -> Figures:
    """Sends malformed requests; the first tenth fills caches, so that what grows afterwards is a leak."""
    warm = asyncio.run(malformed.send([server.port], MALFORMED // 10, seed=1))
    time.sleep(2)
    before, descriptors = _resident_bytes(server.pids), _descriptors(server.pids)
    answers = asyncio.run(malformed.send([server.port], MALFORMED - MALFORMED // 10, seed=2))
    time.sleep(2)
    counted = answers.statuses + warm.statuses
    classes = Counter[str]()
    for status, count in counted.items():
        classes[f"{status[0]}xx" if status.isdigit() else "silence"] += count
    log = (server.directory / "server.log").read_text(errors="replace")
    return {
        **{name: float(classes[name]) for name in ("1xx", "2xx", "3xx", "4xx", "5xx", "silence")},
        "kept": float(len(answers.kept + warm.kept)),
        "500s": float(len(answers.faults + warm.faults)),
        "tracebacks": float(log.count("Traceback") + log.count("panic") + log.count("traceback=")),
        "crashes": float(sum(process.poll() is not None for process in server.processes)),
        "descriptors_more": float(_descriptors(server.pids) - descriptors),
        "memory_mb_more": (_resident_bytes(server.pids) - before) / 1e6,
    }


def large_file(server: targets.Running) -> Figures:
    """What a file that is much larger than memory should be takes of it."""
    before = _resident_bytes(server.pids)
    path, up = big_file.upload(server.port)
    after_up = _resident_bytes(server.pids)
    down = big_file.download(server.port, path)
    return {
        "upload_s": up,
        "download_s": down,
        "upload_memory_mb_more": (after_up - before) / 1e6,
        "download_memory_mb_more": (_resident_bytes(server.pids) - after_up) / 1e6,
    }


def _descriptors(pids: list[int]) -> int:
    return sum(map(malformed.open_descriptors, pids))


def _figures(words: list[str], environment: dict[str, str]) -> Figures:
    done = subprocess.run(words, env=environment, capture_output=True, text=True, timeout=180, check=False)
    lines = [line for line in done.stdout.splitlines() if line.startswith("{")]
    if done.returncode or not lines:
        raise RuntimeError(f"{' '.join(words[:3])}: {(done.stderr or done.stdout)[-500:]}")
    figures: Figures = json.loads(lines[-1])
    return figures


def _resident_bytes(pids: list[int]) -> int:
    pages = sum(int(Path(f"/proc/{pid}/statm").read_text().split()[1]) for pid in pids)
    return pages * os.sysconf("SC_PAGE_SIZE")


REQUEST = ("cpu_us_per_op", "ops_per_s", "lat_p50_us", "lat_p99_us")
FANOUT = (
    "cpu_us_per_delivery",
    "delivered_per_s",
    "last_p50_us",
    "last_p99_us",
    "lines_per_frame",
    "lost",
    "subs_closed",
)
VOCABULARY = {
    "import": ("bare_ms", "bare_mb", "bare_modules", "app_ms", "app_mb", "app_modules"),
    "form": ("build_ms", "serialise_ms", "save_ms", "held_kb", "save_peak_kb"),
    "table": ("build_ms", "serialise_ms", "save_ms", "held_kb", "save_peak_kb"),
}
SAVES = ("lat_p50_us", "ops_per_s", "driver_cpu_us_per_op", "cpu_us_per_op", "lat_p99_us")


LARGE_FILE = ("upload_memory_mb_more", "download_memory_mb_more", "upload_s", "download_s")
MALFORMED = 10_000
MALFORMED_FIGURES = (
    *("500s", "tracebacks", "crashes", "descriptors_more", "memory_mb_more"),
    *("1xx", "2xx", "3xx", "4xx", "5xx", "silence", "kept"),
)


def cases(seconds: float) -> list[Case]:
    """All cases; `seconds` is the measuring window of each."""
    every = [
        Case(
            "patch", f"{connections} connections", load("patch", conns=connections, seconds=seconds), REQUEST
        )
        for connections in (1, 8, 32)
    ]
    every += [
        Case("save", kind, saves(kind, seconds), SAVES) for kind in ("sync", "async1", "async16", "pipelined")
    ]
    every += [
        Case(
            "fanout",
            f"{subscribers} subscribers, {mode}",
            load("fanout", subs=subscribers, mode=mode, seconds=seconds, warmup_edits=10),
            FANOUT,
        )
        for subscribers in (10, 100, 1000)
        for mode in ("lockstep", "flood")
    ]
    every += [
        Case(
            "page",
            f"GET {size} bytes, 8 connections",
            load("get", conns=8, bytes=size, cards=cards, seconds=seconds),
            REQUEST,
        )
        for size, cards in ((1000, 1), (100_000, 10))
    ]
    connect = load("connect", conc=16, bytes=1000, cards=1, seconds=seconds, ops=4000)
    every.append(Case("page", "websocket connect and watch 1 KB, 16 at a time", connect, REQUEST))
    every += [
        Case(
            "event",
            f"{browsers} browsers",
            events(browsers, seconds),
            ("cpu_us_per_event", "lat_p50_us", "events_per_s"),
        )
        for browsers in (1, 50)
    ]
    every.append(Case("memory", "10,000 pages", memory, ("kb_per_page", "empty_mb", "full_mb")))
    every += [Case("vocabulary", what, vocabulary(what), figures) for what, figures in VOCABULARY.items()]
    every.append(Case("restore", "100,000 edits", restore, ("restore_s", "start_s")))
    every.append(Case("files", "5 GiB up and down", large_file, LARGE_FILE))
    every.append(Case("malformed", f"{MALFORMED:,} requests", malformed_requests, MALFORMED_FIGURES))
    return every
