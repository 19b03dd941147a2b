"""A counter that many programs can raise at a time without losing a step: saves that look before they leap.

Run it: `python examples/scripts/conditional.py`, several at a time, and look at http://localhost:10101/scripts/conditional
"""

from h2o_wave import site, ui
from h2o_wave.core import NO_PAGE, Conflict

page = site["/scripts/conditional"]
try:
    page["counter"] = ui.small_stat_card(box="1 1 2 1", title="Count", value="0")
    page.save(if_position=NO_PAGE)
except Conflict:
    print("Somebody else has made the page.")

for _ in range(10):
    while True:
        count = int(page.load()["p"]["c"]["counter"]["d"]["value"])
        page["counter"].value = str(count + 1)
        try:
            page.save(if_position=page.position)
            break
        except Conflict:
            print("Somebody was faster; once more.")
