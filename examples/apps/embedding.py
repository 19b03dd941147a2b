"""An app of Wave inside of another web application: here one of a few lines, usually FastAPI or Starlette.

Run it: `H2O_WAVE_APP_ADDRESS=http://127.0.0.1:8000/wave uvicorn --app-dir examples/apps embedding:served`, with a server
beside it. Look at http://localhost:10101/apps/embedding, and at http://localhost:8000 for the other application.
"""

from typing import Any

from h2o_wave import Q, app, main, ui  # noqa: F401 - `main` is what `Embedded` serves
from h2o_wave.embedding import Embedded

orders = ["grain", "timber"]


@app("/apps/embedding")
async def serve(q: Q) -> None:
    if q.args.order:
        orders.append(q.args.what)
    items = [ui.textbox(name="what", label="What"), ui.button(name="order", label="Order")]
    q.page["form"] = ui.form_card(box="1 1 3 5", items=[*(ui.text(order) for order in orders), *items])
    await q.page.save()


async def host(scope: Any, receive: Any, send: Any) -> None:
    """The other application: it knows the same orders."""
    if scope["type"] != "http":
        # How an ASGI application says that it knows no such thing: this one does nothing at start and stop.
        raise ValueError(f"only HTTP is served here, not {scope['type']}")
    body = ", ".join(orders).encode()
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/plain")]})
    await send({"type": "http.response.body", "body": body})


served = Embedded(host, "/wave")
