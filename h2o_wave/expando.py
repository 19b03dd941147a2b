"""A bag of attributes: what `q.args`, `q.client`, `q.user` and `q.app` are made of."""

from collections.abc import Collection
from typing import Any

from .errors import BadType


class Expando:
    """Attributes and items over one dictionary: `e.x`, `e['x']` and the dictionary's `x` are the same thing.

    Whatever is missing reads as None; ask `'x' in e` to tell. A dictionary that is given is shared, not copied.
    """

    # One slot with a name that no author would think of: every other name belongs to the author.
    __slots__ = ("_Expando_dict",)
    _Expando_dict: dict[Any, Any]

    def __init__(self, args: dict[Any, Any] | None = None) -> None:
        object.__setattr__(self, "_Expando_dict", args if isinstance(args, dict) else {})

    def __getattr__(self, k: str) -> Any:
        values: dict[Any, Any] = object.__getattribute__(self, "_Expando_dict")
        # Python asks objects for names like __deepcopy__ and takes None for an answer.
        if k.startswith("__") and k.endswith("__") and k not in values:
            raise AttributeError(k)
        return values.get(k)

    def __getitem__(self, k: Any) -> Any:
        return self._Expando_dict.get(k)

    def __setattr__(self, k: str, v: Any) -> None:
        self._Expando_dict[k] = v

    def __setitem__(self, k: Any, v: Any) -> None:
        self._Expando_dict[k] = v

    def __contains__(self, k: object) -> bool:
        return k in self._Expando_dict

    def __delattr__(self, k: str) -> None:
        del self._Expando_dict[k]

    def __delitem__(self, k: Any) -> None:
        del self._Expando_dict[k]

    def __reduce__(self) -> tuple[type["Expando"], tuple[dict[Any, Any]]]:
        return Expando, (self._Expando_dict,)

    def __repr__(self) -> str:
        return repr(self._Expando_dict)

    def __str__(self) -> str:
        return ", ".join(f"{k}:{v!r}" for k, v in self._Expando_dict.items())


def expando_to_dict(e: Expando) -> dict[Any, Any]:
    """The dictionary under an expando: shared, so that changes show on both sides. Raises `AttributeError`."""
    if not isinstance(e, Expando):
        raise AttributeError(f"want Expando, got {type(e).__name__}: {e!r}")
    return e._Expando_dict


def clone_expando(
    source: Expando,
    exclude_keys: Collection[Any] | None = None,
    include_keys: Collection[Any] | None = None,
) -> Expando:
    """Copy an expando, or some keys of it, into a new one. The values are shared. See `copy_expando`."""
    return copy_expando(source, Expando(), exclude_keys, include_keys)


def copy_expando(
    source: Expando,
    target: Expando,
    exclude_keys: Collection[Any] | None = None,
    include_keys: Collection[Any] | None = None,
) -> Expando:
    """Copy an expando, or some keys of it, into another one, and return that.

    With `include_keys` exactly those keys are copied, as None when they are missing; without, all of them. Keys in
    `exclude_keys` never are. An empty collection counts as none. Raises `BadType` for keys given as one text.
    """
    excluded = _keys("exclude_keys", exclude_keys)
    included = _keys("include_keys", include_keys) or expando_to_dict(source)
    for key in list(included):
        if key not in excluded:
            target[key] = source[key]
    return target


def _keys(argument: str, keys: Collection[Any] | None) -> Collection[Any]:
    if isinstance(keys, (str, bytes)):
        raise BadType(f"{argument}: want a list or tuple of keys, got {keys!r}; write [{keys!r}]")
    return keys or ()
