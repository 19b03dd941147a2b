"""A picture that moves: frames pushed to everybody who looks.

Run it: `python examples/scripts/image_stream.py [frames]`, and look at http://localhost:10101/scripts/image_stream meanwhile
"""

import sys
import time

from h2o_wave import site, ui

frames = int(sys.argv[1]) if len(sys.argv) > 1 else 100
STREAM = "scripts/radar"


def draw(angle: int) -> bytes:
    """One turn of the radar, as a picture."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-50 -50 100 100"><circle r="48" fill="darkgreen"/>'
        f'<line y2="-48" stroke="lime" transform="rotate({angle})"/></svg>'
    ).encode()


path = site.uplink(STREAM, "image/svg+xml", draw(0))
page = site["/scripts/image_stream"]
page["radar"] = ui.image_card(box="1 1 3 4", title="Radar", path=path)
page.save()
for frame in range(frames):
    site.uplink(STREAM, "image/svg+xml", draw(frame * 6 % 360))
    time.sleep(0.05)
site.unlink(STREAM)
