"""A program of H2O Q, Wave's first life, as it was written then: `listen` serves it.

Run it: `waved &`, then `python examples/apps/old_style.py`, then look at http://localhost:10101/apps/old_style
"""

from h2o_q import Q, listen, ui


async def serve(q: Q) -> None:
    count = (q.client.count or 0) + bool(q.args.count)
    q.client.count = count
    q.page["form"] = ui.form_card(
        box="1 1 2 2", items=[ui.text_l(str(count)), ui.button(name="count", label="Count")]
    )
    await q.page.save()


if __name__ == "__main__":
    listen("/apps/old_style", serve)
