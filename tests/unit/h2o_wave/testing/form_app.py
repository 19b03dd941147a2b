"""An app that draws what a test gives it, and keeps what it hears."""

from collections.abc import Awaitable, Callable
from typing import Any

from h2o_wave import Q, app, ui

Serve = Callable[[Q], Awaitable[Any]]


def shows(*items: Any, **cards: Any) -> Serve:
    """An app that draws a form, and other cards, once, and keeps the arguments of every event."""

    @app("/test")
    async def serve(q: Q) -> None:
        q.app.seen = [*(q.app.seen or []), (dict(vars_of(q.args)), dict(vars_of(q.events)))]
        if not q.client.drawn:
            q.client.drawn = True
            q.page["form"] = ui.form_card(box="1 1 4 4", items=list(items))
            for name, card in cards.items():
                q.page[name] = card
            await q.page.save()

    return serve


def vars_of(expando: Any) -> dict[str, Any]:
    return {name: expando[name] for name in eval(repr(expando))}


CHOICES = [ui.choice("a", "A"), ui.choice("b", "B"), ui.choice("c", "C", disabled=True)]
ROWS = [ui.table_row("r1", ["x"]), ui.table_row("r2", ["y"])]
COLUMNS = [ui.table_column("name", "Name")]
