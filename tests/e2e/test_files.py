"""Files, cache, image streams and proxy as scripts use them, through the driver."""

import http.server
import threading
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.cluster import Cluster, Form, running
from tests.e2e.driver_process import Way, run_script

# `H2O_WAVE_NO_COPY_UPLOAD` keeps the driver from putting files into the folder of the server itself.
BEGIN = """
import asyncio, os, sys
os.environ['H2O_WAVE_NO_COPY_UPLOAD'] = 'true'
from pathlib import Path
from h2o_wave import AsyncSite, site
from h2o_wave.core import ServiceError
"""
FILES = (
    BEGIN
    + """
names = ['a b.txt', 'žlutý kůň.csv', '100%.txt', 'a?b#c.txt', 'a%2fb.txt', 'index.html', 'noext']
for name in names:
    Path(name).write_text(name)
paths = site.upload(names)
Path('down').mkdir()
for name, path in zip(names, paths):
    assert path.startswith('/_f/') and path.isascii() and ' ' not in path, path
    assert Path(site.download(path, f'down/{len(name)}')).read_text() == name
assert Path(site.download(paths[0], 'down')).name == 'a b.txt'
print(paths[0])
for path in paths[1:]:
    site.unload(path)
try:
    site.download(paths[1], 'down/x')
except ServiceError as error:
    print(repr(str(error)))
"""
)
DIRECTORY = (
    BEGIN
    + """
async def main():
    site = AsyncSite()
    for name in ('tree/a.txt', 'tree/sub/b c.txt'):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(name)
    path, = await site.upload_dir('tree')
    print(Path(await site.download(path + '/sub/b c.txt', 'x')).read_text())
    await site.unload(path)
    try:
        await site.download(path + '/a.txt', 'y')
    except ServiceError as error:
        print(repr(str(error)))
    await site.aclose()
asyncio.run(main())
"""
)
COPY = """
from h2o_wave import site
open('copied.txt', 'w').write('copied')
path, = site.upload(['copied.txt'])
print(open(site.download(path, 'back.txt')).read())
site.unload(path)
"""
CACHE = (
    BEGIN
    + """
site.cache.set('s', 'a/b ?', dict(n=1))
site.cache.set('s', 'ž', [1, 2])
print(site.cache.get('s', 'a/b ?'), site.cache.get('s', 'ž'), site.cache.get('s', 'x', 5))
print(sorted(site.cache.keys('s')), site.cache.keys('t'))
"""
)
STREAM = (
    BEGIN
    + """
import urllib.request
path = site.uplink('cam era/1', 'image/jpeg', b'one')
print(path)
response = urllib.request.urlopen(os.environ['H2O_WAVE_HTTP_ADDRESS'] + path.replace(' ', '%20'), timeout=10)
boundary = response.headers['Content-Type'].partition('boundary=')[2].encode()
assert response.readline() == b'--' + boundary + b'\\r\\n'
for frame in (b'one', b'two'):
    if frame == b'two':
        site.uplink('cam era/1', 'image/jpeg', frame)
    lines = [response.readline() for _ in range(5)]
    assert lines[-1] == b'--' + boundary + b'\\r\\n', lines
    print(lines[3])
site.unlink('cam era/1')
assert response.read() == b''
print('ended')
"""
)
PROXY = (
    BEGIN
    + """
answer = site.proxy('POST', sys.argv[1], headers={'X-A': ['1']}, body='hello')
print(answer['error'], answer['result']['status'], answer['result']['body'])
"""
)

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(120)]


@pytest.fixture(scope="module", params=[Form.EMBEDDED, Form.SPLIT_TCP], ids=lambda form: form.value)
def cluster(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    directory = tmp_path_factory.mktemp("files")
    (directory / "pub").mkdir()
    (directory / "pub/x.txt").write_text("public")
    flags = ["-proxy=true", "-proxy-allowed-networks", "127.0.0.0/8", "-public-dir", f"/pub/@{directory}/pub"]
    with running(request.param, directory, flags=[*flags, "-min-free-disk", "0"]) as cluster:
        yield cluster


@pytest.fixture
def elsewhere() -> Iterator[str]:
    """Another server, which answers with what it was sent."""

    class Echo(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])) + self.headers["X-A"].encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Says nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Echo)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize("way", list(Way), ids=lambda way: way.value)
def test_files_are_uploaded_downloaded_and_removed(way: Way, cluster: Cluster, tmp_path: Path) -> None:
    script = f"import os\nos.environ['H2O_WAVE_HTTP_ADDRESS'] = {cluster.address!r}\n{FILES}"
    path, gone = run_script(script, cluster, way, tmp_path).splitlines()
    assert "404" in gone
    with urllib.request.urlopen(f"{cluster.address}{path}") as response:
        assert response.read() == b"a b.txt"


def test_a_directory_is_uploaded_and_removed(cluster: Cluster, tmp_path: Path) -> None:
    content, gone = run_script(DIRECTORY, cluster, Way.HTTP, tmp_path).splitlines()
    assert content == "tree/sub/b c.txt"
    assert "404" in gone


def test_what_the_driver_copies_into_the_data_folder_is_served(cluster: Cluster, tmp_path: Path) -> None:
    script = f"import os\nos.environ['H2O_WAVE_DATA_DIR'] = {str(cluster.directory / 'data')!r}\n{COPY}"
    assert run_script(script, cluster, Way.HTTP, tmp_path) == "copied\n"


def test_the_cache_keeps_values(cluster: Cluster, tmp_path: Path) -> None:
    values, keys = run_script(CACHE, cluster, Way.HTTP, tmp_path).splitlines()
    assert values == "{'n': 1} [1, 2] 5"
    assert keys == "['a/b ?', 'ž'] []"


def test_an_image_stream_is_seen_frame_by_frame(cluster: Cluster, tmp_path: Path) -> None:
    script = f"import os\nos.environ['H2O_WAVE_HTTP_ADDRESS'] = {cluster.address!r}\n{STREAM}"
    assert run_script(script, cluster, Way.HTTP, tmp_path).splitlines() == [
        "/_m/cam era/1",
        "b'one\\r\\n'",
        "b'two\\r\\n'",
        "ended",
    ]


def test_the_proxy_makes_requests(cluster: Cluster, tmp_path: Path, elsewhere: str) -> None:
    assert run_script(PROXY, cluster, Way.HTTP, tmp_path, elsewhere) == " 200 OK hello1\n"


def test_a_public_directory_is_served(cluster: Cluster) -> None:
    with urllib.request.urlopen(f"{cluster.address}/pub/x.txt") as response:
        assert response.read() == b"public"


def test_files_outlive_the_server(cluster: Cluster, tmp_path: Path) -> None:
    path = run_script(FILES, cluster, Way.HTTP, tmp_path).splitlines()[0]
    cluster.gateway().kill()
    cluster.gateway().restart()
    with urllib.request.urlopen(f"{cluster.address}{path}") as response:
        assert response.read() == b"a b.txt"
