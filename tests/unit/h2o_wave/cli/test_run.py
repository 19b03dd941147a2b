import os
import sys
import threading
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from watchfiles import Change

from h2o_wave.cli import backend, main, supervisor
from h2o_wave.cli.backend import Backend, BackendError
from h2o_wave.cli.supervisor import Supervisor
from h2o_wave.cli.target import Target

# The package gives the name of this module to the command's own function.
run = sys.modules["h2o_wave.cli.run"]


class Scene:
    """A machine: which ports listen, whether gRPC answers, and what was started."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.listening = False
        self.has_grpc = True
        self.story: list[str] = []
        for name in [name for name in os.environ if name.startswith("H2O_WAVE_")]:
            patch.delenv(name)
        self.environ = dict(os.environ)
        patch.setattr(os, "environ", self.environ)
        patch.setattr(run, "is_listening", lambda port: self.listening)
        patch.setattr(run, "serves_grpc", lambda address: self.has_grpc)
        patch.setattr(run, "free_port", lambda first: first)
        patch.setattr(run, "Backend", self._backend)
        patch.setattr(run, "_serve_reloading", self._serve)

    def _backend(self, server: Any, environ: Any) -> "Scene":
        self.story.append("server started")
        return self

    def stop(self) -> None:
        self.story.append("server stopped")

    def _serve(self, target: Target, listen: str) -> int:
        self.story.append(f"{target.file or target.module} {listen or 'dials out'}")
        return 0


@pytest.fixture
def scene(monkeypatch: pytest.MonkeyPatch) -> Scene:
    return Scene(monkeypatch)


def test_a_server_is_started_and_stopped_when_there_is_none(scene: Scene) -> None:
    assert main(["run", "hello.py"]) == 0
    assert scene.story == ["server started", "hello dials out", "server stopped"]
    assert scene.environ["H2O_WAVE_ADDRESS"] == "grpc://127.0.0.1:10102"
    assert scene.environ["H2O_WAVE_HTTP_ADDRESS"] == "http://127.0.0.1:10101"
    assert scene.environ["H2O_WAVE_WAVED_DIR"] == os.getcwd()


def test_a_server_that_is_there_is_used(scene: Scene) -> None:
    scene.listening = True
    assert main(["run", "hello"]) == 0
    assert scene.story == ["hello dials out"]
    assert "H2O_WAVE_WAVED_DIR" not in scene.environ


def test_a_file_elsewhere_is_served_from_its_folder(
    scene: Scene, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scene.listening = True
    assert main(["run", str(tmp_path / "away.py")]) == 1
    assert f"there is no file {tmp_path / 'away.py'}" in capsys.readouterr().err
    (tmp_path / "away.py").touch()
    assert main(["run", str(tmp_path / "away.py")]) == 0
    assert scene.story == [f"{tmp_path / 'away.py'} dials out"]


@pytest.mark.parametrize("environ", [{}, {"H2O_WAVE_NO_AUTOSTART": "1"}])
def test_autostart_can_be_switched_off(scene: Scene, environ: dict[str, str]) -> None:
    scene.environ.update(environ)
    assert main(["run", "hello", *([] if environ else ["--no-autostart"])]) == 0
    assert scene.story == ["hello dials out"]


def test_a_server_without_grpc_reaches_the_app_over_http(scene: Scene) -> None:
    scene.has_grpc = False
    main(["run", "hello"])
    assert scene.story[1] == "hello 127.0.0.1:8000"
    assert scene.environ["H2O_WAVE_ADDRESS"] == "http://127.0.0.1:10101"
    assert scene.environ["H2O_WAVE_APP_ADDRESS"] == "http://127.0.0.1:8000"


def test_who_says_where_the_app_is_wants_http(scene: Scene) -> None:
    scene.environ["H2O_WAVE_APP_ADDRESS"] = "http://10.0.0.5:9000/"
    main(["run", "hello"])
    assert scene.story[1] == "hello 10.0.0.5:9000"
    assert scene.environ["H2O_WAVE_APP_ADDRESS"] == "http://10.0.0.5:9000"


@pytest.mark.parametrize(
    ("address", "story"),
    [
        ("https://wave.example.com", ["hello 127.0.0.1:8000"]),
        ("grpc://wave.example.com", ["hello dials out"]),
        ("http://localhost:10101/", ["server started", "hello 127.0.0.1:8000", "server stopped"]),
        ("grpc://127.0.0.1:10102", ["server started", "hello dials out", "server stopped"]),
    ],
)
def test_only_a_server_of_this_machine_is_started(scene: Scene, address: str, story: list[str]) -> None:
    scene.environ["H2O_WAVE_ADDRESS"] = address
    main(["run", "hello"])
    assert scene.story == story
    assert scene.environ["H2O_WAVE_ADDRESS"] == address


@pytest.mark.parametrize(
    "environ", [{"H2O_WAVE_LISTEN": "nowhere"}, {"H2O_WAVE_APP_ADDRESS": "http://no-port"}]
)
def test_a_setting_that_makes_no_sense_is_named(
    scene: Scene, environ: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    scene.environ.update(environ)
    scene.listening = True
    assert main(["run", "hello"]) == 1
    assert next(iter(environ)) in capsys.readouterr().err


def test_a_server_that_does_not_start_ends_the_command(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(server: Any, environ: Any) -> None:
        raise BackendError("The Wave server has ended at once")

    monkeypatch.setattr(run, "Backend", fail)
    assert main(["run", "hello"]) == 1
    assert "The Wave server has ended at once" in capsys.readouterr().err


def test_ctrl_c_is_an_orderly_end(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(target: Target, listen: str) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(run, "_serve_reloading", interrupted)
    assert main(["run", "hello"]) == 0
    assert scene.story == ["server started", "server stopped"]


class FakeProcess:
    """A process that ends when it is told to, or by itself."""

    pid = 1

    def __init__(self, command: list[str], **_: Any) -> None:
        self.command = command
        self.returncode: int | None = None
        self.signals: list[int] = []

    def poll(self) -> int | None:
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        assert self.returncode is not None, "would wait for ever"
        return self.returncode

    def send_signal(self, number: int) -> None:
        self.signals.append(number)
        self.returncode = -number

    def terminate(self) -> None:
        self.send_signal(15)


class TestServer:
    @pytest.fixture(autouse=True)
    def machine(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.listening = False
        self.processes: list[FakeProcess] = []

        def start(command: list[str], **options: Any) -> FakeProcess:
            process = FakeProcess(command, **options)
            process.returncode = self.code
            self.processes.append(process)
            return process

        self.code: int | None = None
        monkeypatch.setattr(backend.subprocess, "Popen", start)
        monkeypatch.setattr(backend, "is_listening", lambda port: self.listening)
        monkeypatch.setattr(backend, "_find_program", lambda: "waved")

    def server(self) -> Any:
        return run.local_server({})

    def test_it_is_stopped_in_order(self) -> None:
        self.listening = True
        Backend(self.server(), {}).stop()
        assert self.processes[0].signals == [15]

    def test_one_that_ends_at_once_is_reported(self) -> None:
        self.code = 1
        with pytest.raises(BackendError, match=r"ended at once \(exit code 1\)"):
            Backend(self.server(), {})

    def test_one_that_does_not_listen_is_reported_and_stopped(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(backend, "_START_SECONDS", 0.0)
        monkeypatch.setattr(backend, "_POLL_SECONDS", 0.0)
        with pytest.raises(BackendError, match="does not listen on port 10101"):
            Backend(self.server(), {})
        assert self.processes[0].signals == [15]


def test_a_missing_program_is_explained(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(BackendError, match="no program waved"):
        backend._find_program()
    (tmp_path / "waved").touch()
    assert backend._find_program() == str(tmp_path / "waved")


class TestReloading:
    @pytest.fixture(autouse=True)
    def machine(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.processes: list[FakeProcess] = []
        self.changes: list[set[tuple[Change, str]]] = []

        def start(command: list[str], **options: Any) -> FakeProcess:
            self.processes.append(FakeProcess(command, **options))
            return self.processes[-1]

        monkeypatch.setattr(supervisor.subprocess, "Popen", start)
        monkeypatch.setattr(supervisor, "watch", lambda *_, **__: iter(self.changes))

    def serve(self, folder: Path) -> int:
        return Supervisor(["python", "app"], {}).run(folder, [], threading.Event())

    def test_a_change_starts_the_app_again_without_a_goodbye(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        self.changes = [{(Change.modified, str(tmp_path / "hello.py"))}]
        assert self.serve(tmp_path) == 0
        first, second = self.processes
        assert (first.signals, second.signals) == ([15], [2])
        assert (first.command, second.command) == (["python", "app"], ["python", "app", "--quiet"])
        assert "Reloading: hello.py has changed" in capsys.readouterr().out

    def test_an_app_that_has_ended_is_reported_once(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def quiet(*_: Any, **__: Any) -> Any:
            self.processes[0].returncode = 1
            yield set()
            yield set()

        monkeypatch.setattr(supervisor, "watch", quiet)
        self.serve(tmp_path)
        assert capsys.readouterr().err.count("The app has ended (exit code 1)") == 1
        assert self.processes[0].signals == []

    def test_ctrl_c_ends_the_app_for_good(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def interrupted(*_: Any, **__: Any) -> Any:
            raise KeyboardInterrupt
            yield

        monkeypatch.setattr(supervisor, "watch", interrupted)
        assert self.serve(tmp_path) == 0
        assert self.processes[0].signals == [2]


@pytest.mark.parametrize(
    ("path", "is_watched"),
    [
        ("hello.py", True),
        ("apps/deep/hello.py", True),
        ("notes.txt", False),
        ("__pycache__/hello.py", False),
        ("scratch.tmp.py", False),
        ("generated/deep/hello.py", False),
        ("apps/private/hello.py", False),
    ],
)
def test_only_sources_that_are_not_excluded_are_watched(path: str, is_watched: bool, tmp_path: Path) -> None:
    sources = supervisor._SourceFilter(tmp_path, ["*.tmp.py", "generated", "apps/private"])
    assert sources(Change.modified, str(tmp_path / path)) is is_watched


def test_what_was_started_is_stopped_even_when_something_fails(scene: Scene) -> None:
    with pytest.raises(ZeroDivisionError), ExitStack() as started:
        run.ensure_server(run.local_server({}), started)
        raise ZeroDivisionError
    assert scene.story == ["server started", "server stopped"]
