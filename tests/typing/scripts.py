"""A program as a careful author would write it: type checkers must understand it, and catch its mistakes.

Each `type: ignore` is a mistake that must be caught; under strict rules one that is not caught is an error itself.
"""

from typing import assert_type

from h2o_wave import AsyncSite, Data, Expando, Page, Ref, Site, data, pack, site, types, ui
from h2o_wave.types import Button, Component, MarkdownCard, TextSize, Zone


def script() -> None:
    """What scripts do."""
    assert_type(site, Site)
    page = site["/typed"]
    assert_type(page, Page)
    page["note"] = ui.markdown_card(box=ui.box("main", order=1), title="t", content="c", data={"a": 1})
    form = page.add(
        "form", ui.form_card("1 1 2 2", [ui.text("a", size=TextSize.XL), ui.button("go", primary=True)])
    )
    assert_type(form, Ref)
    form.items[0].textbox.value = "x"
    page["form"].data += [1, 2]
    page.save()
    assert_type(site.upload(["a.txt"]), list[str])


async def app() -> None:
    """What apps do."""
    page = AsyncSite()["/typed"]
    page["plot"] = ui.plot_card(
        box="1 1 2 2",
        title="p",
        data=data("x y", 5),
        plot=ui.plot([ui.mark(type="line", x="=x", y=3, x_min=0)]),
    )
    await page.save()


def vocabulary() -> None:
    """What the vocabulary gives."""
    component = ui.button("go", "Go", commands=[ui.command("more")])
    assert_type(component, Component)
    assert_type(component.button, Button | None)
    assert_type(ui.zone("z", zones=[ui.zone("y")]), Zone)
    assert_type(MarkdownCard.load({}), MarkdownCard)
    assert_type(types.Text("a").content, str)
    assert_type(data("a", 1), Data)
    assert_type(data("a", rows=[[1]], pack=True), str)
    assert_type(pack({}), str)
    Expando({"a": 1}).b = 2


def mistakes() -> None:
    """What must be caught."""
    ui.text(1)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    ui.textbox()  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    ui.button("b", nmae="x")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    ui.form_card("", items=[Button("b")])  # type: ignore[list-item]  # pyright: ignore[reportArgumentType]
    ui.choice("a", "b", True, 1)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    ui.nothing()  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
    site.upload(5)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
