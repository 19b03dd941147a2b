"""Reasons in the words of others, who may have put anything into them."""

_MAX_CHARACTERS = 200


def presentable(reason: str) -> str:
    """The reason, fit to be shown and logged: one line that is not long."""
    return "".join(one if one.isprintable() else " " for one in reason[:_MAX_CHARACTERS])
