"""One attacked site for the whole folder."""

from collections.abc import Iterator

import pytest

from tests.e2e.security.attacked_site import Site, attacked


@pytest.fixture(scope="package")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with attacked(tmp_path_factory.mktemp("security")) as site:
        yield site
