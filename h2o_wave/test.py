"""Browser tests in Python that are written out as Cypress tests. To test apps without a browser see `testing`.

@cypress("Book a berth")
def try_booking(cy: Cypress):
    cy.visit("/berths")
    cy.locate("book").click()
"""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

Test = TypeVar("Test", bound=Callable[["Cypress"], Any])


class Cypress:
    """Takes note of calls: every method there is in Cypress, with arguments that JSON knows."""

    def __init__(self) -> None:
        self._chains: list[list[str]] = []

    def __getattr__(self, name: str) -> "_Call":
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        chain = ["cy"]
        self._chains.append(chain)
        return _Call(chain, name)

    def script(self) -> str:
        """What was called, as JavaScript."""
        return "\n".join(f"    {'.'.join(chain)};" for chain in self._chains)


class _Chain:
    """What a call returns: more can be called on it."""

    def __init__(self, calls: list[str]) -> None:
        self._calls = calls

    def __getattr__(self, name: str) -> "_Call":
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return _Call(self._calls, name)


class _Call:
    """A method of Cypress."""

    def __init__(self, calls: list[str], name: str) -> None:
        self._calls = calls
        self._name = name

    def __call__(self, *args: Any) -> _Chain:
        """Take note of the call. Raises `TypeError` for arguments that JSON does not know."""
        self._calls.append(f"{self._name}({', '.join(map(json.dumps, args))})")
        return _Chain(self._calls)


def cypress(description: str) -> Callable[[Test], Test]:
    """Declare a browser test: it is written to the folder in `CYPRESS_INTEGRATION_TEST_DIR` when that is set.

    The file is `<module>.<function>.spec.js`. The function is left as it is. Raises `OSError`.
    """

    def declare(test: Test) -> Test:
        if folder := os.environ.get("CYPRESS_INTEGRATION_TEST_DIR"):
            cy = Cypress()
            test(cy)
            path = Path(folder) / f"{test.__module__}.{test.__name__}.spec.js"
            path.write_text(_spec(description, test.__name__, cy.script()), "utf-8")
        return test

    return declare


def _spec(description: str, name: str, script: str) -> str:
    return f"describe({json.dumps(description)}, () => {{\n  it({json.dumps(name)}, () => {{\n{script}\n  }});\n}});\n"
