"""Files from the user: uploaded, counted, and given back.

Run it: `wave run examples/apps/uploads.py`, then look at http://localhost:10101/apps/uploads
"""

import tempfile
from pathlib import Path

from h2o_wave import Q, app, main, on, run_on, ui  # noqa: F401 - `main` is what `wave run` serves


@app("/apps/uploads")
async def serve(q: Q) -> None:
    if not await run_on(q):
        q.page["form"] = ui.form_card(
            box="1 1 3 6",
            items=[
                ui.file_upload(
                    name="logs", label="Count", multiple=True, file_extensions=["txt", "log"], max_file_size=5
                ),
                ui.file_upload(name="photo", label="A photo", compact=True, required=True),
                ui.button(name="keep", label="Keep the photo"),
            ],
        )
    await q.page.save()


@on()
async def logs(q: Q, paths: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        files = [await q.site.download(path, folder) for path in paths]
        lines = await q.run(lambda: [len(Path(file).read_text().splitlines()) for file in files])
    for path in paths:
        await q.site.unload(path)
    counted = [ui.text(f"{Path(path).name}: {count} lines") for path, count in zip(paths, lines, strict=True)]
    q.page["answer"] = ui.form_card(box="4 1 3 3", items=counted)


@on()
async def keep(q: Q) -> None:
    for path in q.args.photo or []:
        q.page["photo"] = ui.image_card(box="4 4 3 3", title="Kept", path=path, path_popup=path)
