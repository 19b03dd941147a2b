"""The app behind `wave tour`: one card for each example; a button starts it, another shows its source."""

import os
from pathlib import Path

from .. import Q, app, main, on, run_on, ui  # noqa: F401 - `main` is what serves the app
from .example_processes import ExampleProcesses
from .examples import Example, find_examples
from .tour import FOLDER_VARIABLE

_EXAMPLES = {each.name: each for each in find_examples(Path(os.environ.get(FOLDER_VARIABLE, "examples")))}
_processes = ExampleProcesses()


async def _stop_examples() -> None:
    _processes.stop()


@app("/tour", on_shutdown=_stop_examples)
async def serve(q: Q) -> None:
    """Show the tour."""
    if not q.client.has_tour:
        q.client.has_tour = True
        _show_frame(q)
        _show_index(q)
    await run_on(q)
    await q.page.save()


@on()
async def start(q: Q) -> None:
    """Start the example whose button was pressed."""
    example = _EXAMPLES.get(str(q.args.start))
    if example is not None:
        _processes.start(example)
        _show_index(q)


@on()
async def source(q: Q) -> None:
    """Show the source of the example whose button was pressed."""
    example = _EXAMPLES.get(str(q.args.source))
    if example is not None:
        q.page["meta"].side_panel = ui.side_panel(
            title=example.file.name,
            width="800px",
            closable=True,
            items=[ui.text(f"```python\n{example.source}\n```")],
        )


def _show_frame(q: Q) -> None:
    zones = [ui.zone("header"), ui.zone("examples")]
    q.page["meta"] = ui.meta_card(
        box="", title="Tour", layouts=[ui.layout(breakpoint="xs", max_width="960px", zones=zones)]
    )
    q.page["header"] = ui.header_card(
        box="header", title="Tour", subtitle="Examples with their source; start one, then open it"
    )


def _show_index(q: Q) -> None:
    for example in _EXAMPLES.values():
        q.page[f"example_{example.name.replace('/', '_')}"] = ui.form_card(
            box="examples", items=_items(example)
        )


def _items(example: Example) -> list[ui.Component]:
    is_running = _processes.has_started(example)
    controls = [
        ui.button(
            "start",
            label="Start again" if is_running else "Start",
            value=example.name,
            primary=not is_running,
        ),
        ui.button("source", label="Source", value=example.name),
    ]
    if is_running and example.route:
        base = os.environ.get("H2O_WAVE_BASE_URL", "/").strip("/")
        path = f"/{base}{example.route}" if base else example.route
        controls.append(ui.link(label=f"Open {example.route}", path=path, target="_blank"))
    text = [ui.text(example.text)] if example.text else []
    return [ui.text_l(example.title), *text, ui.inline(controls)]
