"""Every shape there is to draw with.

Run it: `python examples/graphics/shapes.py`, then look at http://localhost:10101/graphics/shapes
"""

from h2o_wave import graphics as g
from h2o_wave import site, ui

DOT = "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><circle cx='4' cy='4' r='4'/></svg>"

page = site["/graphics/shapes"]
page.drop()
page["shapes"] = ui.graphics_card(
    box="1 1 5 5",
    view_box="0 0 120 80",
    width="100%",
    height="100%",
    stage=g.stage(
        sea=g.rect(x=0, y=50, width=120, height=30, fill="steelblue"),
        sun=g.circle(cx=100, cy=14, r=8, fill="gold"),
        cloud=g.ellipse(cx=60, cy=12, rx=16, ry=5, fill="white", stroke="gray"),
        mast=g.line(x1=30, y1=20, x2=30, y2=48, stroke="black"),
        sail=g.polygon(points="31,22 31,44 48,44", fill="tomato"),
        hull=g.path(d="M15 48h34l-6 8H20z", fill="saddlebrown"),
        wake=g.polyline(points="50,55 60,52 70,55 80,52", fill="none", stroke="white"),
        buoy=g.image(href=DOT, x=85, y=52, width=5, height=5),
        name=g.text("Ada", x=24, y=54, fill="white", font_size=5),
        waves=g.spline(
            x=[0, 30, 60, 90, 120], y=[66, 62, 66, 62, 66], curve="natural", fill="none", stroke="white"
        ),
        compass=g.arc(r1=4, r2=7, a1=0, a2=270, fill="navy", transform="translate(12,14)"),
    ),
)
page.save()
