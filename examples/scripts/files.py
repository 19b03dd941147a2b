"""Files: uploaded, shown, downloaded again, and removed.

Run it: `python examples/scripts/files.py`, then look at http://localhost:10101/scripts/files
"""

import tempfile
from pathlib import Path

from h2o_wave import site, ui

with tempfile.TemporaryDirectory() as name:
    folder = Path(name)
    (folder / "chart.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4" cy="4" r="4"/></svg>'
    )
    (folder / "secret.txt").write_text("for a moment only")
    chart, secret = site.upload([str(folder / "chart.svg"), str(folder / "secret.txt")])
    copy = site.download(secret, folder / "copy.txt")
    print(Path(copy).read_text())
    site.unload(secret)
    [together] = site.upload_dir(str(folder))

page = site["/scripts/files"]
page.drop()
page["chart"] = ui.image_card(box="1 1 2 3", title="Uploaded", path=chart)
page["link"] = ui.form_card(
    box="3 1 2 3", items=[ui.link(label="The same, from a folder", path=f"{together}/chart.svg")]
)
page.save()
