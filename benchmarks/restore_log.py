"""A text log of the reference's form: 100 pages of 10 cards, 90 % attribute edits, 10 % cyclic appends."""

from collections.abc import Iterator
from pathlib import Path

EDITS = 100_000
PAGES, CARDS = 100, 10


def write_restore_log(path: Path) -> Path:
    """Writes the log unless it is there; returns its path."""
    if not path.exists():
        unfinished = path.with_suffix(".unfinished")
        unfinished.write_text("".join(lines()))
        unfinished.rename(path)
    return path


def lines() -> Iterator[str]:
    """Yields the lines of the log."""
    for page in range(PAGES):
        for card in range(CARDS):
            attributes = (
                f'"view":"small_stat","box":"{card + 1} 1 1 1","title":"Card {card}","value":0,"~data":0'
            )
            buffer = '{"c":{"f":["a","b","c","d","e"],"n":100}}'
            yield f'2026/01/01 00:00:00 * /rec{page} {{"d":[{{"k":"c{card}","d":{{{attributes}}},"b":[{buffer}]}}]}}\n'
    for number in range(EDITS - PAGES * CARDS):
        page, card = number % PAGES, number // PAGES % CARDS
        op = f'"k":"c{card} value","v":{number}'
        if number % 10 == 9:
            op = f'"k":"c{card} data -1","v":[{number},"row",{number % 1000}.5,true,"abcdefgh"]'
        yield f'2026/01/01 00:00:01 * /rec{page} {{"d":[{{{op}}}]}}\n'
