from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Session(_message.Message):
    __slots__ = ("id", "version", "sealed", "labels", "expires_at_ms", "idle_limit_ms", "used_at_ms")
    ID_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    SEALED_FIELD_NUMBER: _ClassVar[int]
    LABELS_FIELD_NUMBER: _ClassVar[int]
    EXPIRES_AT_MS_FIELD_NUMBER: _ClassVar[int]
    IDLE_LIMIT_MS_FIELD_NUMBER: _ClassVar[int]
    USED_AT_MS_FIELD_NUMBER: _ClassVar[int]
    id: bytes
    version: int
    sealed: bytes
    labels: _containers.RepeatedScalarFieldContainer[bytes]
    expires_at_ms: int
    idle_limit_ms: int
    used_at_ms: int
    def __init__(self, id: _Optional[bytes] = ..., version: _Optional[int] = ..., sealed: _Optional[bytes] = ..., labels: _Optional[_Iterable[bytes]] = ..., expires_at_ms: _Optional[int] = ..., idle_limit_ms: _Optional[int] = ..., used_at_ms: _Optional[int] = ...) -> None: ...

class PutSessionRequest(_message.Message):
    __slots__ = ("session", "if_version")
    SESSION_FIELD_NUMBER: _ClassVar[int]
    IF_VERSION_FIELD_NUMBER: _ClassVar[int]
    session: Session
    if_version: int
    def __init__(self, session: _Optional[_Union[Session, _Mapping]] = ..., if_version: _Optional[int] = ...) -> None: ...

class PutSessionResponse(_message.Message):
    __slots__ = ("version",)
    VERSION_FIELD_NUMBER: _ClassVar[int]
    version: int
    def __init__(self, version: _Optional[int] = ...) -> None: ...

class GetSessionRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: bytes
    def __init__(self, id: _Optional[bytes] = ...) -> None: ...

class GetSessionResponse(_message.Message):
    __slots__ = ("session",)
    SESSION_FIELD_NUMBER: _ClassVar[int]
    session: Session
    def __init__(self, session: _Optional[_Union[Session, _Mapping]] = ...) -> None: ...

class ClaimRenewalRequest(_message.Message):
    __slots__ = ("id", "version", "hold_ms")
    ID_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    HOLD_MS_FIELD_NUMBER: _ClassVar[int]
    id: bytes
    version: int
    hold_ms: int
    def __init__(self, id: _Optional[bytes] = ..., version: _Optional[int] = ..., hold_ms: _Optional[int] = ...) -> None: ...

class ClaimRenewalResponse(_message.Message):
    __slots__ = ("is_granted",)
    IS_GRANTED_FIELD_NUMBER: _ClassVar[int]
    is_granted: bool
    def __init__(self, is_granted: _Optional[bool] = ...) -> None: ...

class NoteUseRequest(_message.Message):
    __slots__ = ("uses",)
    USES_FIELD_NUMBER: _ClassVar[int]
    uses: _containers.RepeatedCompositeFieldContainer[SessionUse]
    def __init__(self, uses: _Optional[_Iterable[_Union[SessionUse, _Mapping]]] = ...) -> None: ...

class SessionUse(_message.Message):
    __slots__ = ("id", "used_at_ms")
    ID_FIELD_NUMBER: _ClassVar[int]
    USED_AT_MS_FIELD_NUMBER: _ClassVar[int]
    id: bytes
    used_at_ms: int
    def __init__(self, id: _Optional[bytes] = ..., used_at_ms: _Optional[int] = ...) -> None: ...

class NoteUseResponse(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class EndSessionsRequest(_message.Message):
    __slots__ = ("id", "label")
    ID_FIELD_NUMBER: _ClassVar[int]
    LABEL_FIELD_NUMBER: _ClassVar[int]
    id: bytes
    label: bytes
    def __init__(self, id: _Optional[bytes] = ..., label: _Optional[bytes] = ...) -> None: ...

class EndSessionsResponse(_message.Message):
    __slots__ = ("ended",)
    ENDED_FIELD_NUMBER: _ClassVar[int]
    ended: _containers.RepeatedCompositeFieldContainer[Session]
    def __init__(self, ended: _Optional[_Iterable[_Union[Session, _Mapping]]] = ...) -> None: ...

class WatchSessionsRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class WatchSessionsResponse(_message.Message):
    __slots__ = ("news",)
    NEWS_FIELD_NUMBER: _ClassVar[int]
    news: _containers.RepeatedCompositeFieldContainer[SessionNews]
    def __init__(self, news: _Optional[_Iterable[_Union[SessionNews, _Mapping]]] = ...) -> None: ...

class SessionNews(_message.Message):
    __slots__ = ("id", "version", "labels", "was_ended")
    ID_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    LABELS_FIELD_NUMBER: _ClassVar[int]
    WAS_ENDED_FIELD_NUMBER: _ClassVar[int]
    id: bytes
    version: int
    labels: _containers.RepeatedScalarFieldContainer[bytes]
    was_ended: bool
    def __init__(self, id: _Optional[bytes] = ..., version: _Optional[int] = ..., labels: _Optional[_Iterable[bytes]] = ..., was_ended: _Optional[bool] = ...) -> None: ...
