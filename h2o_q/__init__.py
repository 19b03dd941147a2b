"""The names of H2O Q, Wave's first life, so that its programs run unchanged. See `docs/h2o-q.md`.

    from h2o_q import Q, listen, ui

    async def serve(q: Q):
        q.page["hello"] = ui.markdown_card(box="1 1 2 2", title="Hello", content="World")
        await q.page.save()

    listen("/hello", serve)

Everything but `listen` is Wave's: new programs import `h2o_wave` and declare their handler with `@app`.
"""

import os
from typing import TYPE_CHECKING, Any


def _adopt_environment() -> None:
    """What was set for Q counts for Wave, unless Wave's own name is set, too."""
    for name, value in list(os.environ.items()):
        if name.startswith("H2O_Q_"):
            os.environ.setdefault(f"H2O_WAVE_{name.removeprefix('H2O_Q_')}", value)


# The driver reads its settings when it is imported.
_adopt_environment()

import h2o_wave  # noqa: E402

if TYPE_CHECKING:
    from h2o_wave import *  # noqa: F403

    from .listening import listen as listen

__all__ = sorted([*h2o_wave.__all__, "listen"])


def __getattr__(name: str) -> Any:
    if name == "listen":
        from .listening import listen

        return listen
    return getattr(h2o_wave, name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
