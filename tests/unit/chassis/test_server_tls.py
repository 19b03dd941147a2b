import os
import shutil
from pathlib import Path

import grpc
import pytest

from services.chassis.channel import ClientTls
from services.chassis.process import StartError
from services.chassis.server import GrpcServer
from services.chassis.server_tls import ServerTls
from services.chassis.values import Address
from tests.certificates import needs_openssl, new_certificate
from tests.unit.chassis.shop import LOCAL, failure_of, order, running


@needs_openssl
async def test_tls_is_for_tcp_and_may_ask_for_a_certificate(folder: Path, unix: Address) -> None:
    cert, key = new_certificate(folder, "server")
    client_cert, client_key = new_certificate(folder, "client")
    async with running(unix, LOCAL, tls=ServerTls(cert, key, client_cert)) as server:
        tcp = server.addresses[1]._replace(host="localhost")
        assert await order(unix) == b"ordered tea"
        known = ClientTls(ca_file=cert, cert_file=client_cert, key_file=client_key)
        assert await order(tcp, known) == b"ordered tea"
        assert (
            await order(tcp._replace(host="127.0.0.1"), known._replace(server_name="localhost"))
            == b"ordered tea"
        )
        for tls in (None, ClientTls(ca_file=cert), known._replace(ca_file=client_cert)):
            assert (await failure_of(order(tcp, tls))).code() is grpc.StatusCode.UNAVAILABLE


@needs_openssl
async def test_a_changed_certificate_is_taken_up_and_a_broken_one_is_not(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    cert, key = new_certificate(folder, "server")
    async with running(LOCAL, tls=ServerTls(cert, key)) as server:
        tcp = server.addresses[0]._replace(host="localhost")
        old = shutil.copy(cert, folder / "old.pem")
        assert await order(tcp, ClientTls(ca_file=old)) == b"ordered tea"
        new_certificate(folder, "server")
        assert await order(tcp, ClientTls(ca_file=cert)) == b"ordered tea"
        assert (await failure_of(order(tcp, ClientTls(ca_file=old)))).code() is grpc.StatusCode.UNAVAILABLE
        good = shutil.copy(cert, folder / "good.pem")
        shutil.copy(key, cert)  # which is no certificate
        assert await order(tcp, ClientTls(ca_file=good)) == b"ordered tea"
    assert "certificate_read_failed" in [record.message for record in caplog.records]


@needs_openssl
async def test_a_certificate_put_in_its_place_is_taken_up_though_it_is_as_old(folder: Path) -> None:
    """As those that a machine copies with their times: from a volume, or out of an archive."""
    cert, key = new_certificate(folder, "server")
    for name in (cert, key):
        os.utime(name, ns=(1, 1))
    async with running(LOCAL, tls=ServerTls(cert, key)) as server:
        tcp = server.addresses[0]._replace(host="localhost")
        assert await order(tcp, ClientTls(ca_file=cert)) == b"ordered tea"
        for new, old in zip(new_certificate(folder, "other"), (cert, key), strict=True):
            os.utime(new, ns=(1, 1))
            Path(new).replace(old)
        assert await order(tcp, ClientTls(ca_file=cert)) == b"ordered tea"


@needs_openssl
async def test_a_certificate_that_cannot_be_used_is_explained(folder: Path) -> None:
    cert, key = new_certificate(folder, "server")
    _, other_key = new_certificate(folder, "other")
    for tls in (ServerTls(cert, f"{key}.missing"), ServerTls(cert, other_key)):
        with pytest.raises(StartError, match=r"cannot use .*server\.pem with the key"):
            await GrpcServer([LOCAL], tls=tls).start()
