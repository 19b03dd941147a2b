"""What docs/metrics.md lists is what a server measures."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.cluster import Cluster, Form, running

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(120)]

DOCUMENT = Path(__file__).parents[2] / "docs" / "metrics.md"
_ENDINGS = re.compile(r"_(total|created|bucket|sum|count)$")


@pytest.fixture(scope="module", params=[Form.EMBEDDED, Form.SPLIT_UNIX], ids=lambda form: form.value)
def cluster(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with running(request.param, tmp_path_factory.mktemp("site")) as cluster:
        yield cluster


def test_every_metric_of_ours_is_in_the_document(cluster: Cluster) -> None:
    names = {name.partition("{")[0] for process in cluster.processes.values() for name in process.metrics()}
    measured = {_ENDINGS.sub("", name) for name in names if name.startswith("wave_")}
    documented = set(re.findall(r"`(wave_\w+)`", DOCUMENT.read_text()))
    assert len(measured) > 40
    assert measured <= documented
