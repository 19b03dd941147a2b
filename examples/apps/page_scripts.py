"""An event that a script of the page emits: what a component lacks, a few lines of JavaScript can add.

Run it: `wave run examples/apps/page_scripts.py`, then look at http://localhost:10101/apps/page_scripts
"""

from h2o_wave import Q, app, main, on, run_on, ui  # noqa: F401 - `main` is what `wave run` serves

SCRIPT = """
document.getElementById('bell').onclick = (event) => {
  wave.emit('bell', 'ring', { times: event.detail });
};
"""


@app("/apps/page_scripts")
async def serve(q: Q) -> None:
    if not q.client.ready:
        q.client.ready = True
        q.page["bell"] = ui.markup_card(
            box="1 1 2 2", title="A bell", content='<button id="bell">Ring</button>'
        )
        q.page["meta"] = ui.meta_card(box="", script=ui.inline_script(SCRIPT, targets=["#bell"]))
        q.page["answer"] = ui.markdown_card(box="3 1 2 2", title="", content="Silence")
    await run_on(q)
    await q.page.save()


@on("bell.ring")
async def ring(q: Q, ring: dict[str, int]) -> None:
    q.page["answer"].content = "Ding! " * ring["times"]
