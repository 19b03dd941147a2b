"""Generates the Python side of the gRPC contract into `proto/gen`.

`python proto/generate.py` writes; `python proto/generate.py --check` only says whether what is committed is what would be
written, and exits with 1 when it is not.
"""

import argparse
import filecmp
import importlib.resources
import sys
import tempfile
from pathlib import Path

from grpc_tools import protoc

PROTO = Path(__file__).parent
PACKAGE = Path("h2o/wave/v1")


def generate(output: Path) -> None:
    """Writes messages, stubs and type stubs for all protos of the package below `output`."""
    output.mkdir(parents=True, exist_ok=True)
    well_known = importlib.resources.files("grpc_tools") / "_proto"
    sources = sorted(str(path) for path in (PROTO / PACKAGE).glob("*.proto"))
    arguments = [
        "protoc",
        f"--proto_path={PROTO}",
        f"--proto_path={well_known}",
        f"--python_out={output}",
        f"--pyi_out={output}",
        f"--grpc_python_out={output}",
        *sources,
    ]
    if protoc.main(arguments) != 0:
        raise SystemExit("the protos do not compile; see the messages above")


def differences(committed: Path) -> list[str]:
    """Returns the generated files that are missing, different or left over in `committed`."""
    with tempfile.TemporaryDirectory() as scratch:
        fresh = Path(scratch)
        generate(fresh)
        names = {path.relative_to(root) for root in (fresh, committed) for path in root.rglob("*.py*")}
        names = {name for name in names if "__pycache__" not in name.parts}
        return sorted(str(name) for name in names if not _same(fresh / name, committed / name))


def _same(left: Path, right: Path) -> bool:
    return left.exists() and right.exists() and filecmp.cmp(left, right, shallow=False)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing; exit 1 when something is stale")
    output = PROTO / "gen"
    if not parser.parse_args().check:
        generate(output)
        return 0
    stale = differences(output)
    for name in stale:
        print(f"stale: proto/gen/{name} (run `make generate`)", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
