"""Markup, templates, frames, images and charts inside of a form.

Run it: `python examples/forms/embedded.py`, then look at http://localhost:10101/forms/embedded
"""

from h2o_wave import data, pack, site, ui

FLAG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="

page = site["/forms/embedded"]
page.drop()
page["form"] = ui.form_card(
    box="1 1 4 9",
    items=[
        ui.markup("<b>Some</b> markup"),
        ui.template("Hello {{who}}", data=pack({"who": "sailor"})),
        ui.frame(content="<p>A page of its own</p>", height="60px"),
        ui.image(title="A flag", type="png", image=FLAG, width="40px"),
        ui.visualization(
            name="depths",
            plot=ui.plot([ui.mark(type="area", x="=mile", y="=metres", y_min=0)]),
            data=data("mile metres", rows=[[0, 4], [1, 9], [2, 30], [3, 22]]),
            height="200px",
        ),
    ],
)
# A buffer inside of a form changes like any other.
page["form"].depths.data[3].metres = 44
page.save()
