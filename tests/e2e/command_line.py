"""Commands of `wave` and `waved`, run as processes to their end."""

import os
import subprocess
import sys
from pathlib import Path

from tests.e2e.cluster import Cluster

ROOT = Path(__file__).parents[2]
PATHS = os.pathsep.join([str(ROOT), str(ROOT / "proto" / "gen")])


def environ(cluster: Cluster | None = None, **more: str) -> dict[str, str]:
    """An environment without settings but those of a cluster and the given ones."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith("H2O_WAVE_")}
    if cluster is not None:
        plain["H2O_WAVE_LISTEN"] = f"127.0.0.1:{cluster.http_ports[0]}"
        plain["H2O_WAVE_GRPC_LISTEN"] = cluster.site_store_grpc
        plain["H2O_WAVE_ADDRESS"] = cluster.address
    return plain | {"PYTHONPATH": PATHS} | more


def command(
    folder: Path, *words: str, program: str = "h2o_wave", given: dict[str, str] | None = None
) -> "subprocess.CompletedProcess[str]":
    """Runs a command to its end."""
    return subprocess.run(
        [sys.executable, "-m", program, *words],
        cwd=folder,
        env=given or environ(),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
