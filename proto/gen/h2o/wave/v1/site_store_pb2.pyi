from h2o.wave.v1 import page_pb2 as _page_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class EditStatus(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    EDIT_STATUS_UNSPECIFIED: _ClassVar[EditStatus]
    EDIT_STATUS_APPLIED: _ClassVar[EditStatus]
    EDIT_STATUS_REFUSED: _ClassVar[EditStatus]
    EDIT_STATUS_TOO_LARGE: _ClassVar[EditStatus]
    EDIT_STATUS_CONFLICT: _ClassVar[EditStatus]
    EDIT_STATUS_BUSY: _ClassVar[EditStatus]
    EDIT_STATUS_READ_ONLY: _ClassVar[EditStatus]
    EDIT_STATUS_DISCARDED: _ClassVar[EditStatus]
EDIT_STATUS_UNSPECIFIED: EditStatus
EDIT_STATUS_APPLIED: EditStatus
EDIT_STATUS_REFUSED: EditStatus
EDIT_STATUS_TOO_LARGE: EditStatus
EDIT_STATUS_CONFLICT: EditStatus
EDIT_STATUS_BUSY: EditStatus
EDIT_STATUS_READ_ONLY: EditStatus
EDIT_STATUS_DISCARDED: EditStatus

class Edit(_message.Message):
    __slots__ = ("route", "body", "if_position", "writer", "number")
    ROUTE_FIELD_NUMBER: _ClassVar[int]
    BODY_FIELD_NUMBER: _ClassVar[int]
    IF_POSITION_FIELD_NUMBER: _ClassVar[int]
    WRITER_FIELD_NUMBER: _ClassVar[int]
    NUMBER_FIELD_NUMBER: _ClassVar[int]
    route: str
    body: bytes
    if_position: _page_pb2.Position
    writer: int
    number: int
    def __init__(self, route: _Optional[str] = ..., body: _Optional[bytes] = ..., if_position: _Optional[_Union[_page_pb2.Position, _Mapping]] = ..., writer: _Optional[int] = ..., number: _Optional[int] = ...) -> None: ...

class EditOutcome(_message.Message):
    __slots__ = ("status", "revision", "reason")
    STATUS_FIELD_NUMBER: _ClassVar[int]
    REVISION_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    status: EditStatus
    revision: int
    reason: str
    def __init__(self, status: _Optional[_Union[EditStatus, str]] = ..., revision: _Optional[int] = ..., reason: _Optional[str] = ...) -> None: ...

class ApplyEditRequest(_message.Message):
    __slots__ = ("edit",)
    EDIT_FIELD_NUMBER: _ClassVar[int]
    edit: Edit
    def __init__(self, edit: _Optional[_Union[Edit, _Mapping]] = ...) -> None: ...

class ApplyEditResponse(_message.Message):
    __slots__ = ("position",)
    POSITION_FIELD_NUMBER: _ClassVar[int]
    position: _page_pb2.Position
    def __init__(self, position: _Optional[_Union[_page_pb2.Position, _Mapping]] = ...) -> None: ...

class StreamEditsRequest(_message.Message):
    __slots__ = ("edits",)
    EDITS_FIELD_NUMBER: _ClassVar[int]
    edits: _containers.RepeatedCompositeFieldContainer[Edit]
    def __init__(self, edits: _Optional[_Iterable[_Union[Edit, _Mapping]]] = ...) -> None: ...

class StreamEditsResponse(_message.Message):
    __slots__ = ("outcomes", "epoch")
    OUTCOMES_FIELD_NUMBER: _ClassVar[int]
    EPOCH_FIELD_NUMBER: _ClassVar[int]
    outcomes: _containers.RepeatedCompositeFieldContainer[EditOutcome]
    epoch: str
    def __init__(self, outcomes: _Optional[_Iterable[_Union[EditOutcome, _Mapping]]] = ..., epoch: _Optional[str] = ...) -> None: ...

class GetSnapshotRequest(_message.Message):
    __slots__ = ("route", "include_ephemeral")
    ROUTE_FIELD_NUMBER: _ClassVar[int]
    INCLUDE_EPHEMERAL_FIELD_NUMBER: _ClassVar[int]
    route: str
    include_ephemeral: bool
    def __init__(self, route: _Optional[str] = ..., include_ephemeral: _Optional[bool] = ...) -> None: ...

class GetSnapshotResponse(_message.Message):
    __slots__ = ("snapshot", "position")
    SNAPSHOT_FIELD_NUMBER: _ClassVar[int]
    POSITION_FIELD_NUMBER: _ClassVar[int]
    snapshot: bytes
    position: _page_pb2.Position
    def __init__(self, snapshot: _Optional[bytes] = ..., position: _Optional[_Union[_page_pb2.Position, _Mapping]] = ...) -> None: ...

class WatchRequest(_message.Message):
    __slots__ = ("commands",)
    COMMANDS_FIELD_NUMBER: _ClassVar[int]
    commands: _containers.RepeatedCompositeFieldContainer[WatchCommand]
    def __init__(self, commands: _Optional[_Iterable[_Union[WatchCommand, _Mapping]]] = ...) -> None: ...

class WatchCommand(_message.Message):
    __slots__ = ("subscribe", "unsubscribe", "release")
    SUBSCRIBE_FIELD_NUMBER: _ClassVar[int]
    UNSUBSCRIBE_FIELD_NUMBER: _ClassVar[int]
    RELEASE_FIELD_NUMBER: _ClassVar[int]
    subscribe: Subscribe
    unsubscribe: Unsubscribe
    release: Release
    def __init__(self, subscribe: _Optional[_Union[Subscribe, _Mapping]] = ..., unsubscribe: _Optional[_Union[Unsubscribe, _Mapping]] = ..., release: _Optional[_Union[Release, _Mapping]] = ...) -> None: ...

class Subscribe(_message.Message):
    __slots__ = ("tag", "route", "after", "ephemeral", "skip_content")
    TAG_FIELD_NUMBER: _ClassVar[int]
    ROUTE_FIELD_NUMBER: _ClassVar[int]
    AFTER_FIELD_NUMBER: _ClassVar[int]
    EPHEMERAL_FIELD_NUMBER: _ClassVar[int]
    SKIP_CONTENT_FIELD_NUMBER: _ClassVar[int]
    tag: int
    route: str
    after: _page_pb2.Position
    ephemeral: bool
    skip_content: bool
    def __init__(self, tag: _Optional[int] = ..., route: _Optional[str] = ..., after: _Optional[_Union[_page_pb2.Position, _Mapping]] = ..., ephemeral: _Optional[bool] = ..., skip_content: _Optional[bool] = ...) -> None: ...

class Unsubscribe(_message.Message):
    __slots__ = ("route",)
    ROUTE_FIELD_NUMBER: _ClassVar[int]
    route: str
    def __init__(self, route: _Optional[str] = ...) -> None: ...

class Release(_message.Message):
    __slots__ = ("route",)
    ROUTE_FIELD_NUMBER: _ClassVar[int]
    route: str
    def __init__(self, route: _Optional[str] = ...) -> None: ...

class WatchResponse(_message.Message):
    __slots__ = ("events",)
    EVENTS_FIELD_NUMBER: _ClassVar[int]
    events: _containers.RepeatedCompositeFieldContainer[WatchEvent]
    def __init__(self, events: _Optional[_Iterable[_Union[WatchEvent, _Mapping]]] = ...) -> None: ...

class WatchEvent(_message.Message):
    __slots__ = ("opened", "delta", "snapshot", "progress")
    OPENED_FIELD_NUMBER: _ClassVar[int]
    DELTA_FIELD_NUMBER: _ClassVar[int]
    SNAPSHOT_FIELD_NUMBER: _ClassVar[int]
    PROGRESS_FIELD_NUMBER: _ClassVar[int]
    opened: Opened
    delta: Delta
    snapshot: Snapshot
    progress: Progress
    def __init__(self, opened: _Optional[_Union[Opened, _Mapping]] = ..., delta: _Optional[_Union[Delta, _Mapping]] = ..., snapshot: _Optional[_Union[Snapshot, _Mapping]] = ..., progress: _Optional[_Union[Progress, _Mapping]] = ...) -> None: ...

class Opened(_message.Message):
    __slots__ = ("tag", "route", "position", "snapshot", "missed", "absent", "skipped")
    TAG_FIELD_NUMBER: _ClassVar[int]
    ROUTE_FIELD_NUMBER: _ClassVar[int]
    POSITION_FIELD_NUMBER: _ClassVar[int]
    SNAPSHOT_FIELD_NUMBER: _ClassVar[int]
    MISSED_FIELD_NUMBER: _ClassVar[int]
    ABSENT_FIELD_NUMBER: _ClassVar[int]
    SKIPPED_FIELD_NUMBER: _ClassVar[int]
    tag: int
    route: str
    position: _page_pb2.Position
    snapshot: bytes
    missed: Deltas
    absent: Absent
    skipped: Skipped
    def __init__(self, tag: _Optional[int] = ..., route: _Optional[str] = ..., position: _Optional[_Union[_page_pb2.Position, _Mapping]] = ..., snapshot: _Optional[bytes] = ..., missed: _Optional[_Union[Deltas, _Mapping]] = ..., absent: _Optional[_Union[Absent, _Mapping]] = ..., skipped: _Optional[_Union[Skipped, _Mapping]] = ...) -> None: ...

class Deltas(_message.Message):
    __slots__ = ("deltas",)
    DELTAS_FIELD_NUMBER: _ClassVar[int]
    deltas: _containers.RepeatedCompositeFieldContainer[Delta]
    def __init__(self, deltas: _Optional[_Iterable[_Union[Delta, _Mapping]]] = ...) -> None: ...

class Absent(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class Skipped(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class Delta(_message.Message):
    __slots__ = ("route", "revision", "body")
    ROUTE_FIELD_NUMBER: _ClassVar[int]
    REVISION_FIELD_NUMBER: _ClassVar[int]
    BODY_FIELD_NUMBER: _ClassVar[int]
    route: str
    revision: int
    body: bytes
    def __init__(self, route: _Optional[str] = ..., revision: _Optional[int] = ..., body: _Optional[bytes] = ...) -> None: ...

class Snapshot(_message.Message):
    __slots__ = ("route", "revision", "body")
    ROUTE_FIELD_NUMBER: _ClassVar[int]
    REVISION_FIELD_NUMBER: _ClassVar[int]
    BODY_FIELD_NUMBER: _ClassVar[int]
    route: str
    revision: int
    body: bytes
    def __init__(self, route: _Optional[str] = ..., revision: _Optional[int] = ..., body: _Optional[bytes] = ...) -> None: ...

class Progress(_message.Message):
    __slots__ = ("position",)
    POSITION_FIELD_NUMBER: _ClassVar[int]
    position: _page_pb2.Position
    def __init__(self, position: _Optional[_Union[_page_pb2.Position, _Mapping]] = ...) -> None: ...

class ListPagesRequest(_message.Message):
    __slots__ = ("prefix", "page_size", "page_token")
    PREFIX_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    prefix: str
    page_size: int
    page_token: str
    def __init__(self, prefix: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListPagesResponse(_message.Message):
    __slots__ = ("pages", "next_page_token")
    PAGES_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    pages: _containers.RepeatedCompositeFieldContainer[PageSummary]
    next_page_token: str
    def __init__(self, pages: _Optional[_Iterable[_Union[PageSummary, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class PageSummary(_message.Message):
    __slots__ = ("route", "revision", "card_count", "ephemeral")
    ROUTE_FIELD_NUMBER: _ClassVar[int]
    REVISION_FIELD_NUMBER: _ClassVar[int]
    CARD_COUNT_FIELD_NUMBER: _ClassVar[int]
    EPHEMERAL_FIELD_NUMBER: _ClassVar[int]
    route: str
    revision: int
    card_count: int
    ephemeral: bool
    def __init__(self, route: _Optional[str] = ..., revision: _Optional[int] = ..., card_count: _Optional[int] = ..., ephemeral: _Optional[bool] = ...) -> None: ...

class DropPageRequest(_message.Message):
    __slots__ = ("route",)
    ROUTE_FIELD_NUMBER: _ClassVar[int]
    route: str
    def __init__(self, route: _Optional[str] = ...) -> None: ...

class DropPageResponse(_message.Message):
    __slots__ = ("position",)
    POSITION_FIELD_NUMBER: _ClassVar[int]
    position: _page_pb2.Position
    def __init__(self, position: _Optional[_Union[_page_pb2.Position, _Mapping]] = ...) -> None: ...

class CompactRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class CompactResponse(_message.Message):
    __slots__ = ("pages", "bytes_before", "bytes_after")
    PAGES_FIELD_NUMBER: _ClassVar[int]
    BYTES_BEFORE_FIELD_NUMBER: _ClassVar[int]
    BYTES_AFTER_FIELD_NUMBER: _ClassVar[int]
    pages: int
    bytes_before: int
    bytes_after: int
    def __init__(self, pages: _Optional[int] = ..., bytes_before: _Optional[int] = ..., bytes_after: _Optional[int] = ...) -> None: ...

class ExportRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class ExportResponse(_message.Message):
    __slots__ = ("lines",)
    LINES_FIELD_NUMBER: _ClassVar[int]
    lines: bytes
    def __init__(self, lines: _Optional[bytes] = ...) -> None: ...
