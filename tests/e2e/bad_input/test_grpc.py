"""Noise, wrong messages and missing keys are refused by the gRPC ports, and harm nobody."""

import os
from typing import Any

import grpc
import pytest

from h2o.wave.v1 import relay_pb2, relay_pb2_grpc, site_store_pb2, site_store_pb2_grpc
from tests.e2e.bad_edits import BAD_EDITS
from tests.e2e.bystander import EDIT, Bystander
from tests.e2e.cluster import Cluster
from tests.e2e.raw_socket import exchange
from tests.e2e.rpc_client import KEY

pytestmark = pytest.mark.e2e

PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
GRPC_GARBAGE = {
    "noise": bytes(range(256)) * 10,
    "http/1.1": b"GET / HTTP/1.1\r\nHost: x\r\n\r\n",
    "a preface and noise": PREFACE + b"\xff" * 1000,
    "a preface and a huge frame": PREFACE + b"\xff\xff\xff\x00\x00\x00\x00\x00\x01" + bytes(1000),
    "a preface and nothing": PREFACE,
    "settings without end": PREFACE + b"\x00\x00\x00\x04\x00\x00\x00\x00\x00" * 10_000,
}


@pytest.mark.parametrize("name", GRPC_GARBAGE)
def test_noise_on_the_grpc_ports_harms_nobody(name: str, bystander: Bystander, cluster: Cluster) -> None:
    for address in {cluster.site_store_grpc, cluster.relay_grpc}:
        exchange(int(address.rpartition(":")[2]), GRPC_GARBAGE[name])
    bystander.check()


METADATA = (("authorization", KEY),)


def status_of(call: grpc.Call | Exception) -> grpc.StatusCode:
    assert isinstance(call, grpc.Call)
    assert call.details(), "refused without a reason"
    return call.code()


def test_wrong_grpc_messages_are_refused(bystander: Bystander, cluster: Cluster) -> None:
    noise = [b"\xff", b"\x0a\xff\xff\xff\xff\x0f", os.urandom(1000), b"\x0a\x02"]
    with grpc.insecure_channel(cluster.site_store_grpc) as channel:
        for method in ("ApplyEdit", "GetSnapshot", "ListPages", "DropPage", "Nonsense"):
            call: Any = channel.unary_unary(f"/h2o.wave.v1.SiteStore/{method}", None, None)
            for data in noise:
                with pytest.raises(grpc.RpcError) as caught:
                    call(data, metadata=METADATA, timeout=10)
                unknown, malformed = grpc.StatusCode.UNIMPLEMENTED, grpc.StatusCode.INVALID_ARGUMENT
                assert status_of(caught.value) is (unknown if method == "Nonsense" else malformed)
    bystander.check()


def test_wrong_edits_over_grpc_are_refused_one_by_one(bystander: Bystander, cluster: Cluster) -> None:
    """[P2]"""
    with grpc.insecure_channel(cluster.site_store_grpc) as channel:
        stub = site_store_pb2_grpc.SiteStoreStub(channel)  # type: ignore[no-untyped-call]
        edits = [site_store_pb2.Edit(route=bystander.route, body=body) for body in BAD_EDITS.values()]
        edits += [
            site_store_pb2.Edit(route=route, body=b"{}") for route in ("", "x", "/a\0b", "/" + "x" * 100_000)
        ]
        for edit in edits:
            with pytest.raises(grpc.RpcError) as caught:
                stub.ApplyEdit(site_store_pb2.ApplyEditRequest(edit=edit), metadata=METADATA, timeout=10)
            assert status_of(caught.value) is grpc.StatusCode.INVALID_ARGUMENT, edit.body[:100]
        answers = stub.StreamEdits(iter([site_store_pb2.StreamEditsRequest(edits=edits)]), metadata=METADATA)
        outcomes = [outcome for answer in answers for outcome in answer.outcomes]
        assert {outcome.status for outcome in outcomes} == {site_store_pb2.EDIT_STATUS_REFUSED}
        assert len(outcomes) == len(edits)
        assert all(outcome.reason for outcome in outcomes)
    bystander.check()


def test_without_a_key_grpc_is_closed(bystander: Bystander, cluster: Cluster) -> None:
    """[P7]"""
    edit = site_store_pb2.Edit(route=bystander.route, body=EDIT)
    wrong = [(), (("authorization", "Basic !!!"),), (("authorization", KEY + "x"),), (("authorization", ""),)]
    for metadata in wrong:
        with grpc.insecure_channel(cluster.site_store_grpc) as channel:
            store = site_store_pb2_grpc.SiteStoreStub(channel)  # type: ignore[no-untyped-call]
            with pytest.raises(grpc.RpcError) as caught:
                store.ApplyEdit(site_store_pb2.ApplyEditRequest(edit=edit), metadata=metadata, timeout=10)
            assert status_of(caught.value) is grpc.StatusCode.UNAUTHENTICATED
        with grpc.insecure_channel(cluster.relay_grpc) as channel:
            relay = relay_pb2_grpc.RelayStub(channel)  # type: ignore[no-untyped-call]
            with pytest.raises(grpc.RpcError) as caught:
                list(relay.WatchApps(relay_pb2.WatchAppsRequest(), metadata=metadata, timeout=10))
            assert status_of(caught.value) is grpc.StatusCode.UNAUTHENTICATED
    bystander.check()
