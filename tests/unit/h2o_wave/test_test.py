"""Browser tests are written out as Cypress tests."""

from pathlib import Path

import pytest

from h2o_wave import Cypress, cypress

SCRIPT = """describe("Walk", () => {
  it("try_walk", () => {
    cy.visit("/demo");
    cy.locate("a\\"b").should("have.length", 3, true, null).click({"force": true});
  });
});
"""


def try_walk(cy: Cypress) -> None:
    cy.visit("/demo")
    cy.locate('a"b').should("have.length", 3, True, None).click({"force": True})


def test_calls_are_written_to_the_folder_of_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CYPRESS_INTEGRATION_TEST_DIR", str(tmp_path))
    assert cypress("Walk")(try_walk) is try_walk
    [file] = tmp_path.iterdir()
    assert file.name == f"{__name__}.try_walk.spec.js"
    assert file.read_text() == SCRIPT


def test_without_a_folder_nothing_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CYPRESS_INTEGRATION_TEST_DIR", raising=False)

    @cypress("Never")
    def try_nothing(cy: Cypress) -> None:
        raise AssertionError("it ran")
