"""The log of a site-store that is not running: `python -m services.site_store.offline export|compact|tail data`.

exit status: 0 done, 1 not done, 2 not understood
"""

import argparse
import asyncio
import logging
import sys
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

import orjson

from services.chassis.metrics import Registry
from services.chassis.process import StartError
from services.site_store.log.disk import opening
from services.site_store.log.disk.files import Files
from services.site_store.log.disk.replay import replay
from services.site_store.log.disk.survey import survey
from services.site_store.log.errors import LogError
from services.site_store.log.policy import Recover
from services.site_store.log.record import Record, RecordKind
from services.site_store.service import LOG_FOLDER, SiteStoreService
from services.site_store.settings import StoreSettings

DONE, FAILED = 0, 1
_MARKERS = {RecordKind.EDIT: "*", RecordKind.SNAPSHOT: "=", RecordKind.DROP: "-"}


def main(argv: Sequence[str] | None = None) -> int:
    """Runs the command; returns its exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("action", choices=_ACTIONS)
    parser.add_argument("data_dir", type=Path, help="the data directory; the log is in its folder `site`")
    parser.add_argument("--count", type=int, default=10, help="tail: how many changes (default %(default)s)")
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args(argv)
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(message)s")
    directory = options.data_dir / LOG_FOLDER
    if not directory.is_dir():
        return _fail(f"there is no log: {directory} is not a directory")
    try:
        return _ACTIONS[options.action](options)
    except (LogError, StartError, OSError) as error:
        return _fail(str(error))


def _export(options: argparse.Namespace) -> int:
    async def write(service: SiteStoreService) -> int:
        async for line in service.export():
            sys.stdout.buffer.write(line)
        return DONE

    return asyncio.run(_with_site(options.data_dir, write))


def _compact(options: argparse.Namespace) -> int:
    async def compact(service: SiteStoreService) -> int:
        done = await service.compact()
        if options.json:
            sys.stdout.write(orjson.dumps(done._asdict()).decode() + "\n")
        else:
            sys.stdout.write(f"{done.pages} pages; {done.bytes_before} bytes became {done.bytes_after}\n")
        return DONE

    return asyncio.run(_with_site(options.data_dir, compact))


async def _with_site(data_dir: Path, work: Callable[[SiteStoreService], Awaitable[int]]) -> int:
    def fail(reason: str) -> None:
        raise StartError(reason)

    service = SiteStoreService(StoreSettings(data_dir=str(data_dir), compact_after=0), Registry("wave"), fail)
    await service.start()
    try:
        return await work(service)
    finally:
        await service.stop()


def _tail(options: argparse.Namespace) -> int:
    """Reads only: a log that a crash has torn stays as it is."""
    directory, files = options.data_dir / LOG_FOLDER, Files()
    lock = opening.lock(files, directory)
    try:
        manifest = opening.find_manifest(files, directory, Recover.REFUSE)
        if manifest is None:
            return DONE
        found = survey(files, directory, manifest)
        for revision, record in deque(replay(files, directory, found), maxlen=max(options.count, 0)):
            sys.stdout.write(_line(revision, record, as_json=options.json))
    finally:
        files.close(lock)
    return DONE


def _line(revision: int, record: Record, *, as_json: bool) -> str:
    body = bytes(record.body).decode(errors="replace")
    if as_json:
        kind = record.kind.name.lower()
        entry = {"revision": revision, "kind": kind, "route": record.route, "body": body}
        return orjson.dumps(entry).decode() + "\n"
    return f"{revision} {_MARKERS.get(record.kind, '?')} {record.route} {body}\n"


_ACTIONS = {"export": _export, "compact": _compact, "tail": _tail}


def _fail(text: str) -> int:
    sys.stderr.write(f"{text}\n")
    return FAILED


if __name__ == "__main__":
    sys.exit(main())
