"""Examines a log that is not in use, and repairs it when told to."""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import orjson

from services.site_store.log.disk import header, opening
from services.site_store.log.disk.files import Files
from services.site_store.log.disk.reader import Damage, Reader
from services.site_store.log.disk.rewrite import RepairReport
from services.site_store.log.disk.survey import Ending, Survey, survey
from services.site_store.log.errors import LogError
from services.site_store.log.policy import SEGMENT_BYTES, Recover

SOUND, TORN, CORRUPT = 0, 1, 2
_EXIT = {Ending.CLEAN: SOUND, Ending.TORN: TORN, Ending.CORRUPT: CORRUPT}

_MEANINGS = {
    Ending.CLEAN: "nothing is wrong",
    Ending.TORN: "an interrupted write left its last group unfinished; the next start cuts it off and keeps a copy",
    Ending.CORRUPT: "something else than the last group is damaged; the site-store does not start by itself",
}

_EXAMPLES = """\
examples:
  python -m services.site_store.log.examine data/site                  what is there, and is it whole?
  python -m services.site_store.log.examine data/site --json           the same for programs
  python -m services.site_store.log.examine data/site --repair=prefix  keep what comes before the damage
  python -m services.site_store.log.examine data/site --repair=skip    keep everything that is whole

The site-store must not be running. A repair writes a new log and moves the old files into a directory beside it,
damaged-<epoch>; delete that when you no longer need it. Browsers start afresh, for a repaired log is another history.

exit status: 0 sound or repaired, 1 torn (the next start mends it), 2 corrupt or not readable
"""


@dataclass(slots=True)
class Findings:
    """What is wrong with a log, all of it. `lost` are the revisions that even `--repair=skip` cannot bring back."""

    damages: list[Damage] = field(default_factory=list)
    lost: list[tuple[int, int]] = field(default_factory=list)
    last: int = 0


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command; returns its exit status."""
    parser = argparse.ArgumentParser(
        prog=f"python -m {opening.MODULE}",
        description=__doc__,
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("directory", type=Path, help="the log's directory")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument(
        "--repair", choices=[Recover.PREFIX.value, Recover.SKIP.value], help="what to keep of a damaged log"
    )
    parser.add_argument(
        "--segment-bytes",
        type=int,
        default=SEGMENT_BYTES,
        help="size of the files of a repaired log (%(default)s)",
    )
    options = parser.parse_args(arguments)
    try:
        status, report = _run(options)
    except (LogError, OSError) as error:
        status, report = CORRUPT, {"verdict": "unreadable", "reason": str(error)}
    sys.stdout.write(orjson.dumps(report).decode() + "\n" if options.json else explain(report))
    return status


def _run(options: argparse.Namespace) -> tuple[int, dict[str, object]]:
    directory, files = options.directory, Files()
    if not directory.is_dir():
        raise NotADirectoryError(f"{directory} is not a directory")
    lock = opening.lock(files, directory)
    try:
        if options.repair:
            recover = Recover(options.repair)
            done = opening.open_directory(
                files, directory, segment_bytes=options.segment_bytes, recover=recover
            )
            found = survey(files, directory, done.survey.manifest)
            return SOUND, describe(directory, found, Findings(), done)
        manifest = opening.find_manifest(files, directory, Recover.REFUSE)
        if manifest is None:
            return SOUND, {
                "directory": str(directory),
                "verdict": Ending.CLEAN.value,
                "meaning": "there is no log yet",
            }
        found = survey(files, directory, manifest)
        return _EXIT[found.ending], describe(directory, found, look_closely(files, directory, found), None)
    finally:
        files.close(lock)


def look_closely(files: Files, directory: Path, found: Survey) -> Findings:
    """Reads a damaged log to its very end. Raises OSError."""
    findings = Findings(last=found.place.revision)
    if found.ending is Ending.CLEAN or (found.snapshot is None and found.base.revision):
        findings.damages = [found.damage] if found.damage else []
        return findings
    for event in Reader(files, directory, found.manifest.epoch, found.base).read():
        if isinstance(event, Damage):
            findings.damages.append(event)
            continue
        if event.run.first > findings.last + 1:
            findings.lost.append((findings.last + 1, event.run.first - 1))
        findings.last = event.run.last
    findings.damages = findings.damages or ([found.damage] if found.damage else [])
    return findings


def describe(
    directory: Path, found: Survey, findings: Findings, done: opening.Opening | None
) -> dict[str, object]:
    """Returns everything there is to say about a log, ready for JSON."""
    report: dict[str, object] = {
        "directory": str(directory),
        "verdict": found.ending.value,
        "meaning": _MEANINGS[found.ending],
        "epoch": found.manifest.epoch,
        "revision": found.place.revision,
        "last_whole_revision": max(findings.last, found.place.revision),
        "end": {
            "file": header.segment_name(found.manifest.epoch, found.place.segment),
            "offset": found.place.offset,
        },
        "closed_in_order": found.manifest.clean is not None,
        "snapshot": _describe_snapshot(found),
        "tail": {"records": found.records, "groups": found.groups, "bytes": found.tail_bytes},
        "bad_snapshots": [bad._asdict() for bad in found.bad_snapshots],
        "damages": [damage._asdict() for damage in findings.damages],
        "lost_revisions": findings.lost,
    }
    if done is not None:
        report["repair"] = _describe_repair(done.repair)
        report["torn_files"] = done.torn_files
    return report


def _describe_snapshot(found: Survey) -> dict[str, object] | None:
    if found.snapshot is None:
        return None
    pages, through, base, size = found.snapshot
    return {"revision": base.revision, "pages": pages, "bytes": size, "through": through}


def _describe_repair(repair: RepairReport | None) -> dict[str, object] | None:
    if repair is None:
        return None
    return {**repair._asdict(), "damages": [damage._asdict() for damage in repair.damages]}


def explain(report: dict[str, object]) -> str:
    """Returns a report in lines for people, those without content left out."""
    report = {**report, "verdict": f"{report['verdict']}: {report.get('meaning', report.get('reason'))}"}
    lines = []
    for key, value in report.items():
        if key in ("meaning", "reason") or value in (None, [], ""):
            continue
        several = value if isinstance(value, list) and key in _SINGULAR else [value]
        lines += [f"{_SINGULAR.get(key, key).replace('_', ' '):20} {_show(part)}" for part in several]
    return "\n".join(lines) + "\n"


_SINGULAR = {"damages": "damage", "bad_snapshots": "bad_snapshot", "torn_files": "torn_file"}


def _show(value: object) -> str:
    if isinstance(value, dict) and "offset" in value and "reason" in value:
        return f"{value['file']} at offset {value['offset']}, revision {value['revision']}: {value['reason']}"
    if isinstance(value, dict):
        return ", ".join(f"{name} {_show(part)}" for name, part in value.items())
    if isinstance(value, list):
        return ", ".join(_show(part) for part in value)
    if isinstance(value, tuple):
        return "-".join(str(part) for part in value)
    return {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)


if __name__ == "__main__":
    sys.exit(main())
