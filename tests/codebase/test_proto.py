"""The protos keep to the rules that proto/buf.yaml names."""

import re

import pytest
from google.protobuf import descriptor_pb2
from grpc_tools import protoc

from services.relay.rpc import RelayServicer
from services.site_store.rpc import SiteStoreServicer
from services.site_store.sessions.rpc import SessionsServicer
from tests.codebase.tree import ROOT

SERVICERS: dict[str, type] = {
    "Relay": RelayServicer,
    "Sessions": SessionsServicer,
    "SiteStore": SiteStoreServicer,
}
PROTO = ROOT / "proto"
FILES = sorted(str(path.relative_to(PROTO)) for path in (PROTO / "h2o").rglob("*.proto"))
SNAKE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
PASCAL = re.compile(r"[A-Z][A-Za-z0-9]*")
UPPER = re.compile(r"[A-Z][A-Z0-9]*(_[A-Z0-9]+)*")


@pytest.fixture(scope="module")
def described(tmp_path_factory: pytest.TempPathFactory) -> dict[str, descriptor_pb2.FileDescriptorProto]:
    output = tmp_path_factory.mktemp("proto") / "set.bin"
    arguments = ["protoc", f"--proto_path={PROTO}", f"--descriptor_set_out={output}", "--include_source_info"]
    assert protoc.main([*arguments, *(str(PROTO / name) for name in FILES)]) == 0
    files = descriptor_pb2.FileDescriptorSet.FromString(output.read_bytes())
    return {file.name: file for file in files.file}


@pytest.fixture(params=FILES)
def file(
    request: pytest.FixtureRequest, described: dict[str, descriptor_pb2.FileDescriptorProto]
) -> descriptor_pb2.FileDescriptorProto:
    return described[request.param]


def test_the_package_is_the_folder_and_has_a_version(file: descriptor_pb2.FileDescriptorProto) -> None:
    assert file.package.replace(".", "/") == file.name.rpartition("/")[0]
    assert re.search(r"\.v\d+$", file.package)


def test_names_have_their_case(file: descriptor_pb2.FileDescriptorProto) -> None:
    for message in file.message_type:
        assert PASCAL.fullmatch(message.name), message.name
        for field in [*message.field, *message.oneof_decl]:
            assert SNAKE.fullmatch(field.name.lstrip("_")), field.name
    for enum in file.enum_type:
        prefix = re.sub(r"(?<!^)(?=[A-Z])", "_", enum.name).upper() + "_"
        assert enum.value[0].name == prefix + "UNSPECIFIED"
        assert all(UPPER.fullmatch(value.name) and value.name.startswith(prefix) for value in enum.value)


def test_every_rpc_has_a_request_and_a_response_of_its_own(file: descriptor_pb2.FileDescriptorProto) -> None:
    for service in file.service:
        for method in service.method:
            assert method.input_type == f".{file.package}.{method.name}Request"
            assert method.output_type == f".{file.package}.{method.name}Response"


def test_everything_is_documented(file: descriptor_pb2.FileDescriptorProto) -> None:
    commented = {
        tuple(place.path) for place in file.source_code_info.location if place.leading_comments.strip()
    }
    expected: list[tuple[tuple[int, ...], str]] = []
    for index, message in enumerate(file.message_type):
        expected.append(((4, index), message.name))
        expected += [
            ((4, index, 2, n), f"{message.name}.{field.name}") for n, field in enumerate(message.field)
        ]
    for index, enum in enumerate(file.enum_type):
        expected.append(((5, index), enum.name))
        expected += [((5, index, 2, n), value.name) for n, value in enumerate(enum.value)]
    for index, service in enumerate(file.service):
        expected.append(((6, index), service.name))
        expected += [((6, index, 2, n), method.name) for n, method in enumerate(service.method)]
    missing = [name for path, name in expected if path not in commented]
    assert not missing, f"{file.name}: no comment on {missing}"


def test_every_call_of_the_contract_is_served(
    described: dict[str, descriptor_pb2.FileDescriptorProto],
) -> None:
    """What is not overridden of a generated servicer answers that it is not implemented."""
    calls = {
        service.name: {method.name for method in service.method}
        for file in described.values()
        for service in file.service
    }
    assert calls.keys() == SERVICERS.keys()
    missing = {name: calls[name] - vars(servicer).keys() for name, servicer in SERVICERS.items()}
    assert not any(missing.values()), missing
