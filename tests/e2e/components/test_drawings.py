"""What is drawn on canvases in a real browser, while an app in Python changes what it is drawn from."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conversation import Talk
from tests.e2e.ink import BLUE, GREEN, RED, ink, wait_for_ink

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(300)]


def test_drawings_follow_their_data_their_layers_and_their_grammar(talk: Talk) -> None:
    form = talk("plots")
    expect(form.page.get_by_role("figure", name="vega")).to_be_visible()
    few = {name: wait_for_ink(form[name], RED) for name in ("bars", "vega")}

    def change() -> None:
        form["update"].click()
        form.heard()

    # The lower of the two bars becomes as high as the other: 12 of 30 before, and 30 now.
    change()
    for name, before in few.items():
        assert wait_for_ink(form[name], RED, before * 1.3) < before * 1.6
    change()
    for name, before in few.items():
        wait_for_ink(form[name], BLUE, before * 1.3)
        assert ink(form[name], RED) == 0
    # Another grammar, in which the same app has drawn a rectangle of 100 by 50.
    change()
    assert wait_for_ink(form["vega"], GREEN) == 5000
    assert ink(form["vega"], BLUE) == 0
    assert ink(form["bars"], BLUE) > 0
