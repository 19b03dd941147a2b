"""Every component in a real browser, set by an app in Python while it is on screen."""

import pytest

from tests.e2e.component_pages import UPDATES
from tests.e2e.conversation import Talk

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(300)]


@pytest.mark.parametrize("family", sorted(UPDATES))
def test_what_python_sets_is_shown_and_submitted(talk: Talk, family: str) -> None:
    form = talk(family)
    form.submit()
    form["update"].click()
    form.heard()
    args = form.submit()
    wanted = {name: value for name, (_, value) in UPDATES[family].items()}
    if family == "single":
        wanted = {"table": ["bergen"]}
    assert args == wanted
