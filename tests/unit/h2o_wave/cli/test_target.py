import os

import pytest

from h2o_wave.cli.target import excluded, local_server, may_autostart, module_name


@pytest.mark.parametrize(
    ("app", "module"),
    [
        ("hello", "hello"),
        ("hello.py", "hello"),
        ("./hello.py", "hello"),
        ("apps/hello.py", "apps.hello"),
        ("apps.hello", "apps.hello"),
        ("hello:main", "hello"),
    ],
)
def test_a_file_is_a_module(app: str, module: str) -> None:
    assert module_name(app) == module


@pytest.mark.parametrize("app", ["", ".py", "../hello.py", "/abs/hello.py", "he-llo.py", "hello world"])
def test_what_cannot_be_a_module_is_refused(app: str) -> None:
    with pytest.raises(ValueError, match="is not an app in this folder"):
        module_name(app)


def test_by_default_the_server_is_where_wave_has_always_been() -> None:
    server = local_server({})
    assert server.http_address == "http://127.0.0.1:10101"
    assert server.grpc_address == "grpc://127.0.0.1:10102"
    assert server.page_url("/hello") == "http://localhost:10101/hello"


def test_the_settings_of_the_server_say_where_it_is() -> None:
    tls = {"H2O_WAVE_TLS_CERT_FILE": "cert", "H2O_WAVE_TLS_KEY_FILE": "key"}
    server = local_server({"H2O_WAVE_LISTEN": "0.0.0.0:8080", "H2O_WAVE_BASE_URL": "/base/", **tls})
    assert server.page_url("/hello") == "https://localhost:8080/base/hello"
    assert server.grpc_address == "grpc://127.0.0.1:8081"


@pytest.mark.parametrize(
    ("listen", "address"),
    [
        (":9000", "grpc://127.0.0.1:9000"),
        ("0.0.0.0:9000", "grpc://127.0.0.1:9000"),
        ("10.0.0.1:9000,unix:/run/wave.sock", "grpc://10.0.0.1:9000"),
        ("unix:/run/wave.sock", "grpc+unix:/run/wave.sock"),
    ],
)
def test_the_address_for_grpc_can_be_chosen(listen: str, address: str) -> None:
    assert local_server({"H2O_WAVE_GRPC_LISTEN": listen}).grpc_address == address


@pytest.mark.parametrize("listen", ["10101x", ":0", ":99999", "localhost"])
def test_a_port_must_be_a_port(listen: str) -> None:
    with pytest.raises(ValueError, match="want host:port or :port"):
        local_server({"H2O_WAVE_LISTEN": listen})


@pytest.mark.parametrize(
    ("value", "wanted"),
    [("", True), ("false", True), ("0", True), ("F", True), ("1", False), ("true", False)],
)
def test_autostart_can_be_switched_off(value: str, wanted: bool) -> None:
    assert may_autostart({"H2O_WAVE_NO_AUTOSTART": value}) is wanted
    assert may_autostart({})


def test_patterns_are_separated_like_paths() -> None:
    assert excluded({"H2O_WAVE_RELOAD_EXCLUDE": os.pathsep.join(["data", "", "*.tmp.py"])}) == [
        "data",
        "*.tmp.py",
    ]
    assert excluded({}) == []
