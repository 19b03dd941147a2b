"""Starts the server and the demo, prints one URL, and stops everything on Ctrl-C. `make run` runs this.

python examples/demo.py [--listen 127.0.0.1:10101] [--data-dir ./data]
"""

import argparse
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

HERE = Path(__file__).parent
START_TIMEOUT_SECONDS = 30


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--listen", default="127.0.0.1:10101", help="where to serve browsers (default %(default)s)"
    )
    parser.add_argument("--data-dir", default="./data", help="where pages are kept (default %(default)s)")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    port = options.listen.rpartition(":")[2]
    address = f"http://127.0.0.1:{port}"
    if is_up(address):
        print(
            f"Something listens on port {port} already. Stop it, or use another: --listen 127.0.0.1:10111",
            file=sys.stderr,
        )
        return 1
    environment = os.environ | {"H2O_WAVE_ADDRESS": address}
    processes: list[subprocess.Popen[bytes]] = []
    try:
        flags = ["-listen", options.listen, "-data-dir", options.data_dir, "-log-level", "warning"]
        processes.append(start("-m", "services.waved", *flags, environment=environment))
        wait_until_up(address, processes[0])
        subprocess.run([sys.executable, str(HERE / "dashboard.py")], env=environment, check=True)
        processes.append(start(str(HERE / "feed.py"), environment=environment))
        run = ["-m", "h2o_wave", "run", "berths.py", "--no-reload", "--no-autostart"]
        processes.append(start(*run, environment=environment, folder=HERE))
        print(f"\n  Open http://localhost:{port}/     (Ctrl-C stops)\n", flush=True)
        return watch(processes)
    except KeyboardInterrupt:
        return 0
    finally:
        stop(processes)


def start(
    *arguments: str, environment: dict[str, str], folder: Path | None = None
) -> subprocess.Popen[bytes]:
    # A session of its own, so that Ctrl-C reaches this program only, and it stops the others in order.
    return subprocess.Popen([sys.executable, *arguments], env=environment, cwd=folder, start_new_session=True)


def is_up(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=1):
            return True
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False


def wait_until_up(address: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_TIMEOUT_SECONDS
    while not is_up(address):
        if server.poll() is not None:
            raise SystemExit(f"The server ended with exit code {server.returncode}; its message is above.")
        if time.monotonic() > deadline:
            raise SystemExit(f"The server did not answer at {address} within {START_TIMEOUT_SECONDS} s.")
        time.sleep(0.05)


def watch(processes: list[subprocess.Popen[bytes]]) -> int:
    while True:
        for process in processes:
            if process.poll() is not None:
                print(
                    f"{' '.join(map(str, process.args[1:4]))} ended with exit code {process.returncode}.",
                    file=sys.stderr,
                )
                return 1
        time.sleep(0.2)


def stop(processes: list[subprocess.Popen[bytes]]) -> None:
    for process in reversed(processes):
        if process.poll() is None:
            process.terminate()
    for process in processes:
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()


if __name__ == "__main__":
    sys.exit(main())
