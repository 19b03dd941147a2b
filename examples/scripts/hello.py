"""The smallest script: it writes a page and exits. The page stays.

Run it: `python examples/scripts/hello.py`, then look at http://localhost:10101/scripts/hello
"""

from h2o_wave import site, ui

page = site["/scripts/hello"]
page["hello"] = ui.markdown_card(box="1 1 2 2", title="Hello", content="And now I am gone.")
page.save()
