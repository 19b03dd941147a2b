"""Measures ours beside the reference in the same run, interleaved, and prints medians and ratios.

python -m benchmarks                                 everything (about half an hour)
python -m benchmarks --only patch,save --rounds 3    some families
python -m benchmarks --targets reference,ours        some servers
"""

import argparse
import json
import platform
import statistics
import subprocess
import sys
from collections import defaultdict

from benchmarks import targets
from benchmarks.cases import BUILD, Case, Figures, build, cases

Results = dict[str, list[Figures]]


def main() -> int:
    every = targets.targets()
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--only",
        default="",
        help="families, comma-separated: patch save fanout page event memory vocabulary restore files malformed",
    )
    parser.add_argument(
        "--targets", default="reference,ours", help=f"of {', '.join(every)}; the first is the base"
    )
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=2, help="measuring window of each run")
    options = parser.parse_args()
    chosen = [every[name] for name in options.targets.split(",")]
    families = set(options.only.split(",")) if options.only else None
    build()
    print(
        f"# {platform.processor() or platform.machine()}, Python {platform.python_version()}, commit {_commit()}"
    )
    print(
        f"# medians of {options.rounds} interleaved rounds, {options.seconds} s each; ratio to {chosen[0].name}\n"
    )
    for case in cases(options.seconds):
        if families is None or case.family in families:
            report(case, measure(case, chosen, options.rounds))
    return 0


def measure(case: Case, chosen: list[targets.Target], rounds: int) -> Results:
    """Runs a case on all targets, the order turned round each time so that drift hits all alike."""
    results: Results = defaultdict(list)
    for number in range(rounds):
        for target in chosen if number % 2 == 0 else chosen[::-1]:
            try:
                with targets.running(target, BUILD / "servers" / target.name) as server:
                    results[target.name].append(case.measure(server))
            except (RuntimeError, subprocess.TimeoutExpired) as error:
                print(f"  {case.family} {case.name} on {target.name} failed: {error}", file=sys.stderr)
    with (BUILD / "results.jsonl").open("a") as log:
        log.write(json.dumps({"case": f"{case.family}: {case.name}", "results": results}) + "\n")
    return results


def report(case: Case, results: Results) -> None:
    """Prints one table row per figure."""
    names = list(results)
    print(
        f"| {case.family}: {case.name} | {' | '.join(names)} | {' | '.join(f'{name} ratio' for name in names[1:])} |"
    )
    print("|---" * (2 * len(names)) + "|")
    for figure in case.figures:
        medians = [
            statistics.median(run.get(figure, float("nan")) for run in runs) if runs else float("nan")
            for runs in results.values()
        ]
        ratios = [f"{value / medians[0]:.2f}" if medians[0] else "–" for value in medians[1:]]
        print(f"| {figure} | {' | '.join(_short(value) for value in medians)} | {' | '.join(ratios)} |")
    print(flush=True)


def _short(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def _commit() -> str:
    done = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False
    )
    return done.stdout.strip() or "unknown"


if __name__ == "__main__":
    sys.exit(main())
