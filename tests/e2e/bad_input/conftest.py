"""The servers that bad input is sent to, one of each form for the whole folder, and who looks on."""

from collections.abc import Iterator

import pytest

from tests.e2e.bystander import Bystander
from tests.e2e.cluster import Cluster, Form, running

FLAGS = ["-fsync", "no"]


@pytest.fixture(scope="package", params=[Form.EMBEDDED, Form.SPLIT_TCP], ids=lambda form: form.value)
def cluster(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with running(request.param, tmp_path_factory.mktemp("bad"), flags=FLAGS) as cluster:
        yield cluster


@pytest.fixture
def bystander(cluster: Cluster, route: str) -> Iterator[Bystander]:
    bystander = Bystander(cluster, route)
    yield bystander
    bystander.close()
