"""A plot with an explanation beside it.

Run it: `python examples/plots/wide.py`, then look at http://localhost:10101/plots/wide
"""

from h2o_wave import data, site, ui

page = site["/plots/wide"]
page.drop()
page["wide"] = ui.wide_plot_card(
    box="1 1 6 4",
    title="Ships over the years",
    caption="Sails went, engines came. The harbour **stayed**.",
    data=data("year sails", rows=[[1900, 80], [1920, 45], [1940, 12], [1960, 3]]),
    plot=ui.plot([ui.mark(type="line", x="=year", y="=sails", x_scale="linear", curve="smooth")]),
)
page.save()
