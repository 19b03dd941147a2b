"""How a page looks and behaves as a whole: theme, style sheets, scripts, icon, tracker.

The tracker asks its own host for a script: leave it out where pages must not speak to others.

Run it: `python examples/scripts/look.py`, then look at http://localhost:10101/scripts/look
"""

from h2o_wave import site, ui

page = site["/scripts/look"]
page.drop()
page["meta"] = ui.meta_card(
    box="",
    title="Looks",
    icon="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/>",
    theme="night-watch",
    themes=[ui.theme(name="night-watch", text="#dde7f0", card="#14202b", page="#0b141b", primary="#f2a33a")],
    stylesheet=ui.inline_stylesheet("[data-test=note] { outline: 2px dashed orange; }", media="screen"),
    stylesheets=[ui.stylesheet("data:text/css,body{letter-spacing:0.02em}", media="screen")],
    scripts=[ui.script(path="data:text/javascript,window.bell = () => 'ding'", asynchronous=True)],
    script=ui.inline_script("document.title += ' ' + bell();", requires=["bell"], targets=["body"]),
    tracker=ui.tracker(type="gtag", id="G-000000000"),
    notification="The page is ready",
)
page["note"] = ui.markdown_card(box="1 1 3 2", title="Night watch", content="A theme and a frame of its own.")
page.save()
