"""Access rules: which users may see and edit which routes, as an operator writes them down. PURE."""

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from services.gateway.errors import SettingInvalid
from services.gateway.user import User

MAX_RULES = 1000
# Which rule decides about a route is remembered until the routes have so many characters: browsers choose them.
MAX_REMEMBERED_CHARACTERS = 1 << 20
EVERYBODY, USERS, NOBODY = "everybody", "users", "nobody"
_WORDS = (EVERYBODY, USERS, NOBODY)
_KINDS = ("user", "subject", "group")
_KEYS = ("routes", "see", "edit")
_STAR = re.compile(r"(/\*\*$|\*\*|\*)")


class Rule(NamedTuple):
    """One rule. `line` is where it stands in its file; `named` are those of its routes that begin with a name, not with a star."""

    routes: re.Pattern[str]
    named: re.Pattern[str]
    see: frozenset[str]
    edit: frozenset[str]
    line: int


@dataclass(slots=True)
class AccessRules:
    """Rules in order: the first whose routes fit decides. Where none fits, whoever is let in may see and edit."""

    rules: tuple[Rule, ...] = ()
    _decided: dict[str, Rule | None] = field(default_factory=dict, init=False, repr=False, compare=False)
    _decided_characters: int = field(default=0, init=False, repr=False, compare=False)

    @property
    def is_open(self) -> bool:
        """Whether there is nothing to be looked at."""
        return not self.rules

    def may_see(self, user: User, route: str) -> bool:
        """Whether a user may see what is at a route, and use the app there."""
        if not self.rules:
            return True
        rule = self._deciding(route)
        return rule is None or not rule.see.isdisjoint(words_of(user))

    def may_see_own(self, user: User, route: str) -> bool:
        """Whether a user may see a page that is the user's because its route is the subject.

        Rules for all routes do not mean it; a rule that names the route does: nobody gets at `/sales` by being called `sales`.
        """
        if not self.rules:
            return True
        rule = next((rule for rule in self.rules if rule.named.fullmatch(route)), None)
        return rule is None or not rule.see.isdisjoint(words_of(user))

    def may_edit(self, user: User, route: str) -> bool:
        """Whether a user may change what is at a route; who may not see it may not change it either."""
        if not self.rules:
            return True
        rule = self._deciding(route)
        words = words_of(user)
        return rule is None or not (rule.see.isdisjoint(words) or rule.edit.isdisjoint(words))

    def names(self, route: str) -> bool:
        """Whether a rule decides about a route."""
        return bool(self.rules) and self._deciding(route) is not None

    def _deciding(self, route: str) -> Rule | None:
        try:
            return self._decided[route]
        except KeyError:
            pass
        rule = next((rule for rule in self.rules if rule.routes.fullmatch(route)), None)
        if self._decided_characters + len(route) > MAX_REMEMBERED_CHARACTERS:
            self._decided.clear()
            self._decided_characters = 0
        if len(route) <= MAX_REMEMBERED_CHARACTERS:
            self._decided[route] = rule
            self._decided_characters += len(route)
        return rule


NO_RULES = AccessRules()


def words_of(user: User) -> frozenset[str]:
    """The words of rules that mean a user. Names are believed only when the provider vouches for them."""
    if not user.is_signed_in:
        return frozenset((EVERYBODY,))
    names = (f"user:{user.username}", f"subject:{user.subject}", *(f"group:{one}" for one in user.groups))
    return frozenset((EVERYBODY, USERS, *names))


def read_rules(text: str, name: str) -> AccessRules:
    """Understands a file of rules. Raises SettingInvalid, naming the line."""
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingInvalid(f"{name}: {error}") from error
    page = _Page(name, text.splitlines())
    page.refuse_unknown(document, ("rule",), 0)
    tables = document.get("rule", [])
    if not isinstance(tables, list) or not all(isinstance(one, dict) for one in tables):
        raise page.fault("rule", 0, "want rules under [[rule]]")
    if len(tables) > MAX_RULES:
        raise SettingInvalid(f"{name}: {len(tables)} rules are more than {MAX_RULES}")
    starts = page.rule_lines()
    return AccessRules(
        tuple(
            _rule(page, table, start)
            for table, start in zip(tables, _padded(starts, len(tables)), strict=True)
        )
    )


class _Page:
    """The text of a file, to name the line in which something stands."""

    def __init__(self, name: str, lines: Sequence[str]) -> None:
        self._name = name
        self._lines = lines

    def rule_lines(self) -> list[int]:
        """The indices of the lines in which rules begin."""
        return [index for index, line in enumerate(self._lines) if re.match(r"\s*\[\[\s*rule\s*\]\]", line)]

    def fault(self, what: str, start: int, reason: str) -> SettingInvalid:
        """Says what is wrong with a text that stands somewhere after a line."""
        found = (index for index in range(start, len(self._lines)) if what in self._lines[index])
        return SettingInvalid(f"{self._name}, line {next(found, start) + 1}: {reason}")

    def refuse_unknown(self, table: dict[str, Any], known: Iterable[str], start: int) -> None:
        """Raises SettingInvalid for a key that means nothing: a rule that is misspelt must not go unnoticed."""
        for key in table:
            if key not in known:
                raise self.fault(key, start, f"unknown key {key!r}; want {', '.join(known)}")


def _padded(starts: list[int], count: int) -> list[int]:
    """Rules that are written in an unusual way are said to be at the top."""
    return starts if len(starts) == count else [0] * count


def _rule(page: _Page, table: dict[str, Any], start: int) -> Rule:
    page.refuse_unknown(table, _KEYS, start)
    for key in ("routes", "see"):
        if key not in table:
            raise page.fault("", start, f"the rule has no {key!r}")
    routes = _texts(page, table["routes"], "routes", start)
    for route in routes:
        if not route.startswith("/"):
            raise page.fault(route, start, f"a route begins with '/', not so {route!r}")
    see = _who(page, table["see"], "see", start)
    edit = _who(page, table["edit"], "edit", start) if "edit" in table else see
    named = [route for route in routes if not route.startswith("/*")]
    return Rule(_any_of(routes), _any_of(named), see, edit, start + 1)


def _any_of(routes: list[str]) -> re.Pattern[str]:
    # Of no routes there is none.
    return re.compile("|".join(map(_pattern, routes)) or r"(?!)", re.DOTALL)


def _who(page: _Page, given: Any, key: str, start: int) -> frozenset[str]:
    found = _texts(page, given, key, start)
    for one in found:
        kind, colon, name = one.partition(":")
        if not (one in _WORDS or (colon and name and kind in _KINDS)):
            wanted = f"want {', '.join(_WORDS)}, user:NAME, subject:ID or group:NAME"
            raise page.fault(one, start, f"{one!r} is nobody; {wanted}")
    return frozenset(found) - {NOBODY}


def _texts(page: _Page, given: Any, key: str, start: int) -> list[str]:
    values = [given] if isinstance(given, str) else given
    if not isinstance(values, list) or not values or not all(isinstance(one, str) and one for one in values):
        raise page.fault(key, start, f"{key!r} wants a list of texts, such as [{_EXAMPLES[key]}]")
    return values


_EXAMPLES = {"routes": '"/sales", "/sales/**"', "see": '"group:sales"', "edit": '"user:ann"'}
_STARS = {"/**": r"(?:/.*)?", "**": r".*", "*": r"[^/]*"}


def _pattern(route: str) -> str:
    """`*` stands for anything within a segment, `**` for anything; `/a/**` also means `/a`."""
    return "".join(_STARS.get(part, re.escape(part)) for part in _STAR.split(route))
