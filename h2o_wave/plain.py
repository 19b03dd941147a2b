"""Values of other libraries as what JSON knows: NumPy's and pandas', dates and times.

Neither library is imported: who has none of their values does not pay for them.
"""

from datetime import date, time
from typing import Any


def plain(value: Any) -> Any:
    """What a value is to JSON; the value itself if it is nothing that is known here.

    Scalars and arrays of NumPy become numbers, texts and lists, dates and times their text in ISO 8601. A column of
    pandas becomes a list and a data frame a list of rows, with None for what is missing.
    """
    if isinstance(value, (date, time)):
        return None if _is_missing(value) else value.isoformat()
    package = type(value).__module__.partition(".")[0]
    if package == "numpy":
        return _of_numpy(value)
    return _of_pandas(value) if package == "pandas" else value


def frame_columns(value: Any) -> Any:
    """The columns of a data frame; whatever else it is, unchanged."""
    return [value[name] for name in value] if _is_frame(value) else value


def _of_numpy(value: Any) -> Any:
    if isinstance(value, type) or not hasattr(value, "tolist"):
        return value
    if value.dtype.kind == "M":
        # Finer units become plain integers.
        value = value.astype("datetime64[us]")
    return _each(value.tolist())


def _each(value: Any) -> Any:
    return [_each(item) for item in value] if isinstance(value, list) else _cell(value, keeps_nan=True)


def _of_pandas(value: Any) -> Any:
    if _is_frame(value):
        return [[_cell(cell) for cell in row] for row in value.itertuples(index=False, name=None)]
    if hasattr(value, "tolist"):
        return [_cell(cell) for cell in value.tolist()]
    # pandas.NA compares to nothing, not even to itself.
    return None if type(value).__name__ in ("NAType", "NaTType") else value


def _cell(value: Any, *, keeps_nan: bool = False) -> Any:
    if value is None or isinstance(value, (str, int)):
        return value
    if isinstance(value, float):
        return value if keeps_nan or value == value else None
    return plain(value)


def _is_frame(value: Any) -> bool:
    return type(value).__module__.partition(".")[0] == "pandas" and hasattr(value, "itertuples")


def _is_missing(value: Any) -> bool:
    # pandas.NaT is a datetime, and the only one that differs from itself.
    return bool(value != value)
