"""Writes tests/vectors/vocabulary.json: the attributes of every card, component and part, for tests in other languages.

python scripts/generate_vocabulary.py            write it
python scripts/generate_vocabulary.py --check    exit 1 if what is there differs
"""

import json
import sys

from h2o_wave import types
from h2o_wave.vocabulary._model import Card, Model, Variant, fields_of
from scripts.generated import ROOT, settle

DOCUMENT = ROOT / "tests" / "vectors" / "vocabulary.json"


def vocabulary() -> dict[str, dict[str, list[str]]]:
    """Names of attributes: of cards by view, of components by tag, and of all other parts by class."""
    models = [cls for cls in vars(types).values() if isinstance(cls, type) and issubclass(cls, Model)]
    components = [cls for field in fields_of(types.Component).values() if (cls := field.model)]
    parts = [cls for cls in models if not issubclass(cls, Card | Variant) and cls not in components]
    cards = [cls for cls in models if issubclass(cls, Card) and cls is not Card]
    return {
        "cards": {cls._view: _attributes(cls) for cls in sorted(cards, key=lambda cls: cls._view)},
        "components": {cls._tag: _attributes(cls) for cls in sorted(components, key=lambda cls: cls._tag)},
        "parts": {cls.__name__: _attributes(cls) for cls in sorted(parts, key=lambda cls: cls.__name__)},
    }


def _attributes(cls: type[Model]) -> list[str]:
    return list(fields_of(cls))


def document() -> str:
    """The whole text."""
    return json.dumps(vocabulary(), indent=1) + "\n"


if __name__ == "__main__":
    sys.exit(settle({DOCUMENT: document()}, __doc__))
