"""Measures how often a plot of many points is drawn while rows are added to the cyclic buffer behind it.

python -m benchmarks.live_plot http://127.0.0.1:10101                      10,000 points, 100 rows a second
python -m benchmarks.live_plot http://127.0.0.1:10101 http://127.0.0.1:10102 --mark line --cpu 4

Servers are measured in turns; the first is the base of the ratios. Figures are those of the page's main thread.
"""

import argparse
import base64
import http.client
import json
import random
import statistics
import threading
import time
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, sync_playwright

CHROMIUM = "/usr/bin/chromium"
CHROMIUM_ARGUMENTS = ("--no-sandbox", "--disable-gpu")
FIELDS = ["x", "y", "group"]

# Notes the animation frames in which anything was drawn on a canvas.
PROBE = """(() => {
  const probe = (window.probe = { drawn: 0, frames: 0, isDrawing: false })
  const prototype = CanvasRenderingContext2D.prototype
  for (const name of ['clearRect', 'stroke', 'fill', 'drawImage', 'putImageData']) {
    const draw = prototype[name]
    prototype[name] = function (...args) { probe.isDrawing = true; return draw.apply(this, args) }
  }
  const count = () => {
    probe.frames++
    if (probe.isDrawing) probe.drawn++
    probe.isDrawing = false
    requestAnimationFrame(count)
  }
  requestAnimationFrame(count)
})()"""


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("servers", nargs="+")
    parser.add_argument("--points", type=int, default=10_000)
    parser.add_argument("--mark", default="point", choices=["point", "line", "area", "interval"])
    parser.add_argument("--rate", type=float, default=100, help="rows a second")
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--cpu", type=float, default=1, help="slow the page's processor down by this factor")
    options = parser.parse_args()
    figures: dict[str, list[dict[str, float]]] = {server: [] for server in options.servers}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGUMENTS)
        for number in range(options.rounds):
            for server in options.servers[:: 1 if number % 2 == 0 else -1]:
                figures[server].append(measure(browser, server, options))
        browser.close()
    report(figures)


def measure(browser: Browser, server: str, options: argparse.Namespace) -> dict[str, float]:
    """Frames a second in which the plot was drawn, of how many; and milliseconds per drawn frame."""
    put_page(server, options.points, options.mark)
    page = browser.new_page(viewport={"width": 1280, "height": 720}, bypass_csp=True)
    page.add_init_script(PROBE)
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.goto(f"{server}/live_plot")
    page.wait_for_function("window.probe.drawn > 0 && document.querySelector('canvas')", timeout=60_000)
    page.wait_for_timeout(1500)
    session.send("Emulation.setCPUThrottlingRate", {"rate": options.cpu})
    sender = threading.Thread(target=send_rows, args=(server, options.points, options.rate, options.seconds))
    before, spent, start = page.evaluate("({...window.probe})"), metrics(session), time.monotonic()
    sender.start()
    while sender.is_alive():
        page.wait_for_timeout(100)
    after, now, seconds = page.evaluate("({...window.probe})"), metrics(session), time.monotonic() - start
    page.close()
    drawn = max(1, after["drawn"] - before["drawn"])
    return {
        "drawn/s": drawn / seconds,
        "frames/s": (after["frames"] - before["frames"]) / seconds,
        "script ms": (now["ScriptDuration"] - spent["ScriptDuration"]) * 1000 / drawn,
        "task ms": (now["TaskDuration"] - spent["TaskDuration"]) * 1000 / drawn,
    }


def metrics(session: Any) -> dict[str, float]:
    return {metric["name"]: metric["value"] for metric in session.send("Performance.getMetrics")["metrics"]}


def row(number: int) -> list[object]:
    if number % 1000 == 0:
        random.seed(number)
    return [number, round(random.gauss(50, 15), 2), "ab"[number % 2]]


def put_page(server: str, points: int, mark: str) -> None:
    buffer = {"c": {"f": FIELDS, "d": [row(number) for number in range(points)], "n": points, "i": 0}}
    card = {
        "view": "plot",
        "box": "1 1 9 8",
        "title": "Live",
        "~data": 0,
        "plot": {"marks": [{"type": mark, "x": "=x", "y": "=y", "y_min": 0, "y_max": 100}]},
    }
    patch(server, [{}, {"k": "plot", "d": card, "b": [buffer]}])


def send_rows(server: str, first: int, rate: float, seconds: float) -> None:
    """Adds rows at a steady rate, over one connection."""
    connection = http.client.HTTPConnection(urlsplit(server).netloc)
    start = time.monotonic()
    for number in range(int(rate * seconds)):
        time.sleep(max(0, start + number / rate - time.monotonic()))
        patch(server, [{"k": "plot data -1", "v": row(first + number)}], connection)
    connection.close()


def patch(
    server: str, edits: Sequence[dict[str, object]], connection: http.client.HTTPConnection | None = None
) -> None:
    connection = connection or http.client.HTTPConnection(urlsplit(server).netloc)
    token = base64.b64encode(b"access_key_id:access_key_secret").decode()
    headers = {"Authorization": f"Basic {token}", "Content-Type": "application/json"}
    connection.request("PATCH", "/live_plot", json.dumps({"d": edits}), headers)
    response = connection.getresponse()
    body = response.read()
    if response.status != 200:
        raise RuntimeError(f"{server} answered {response.status}: {body.decode(errors='replace')}")


def report(figures: dict[str, list[dict[str, float]]]) -> None:
    base: dict[str, float] | None = None
    for server, rounds in figures.items():
        median = {name: statistics.median(each[name] for each in rounds) for name in rounds[0]}
        base = base or median
        shown = [f"{name} {value:.2f} (×{value / base[name]:.2f})" for name, value in median.items()]
        print(f"{server}: {', '.join(shown)}")


if __name__ == "__main__":
    main()
