"""Websocket close codes, and whether to come back after them (docs/protocol.md, close codes). PURE."""

from enum import IntEnum


class CloseCode(IntEnum):
    """Why a websocket ends. Each member knows whether the browser should connect again."""

    comes_back: bool

    NORMAL = 1000, False
    GOING_AWAY = 1001, False
    PROTOCOL_ERROR = 1002, False
    INVALID_TEXT = 1007, False
    MESSAGE_TOO_BIG = 1009, True
    RESTARTING = 1012, True
    TOO_SLOW = 1013, True
    SIGNED_OUT = 4001, False
    TAKEN_OVER = 4002, False

    def __new__(cls, code: int, comes_back: bool) -> "CloseCode":
        member = int.__new__(cls, code)
        member._value_ = code
        member.comes_back = comes_back
        return member
