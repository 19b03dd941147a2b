import os

import pytest

from h2o_wave.cli.target import Target, excluded, find_target, local_server, may_autostart, page_url


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
    assert find_target(app) == Target(module)


@pytest.mark.parametrize(
    ("app", "folder"),
    [
        ("../hello.py", ".."),
        ("/abs/hello.py", "/abs"),
        ("my-apps/hello.py", "my-apps"),
        (".//a-b/hello", "a-b"),
    ],
)
def test_a_file_that_no_module_path_leads_to_comes_with_its_folder(app: str, folder: str) -> None:
    assert find_target(app) == Target("hello", os.path.abspath(folder))
    assert find_target(app).file == os.path.join(os.path.abspath(folder), "hello.py")


@pytest.mark.parametrize("app", ["", ".py", "he-llo.py", "hello world", "../he-llo.py", "..", "/", "../"])
def test_what_cannot_be_a_module_is_refused(app: str) -> None:
    with pytest.raises(ValueError, match="is not an app"):
        find_target(app)


@pytest.mark.parametrize(
    ("environ", "url"),
    [
        ({}, "http://localhost:10101/hello"),
        ({"H2O_WAVE_LISTEN": ":8080"}, "http://localhost:8080/hello"),
        ({"H2O_WAVE_ADDRESS": "http://127.0.0.1:8080"}, "http://localhost:8080/hello"),
        ({"H2O_WAVE_ADDRESS": "https://wave.example.com"}, "https://wave.example.com/hello"),
        (
            {"H2O_WAVE_ADDRESS": "http://10.0.0.5:8080/", "H2O_WAVE_BASE_URL": "/base"},
            "http://10.0.0.5:8080/base/hello",
        ),
        ({"H2O_WAVE_ADDRESS": "grpc://127.0.0.1:10102"}, "http://localhost:10101/hello"),
        (
            {"H2O_WAVE_ADDRESS": "grpc://127.0.0.1:8081", "H2O_WAVE_LISTEN": ":8080"},
            "http://localhost:8080/hello",
        ),
        (
            {"H2O_WAVE_ADDRESS": "grpc://10.0.0.5", "H2O_WAVE_HTTP_ADDRESS": "http://10.0.0.5:8080"},
            "http://10.0.0.5:8080/hello",
        ),
        ({"H2O_WAVE_ADDRESS": "grpcs://wave.example.com"}, "https://wave.example.com:10101/hello"),
        ({"H2O_WAVE_ADDRESS": "grpc+unix:/run/wave.sock"}, "http://localhost:10101/hello"),
    ],
)
def test_the_printed_address_is_that_of_the_server_in_use(environ: dict[str, str], url: str) -> None:
    assert page_url(environ, "/hello") == url


def test_by_default_the_server_is_where_wave_has_always_been() -> None:
    server = local_server({})
    assert server.http_address == "http://127.0.0.1:10101"
    assert server.grpc_address == "grpc://127.0.0.1:10102"


def test_the_settings_of_the_server_say_where_it_is() -> None:
    tls = {"H2O_WAVE_TLS_CERT_FILE": "cert", "H2O_WAVE_TLS_KEY_FILE": "key"}
    environ = {"H2O_WAVE_LISTEN": "0.0.0.0:8080", "H2O_WAVE_BASE_URL": "/base/", **tls}
    assert page_url(environ, "/hello") == "https://localhost:8080/base/hello"
    assert local_server(environ).grpc_address == "grpc://127.0.0.1:8081"


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
