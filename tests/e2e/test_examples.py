"""Every example runs: scripts against a real server, apps in this process, with everything in them clicked once.

Together they show all there is: the tests at the end hold them to that.
"""

import ast
import runpy
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from h2o_wave import app, ui
from h2o_wave.testing import Client, start
from h2o_wave.testing.behaviour import CLICKS, INPUTS
from h2o_wave.testing.parts import Part, parts_of
from h2o_wave.vocabulary.mark import MarkCoord, MarkType
from tests.e2e.cluster import Cluster, Form, running
from tests.e2e.driver_process import PATIENCE_SECONDS, Way, environment

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(120)]

FOLDER = Path(__file__).parents[2] / "examples"
SOURCES = sorted(FOLDER.rglob("*.py"))
# What is in a package is a part of an example.
EXAMPLES = [path for path in SOURCES if not (path.parent / "__init__.py").exists()]
APPS = [path for path in EXAMPLES if "@app(" in path.read_text()]
# What runs until it is stopped, and why it is tested otherwise.
ENDLESS = {
    "demo.py": "starts a server of its own: `make run`",
    "feed.py": "see test_the_feed_moves_the_dashboard",
    "old_style.py": "see test_an_app_of_h2o_q_can_be_tested_like_any",
}
SCRIPTS = [path for path in EXAMPLES if path not in APPS and path.name not in ENDLESS]
# Those that show something moving can be told for how long.
ARGUMENTS = {"live.py": ["0.3"], "clock.py": ["0"], "image_stream.py": ["3"]}

# What a user might enter, by what `ui` calls the component.
ENTERED: dict[str, Any] = {
    "textbox": "7",
    "checkbox": True,
    "toggle": True,
    "spinbox": 4,
    "chatbot_card": "When?",
}
# What comes with an event.
PAYLOADS: dict[str, Any] = {
    "select_marks": [{"berth": "North", "tonnes": 12}],
    "select": ["ada"],
    "group_change": ["grain"],
    "sort": {"ships": True},
    "search": {"value": "os", "cols": ["city"]},
    "filter": {"city": ["Oslo"]},
    "page_change": {"offset": 10},
    "feedback": {"message": "…", "positive": True},
    "suggestion": "today",
    "click": {"x": 1, "y": 2},
    "tool_change": "rect",
}


def name_of(path: Path) -> str:
    return str(path.relative_to(FOLDER))


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with running(Form.EMBEDDED, tmp_path_factory.mktemp("examples"), flags=["-fsync", "no"]) as cluster:
        yield cluster


@pytest.mark.parametrize("path", SCRIPTS, ids=name_of)
def test_a_script_runs_to_its_end(path: Path, cluster: Cluster, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(path), *ARGUMENTS.get(path.name, [])],
        env=environment(cluster, Way.HTTP),
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=PATIENCE_SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert not done.stderr


@pytest.mark.parametrize("path", APPS, ids=name_of)
@pytest.mark.filterwarnings("ignore::FutureWarning")
async def test_an_app_answers_whatever_a_user_does(path: Path) -> None:
    async with start(path) as client:
        assert len(client.page) > 0
        await click_everything(client, expected=RuntimeError if path.name == "failing.py" else ())
        if path.name != "ticker.py":
            await client.idle()


async def click_everything(client: Client, expected: Any) -> None:
    """Enters something everywhere, clicks everything, and emits every event, once."""
    done: set[tuple[str, str]] = set()
    while acts := [act for part in parts_of(client._replica) for act in acts_on(part) if act not in done]:
        how, name = acts[0]
        done.add(acts[0])
        try:
            await act_on(client, how, name)
        except expected:
            return


def acts_on(part: Part) -> Iterator[tuple[str, str]]:
    """What can be done with a part, besides what users could not do."""
    if part.obstacle:
        return
    if part.name and part.kind in INPUTS and part.kind in ENTERED:
        yield "enter", part.name
    is_link = bool(part.values.get("path"))
    if part.name and not is_link and (part.kind in CLICKS or part.kind == "table_row"):
        yield "click", part.name
    for event in part.values.get("events") or ():
        yield f"emit {event}", part.name or part.card


async def act_on(client: Client, how: str, name: str) -> None:
    part = next(part for part in parts_of(client._replica) if name in (part.name, part.card))
    named = next((part for part in parts_of(client._replica) if part.name == name), part)
    if how == "enter" and named.kind == "chatbot_card":
        await client.say(name, ENTERED[named.kind])
    elif how == "enter":
        client.set(name, ENTERED[named.kind])
        if named.values.get("trigger"):
            await client.submit()
    elif how == "click":
        in_cell = named.owner is not None and named.owner.kind == "menu_table_cell_type"
        await client.click(name, row="ada" if in_cell else None)
    else:
        event = how.removeprefix("emit ")
        await client.emit(name, event, PAYLOADS.get(event, True))


async def test_files_that_a_user_uploads_are_counted(tmp_path: Path) -> None:
    async with start(FOLDER / "apps/uploads.py") as client:
        await client.upload("logs", ("a.txt", b"1\n2\n"), ("b.log", b"1\n"))
        shown = [item.text.content for item in client.page["answer"].items]
        assert shown == ["a.txt: 2 lines", "b.log: 1 lines"]
        await client.upload("photo", ("me.png", b"PNG"))
        await client.click("keep")
        assert client.page["photo"].path.endswith("/me.png")


async def test_long_work_goes_on_behind_the_page_and_can_be_cancelled() -> None:
    async with start(FOLDER / "apps/background.py") as client:
        await client.click("begin")
        assert not client.component("begin").is_enabled
        await client.idle()
        assert client.component("bar").label == "Done"
        await client.click("begin")
        await client.click("cancel")
        await client.idle()
        assert client.component("bar").label == "Cancelled"


async def test_an_app_of_h2o_q_can_be_tested_like_any() -> None:
    serve = runpy.run_path(str(FOLDER / "apps/old_style.py"))["serve"]
    async with start(app("/apps/old_style")(serve)) as client:
        await client.click("count")
        assert client.page["form"].items[0].text_l.content == "1"


def test_the_feed_moves_the_dashboard(cluster: Cluster, tmp_path: Path) -> None:
    given = environment(cluster, Way.HTTP)
    subprocess.run([sys.executable, str(FOLDER / "dashboard.py")], env=given, cwd=tmp_path, check=True)
    watch = (
        "import time\nfrom h2o_wave import site\nbefore = site['/'].load()\n"
        "while site['/'].load() == before:\n    time.sleep(0.05)\n"
    )
    feed = subprocess.Popen([sys.executable, str(FOLDER / "feed.py")], env=given, cwd=tmp_path)
    try:
        subprocess.run([sys.executable, "-c", watch], env=given, check=True, timeout=PATIENCE_SECONDS)
        assert feed.poll() is None
    finally:
        feed.kill()
        feed.wait()


def used(owner: str) -> set[str]:
    """The attributes of a name that the examples use."""
    trees = [ast.parse(path.read_text()) for path in SOURCES]
    return {
        node.attr
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == owner
    }


def strings() -> set[str]:
    trees = [ast.parse(path.read_text()) for path in SOURCES]
    return {
        node.value
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def test_every_card_and_component_is_shown() -> None:
    offered = {name for name in ui.__all__ if name not in ("image_annotator_shape",)}
    assert not sorted(offered - used("ui"))


def test_every_kind_of_mark_is_shown() -> None:
    kinds = {text for name, text in {**vars(MarkType), **vars(MarkCoord)}.items() if name.isupper()}
    # What needs no saying, being the default.
    assert not sorted(kinds - strings() - {MarkCoord.RECT, MarkCoord.CARTESIAN})


def test_every_event_is_shown() -> None:
    events = {*PAYLOADS, "dismissed", "stop", "scroll_up", "download", "reset", "group_by"}
    answered = {text.partition(".")[2] for text in strings() if "." in text}
    assert not sorted(events - answered)


def test_every_shape_is_drawn() -> None:
    from h2o_wave import graphics

    drawn = used("g")
    shapes = {
        "arc",
        "circle",
        "ellipse",
        "image",
        "line",
        "path",
        "polygon",
        "polyline",
        "spline",
        "rect",
        "text",
    }
    assert shapes <= vars(graphics).keys()
    assert not sorted((shapes | {"p", "turtle", "stage", "scene", "draw", "reset"}) - drawn)


@pytest.mark.parametrize("path", EXAMPLES, ids=name_of)
def test_an_example_says_how_to_run_it(path: Path) -> None:
    said = ast.get_docstring(ast.parse(path.read_text())) or ""
    assert "un it: `" in said or "python examples" in said
    assert name_of(path) in said or path.stem in said
