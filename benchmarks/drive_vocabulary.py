"""Imports, builds and serialises with whatever `h2o_wave` this interpreter has; prints one JSON object.

    H2O_WAVE_ADDRESS=http://127.0.0.1:10101 python benchmarks/drive_vocabulary.py --what import|form|table

Imports are measured in interpreters of their own. Times are CPU, the best of many turns; memory is what tracemalloc sees.
"""

import argparse
import gc
import json
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable
from typing import Any

Figures = dict[str, float]

BARE = "import h2o_wave"
# What the programs of authors begin with.
APP = "from h2o_wave import main, app, Q, ui, on, run_on, data, site"
_TIMER = """
import resource, sys, time
before, started = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
{statement}
spent = time.process_time() - started
print(spent, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before, len(sys.modules))
"""


def measure_import() -> Figures:
    """CPU and memory of the first import, with what Python has compiled already."""
    figures: Figures = {}
    for name, statement in (("bare", BARE), ("app", APP)):
        runs = [_import_once(statement) for _ in range(11)][1:]
        figures[f"{name}_ms"] = min(run[0] for run in runs) * 1e3
        figures[f"{name}_mb"] = min(run[1] for run in runs) / 1e3
        figures[f"{name}_modules"] = runs[0][2]
    return figures


def _import_once(statement: str) -> list[float]:
    code = _TIMER.format(statement=statement)
    done = subprocess.run([sys.executable, "-P", "-c", code], capture_output=True, text=True, check=True)
    return [float(word) for word in done.stdout.split()]


def form() -> Any:
    """A form of 60 components of many kinds."""
    from h2o_wave import ui

    choices = [ui.choice(name=f"c{index}", label=f"Choice {index}") for index in range(5)]
    items = []
    for index in range(6):
        items += [
            ui.text_l(f"Section {index}"),
            ui.text(content="Some **explanation** of what follows.", size="s"),
            ui.textbox(
                name=f"textbox_{index}", label="Name", value="Jane", required=True, tooltip="Your name"
            ),
            ui.dropdown(name=f"dropdown_{index}", label="Country", choices=choices, value="c1", trigger=True),
            ui.checklist(name=f"checklist_{index}", label="Interests", choices=choices, values=["c1", "c2"]),
            ui.slider(name=f"slider_{index}", label="Age", min=0, max=120, step=1, value=30.5),
            ui.date_picker(name=f"date_{index}", label="Day", value="2026-11-30"),
            ui.toggle(name=f"toggle_{index}", label="Newsletter", value=True),
            ui.message_bar(type="info", text="Almost done", name=f"bar_{index}"),
            ui.button(name=f"button_{index}", label="Send", primary=True, icon="Send"),
        ]
    return ui.form_card(box="1 1 4 12", title="Sixty", items=items)


def table() -> Any:
    """A form with a table of 10,000 rows of 6 cells."""
    from h2o_wave import ui

    columns = [ui.table_column(name=f"column_{index}", label=f"Column {index}") for index in range(6)]
    rows = [
        ui.table_row(name=f"row_{number}", cells=[f"cell {number} {column}" for column in range(6)])
        for number in range(10_000)
    ]
    return ui.form_card(box="1 1 4 12", items=[ui.table(name="table", columns=columns, rows=rows)])


def measure_card(build: Callable[[], Any], turns: int) -> Figures:
    """CPU and memory to build a card, to turn it into JSON text, and to save it on a page."""
    from h2o_wave.core import marshal

    card = build()
    save(card)
    gc.collect()
    gc.disable()
    figures = {
        "build_ms": min(_cpu_seconds(build) for _ in range(turns)) * 1e3,
        "serialise_ms": min(_cpu_seconds(lambda: marshal(card.dump())) for _ in range(turns)) * 1e3,
        "save_ms": min(_cpu_seconds(lambda: save(card)) for _ in range(turns)) * 1e3,
    }
    del card
    gc.collect()
    tracemalloc.start()
    card = build()
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.reset_peak()
    save(card)
    _, peak = tracemalloc.get_traced_memory()
    return {**figures, "held_kb": held / 1e3, "save_peak_kb": (peak - held) / 1e3}


def save(card: Any) -> None:
    """Puts a card on a page and sends it."""
    from h2o_wave import site

    page = site["/vocabulary"]
    page.add("card", card)
    page.save()


def _cpu_seconds(act: Callable[[], Any]) -> float:
    started = time.process_time()
    act()
    return time.process_time() - started


KINDS: dict[str, Callable[[], Figures]] = {
    "import": measure_import,
    "form": lambda: measure_card(form, 200),
    "table": lambda: measure_card(table, 5),
}

if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--what", choices=KINDS, required=True)
    print(json.dumps(KINDS[parser.parse_args().what]()))
