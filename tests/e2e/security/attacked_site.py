"""A server with all on that strangers can be served, secrets in it and beside it. Sign-in has tests of its own."""

import socket
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from services.access import Keychain
from tests.e2e.cluster import Cluster, Form, running
from tests.e2e.rpc_client import RpcClient

SECRET = "s3cr3t"
MARK = "root-of-all:x:0:0"
RESUME_SECRET, GRPC_TOKEN = f"{SECRET}-resume-0123456789", f"{SECRET}-grpc-0123456789"


class Site:
    """A server with a key of its own, a directory beside a secret, and all else that strangers can be served."""

    def __init__(self, cluster: Cluster, pair: tuple[str, str]) -> None:
        self.cluster = cluster
        self.pair = pair
        self.port = cluster.http_ports[0]

    def client(self) -> RpcClient:
        return RpcClient(self.cluster.address, key=self.pair)

    def said(self) -> str:
        """All logs and metrics of all processes."""
        texts = []
        for process in self.cluster.processes.values():
            with urllib.request.urlopen(f"http://127.0.0.1:{process.admin_port}/metrics") as metrics:
                texts += [process.log.read_text(errors="replace"), metrics.read().decode()]
        return "".join(texts)


def ask(site: Site, request: bytes) -> bytes:
    """Everything that is answered to a request which is the last of its connection."""
    answer = b""
    with socket.create_connection(("127.0.0.1", site.port), timeout=20) as wire:
        wire.sendall(request)
        while more := wire.recv(65536):
            answer += more
    assert answer.startswith(b"HTTP/1.1 "), (request, answer)
    return answer


@contextmanager
def attacked(folder: Path) -> Iterator[Site]:
    """A site with everything switched on, for as long as the context lives."""
    (folder / "open" / "inner").mkdir(parents=True)
    for place in (folder, folder / "open" / "..", folder / "open" / ".hidden"):
        place.mkdir(exist_ok=True)
        (place / "secret.txt").write_text(MARK)
    (folder / "rules.toml").write_text('[[rule]]\nroutes = ["/closed/**"]\nsee = "nobody"\n')
    pair = Keychain(folder / "keys", default=None).add()
    flags = [
        *(
            "-fsync",
            "no",
            "-log-level",
            "debug",
            "-proxy=true",
            "-debug=true",
            "-editable=true",
            "-access-rules",
            str(folder / "rules.toml"),
            "-proxy-allowed-networks",
            "127.0.0.1",
        ),
        *("-public-dir", f"/public/@{folder / 'open'}", "-private-dir", f"/private/@{folder / 'open'}"),
        *(
            "-access-keychain",
            str(folder / "keys"),
            "-resume-secret",
            RESUME_SECRET,
            "-grpc-token",
            GRPC_TOKEN,
        ),
        *("-header-timeout", "2s", "-body-timeout", "2s", "-idle-timeout", "4s", "-ping-interval", "2s"),
    ]
    with running(Form.SPLIT_TCP, folder / "wave", flags=flags) as cluster:
        yield Site(cluster, pair)
