"""An app with handlers of every shape, state, files and background work."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any, assert_type

from h2o_wave import AsyncSite, Expando, Q, app, copy_expando, data, handle_on, main, on, run_on, ui
from h2o_wave.errors import Conflict, ServiceError, WaveError
from h2o_wave.page import AsyncPage, Ref
from h2o_wave.query import Auth


def load(rows: int, *, seed: int = 0) -> list[float]:
    """Work for a thread."""
    return [seed / (row + 1) for row in range(rows)]


@on()
async def show(q: Q) -> None:
    """Named like its argument."""
    q.page["form"].items = [ui.textbox("name", value=q.args.name), ui.button("save", primary=True)]
    q.page["form"].items[0].textbox.error = "Too short" if len(str(q.args.name)) < 2 else None
    await q.page.save()


@on
async def bare(q: Q) -> None:
    """Declared without parentheses."""


@on("save", predicate=lambda value: value is True)
@on("store")
async def save(q: Q, value: bool) -> None:
    """Takes the value; stacked."""
    try:
        await q.page.save(if_position=q.page.position)
    except Conflict:
        await q.page.load()
    except ServiceError as error:
        assert_type(error.status, int | None)


@on("#menu/{item}/{number:int}")
async def menu(q: Q, item: str, number: int) -> None:
    """Takes parts of the location."""
    q.client.item = f"{item} {number}"


@on("chart.select_marks")
def plain(q: Q, marks: list[dict[str, Any]]) -> None:
    """A plain function."""
    q.user.marks = marks


@on("nothing")
async def nothing() -> None:
    """Needs nothing."""


async def begin() -> None:
    """Before the first event."""


@app("/typed", mode="unicast", on_startup=begin, on_shutdown=lambda: print("bye"))
async def serve(q: Q) -> None:
    """Everything that `q` has."""
    assert_type(q.page, AsyncPage)
    assert_type(q.page["form"], Ref)
    assert_type(q.site, AsyncSite)
    assert_type(q.auth, Auth)
    assert_type(await q.auth.ensure_fresh_token(), str | None)
    assert_type(q.args, Expando)
    assert_type(q.client_id, str | None)
    assert_type(q.headers, dict[str, list[str]])
    assert_type(await q.sleep(1, result="woken"), str | None)
    assert_type(await q.run(load, 10, seed=1), list[float])
    with ThreadPoolExecutor() as pool:
        assert_type(await q.exec(pool, load, 10), list[float])
    if not q.client.is_known:
        q.page["chart"] = ui.plot_card(
            box="1 1 4 4",
            title="Chart",
            data=data("x y", rows=[[1, 2], [3, 4]]),
            plot=ui.plot([ui.mark(type="interval", x="=x", y="=y")]),
            events=["select_marks"],
        )
        q.client.is_known = True
    paths = await q.site.upload(["report.csv"])
    assert_type(paths, list[str])
    assert_type(await q.site.download(paths[0], "."), str)
    assert_type(copy_expando(q.args, q.client, exclude_keys=["password"]), Expando)
    assert_type(await run_on(q), bool)
    await handle_on(q)


async def batch(site: AsyncSite) -> None:
    """Many pages at a time."""
    async with site.batch() as batch:
        assert_type(batch["/a"], AsyncPage)
        batch["/a"]["card"].value = 1
    try:
        await site.cache.set("shard", "key", {"a": 1})
    except WaveError:
        assert_type(await site.cache.keys("shard"), list[str])


async def mistakes(q: Q) -> None:
    """What must be caught."""
    _ = q.pages  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownVariableType]
    app(5)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    ui.plot_card("1 1 1 1", "t", data=5, plot=ui.plot([]))  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    await q.run("load")  # type: ignore[call-overload]  # pyright: ignore[reportArgumentType, reportCallIssue]
    await q.run(load, "ten")  # type: ignore[call-overload]  # pyright: ignore[reportArgumentType, reportCallIssue]
    await q.page.save(if_position=5)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


assert callable(main)
