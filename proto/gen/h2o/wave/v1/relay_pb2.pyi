from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class AppMode(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    APP_MODE_UNSPECIFIED: _ClassVar[AppMode]
    APP_MODE_UNICAST: _ClassVar[AppMode]
    APP_MODE_MULTICAST: _ClassVar[AppMode]
    APP_MODE_BROADCAST: _ClassVar[AppMode]

class EventKind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    EVENT_KIND_UNSPECIFIED: _ClassVar[EventKind]
    EVENT_KIND_BOOT: _ClassVar[EventKind]
    EVENT_KIND_QUERY: _ClassVar[EventKind]
    EVENT_KIND_RESUME: _ClassVar[EventKind]
    EVENT_KIND_DISCONNECT: _ClassVar[EventKind]
    EVENT_KIND_LOGOUT: _ClassVar[EventKind]

class EventStatus(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    EVENT_STATUS_UNSPECIFIED: _ClassVar[EventStatus]
    EVENT_STATUS_ACCEPTED: _ClassVar[EventStatus]
    EVENT_STATUS_UNKNOWN_APP: _ClassVar[EventStatus]
    EVENT_STATUS_WAITING: _ClassVar[EventStatus]
    EVENT_STATUS_EXPIRED: _ClassVar[EventStatus]
    EVENT_STATUS_QUEUE_FULL: _ClassVar[EventStatus]
    EVENT_STATUS_FAILED: _ClassVar[EventStatus]

class AppChange(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    APP_CHANGE_UNSPECIFIED: _ClassVar[AppChange]
    APP_CHANGE_LISTED: _ClassVar[AppChange]
    APP_CHANGE_REGISTERED: _ClassVar[AppChange]
    APP_CHANGE_UNREGISTERED: _ClassVar[AppChange]
    APP_CHANGE_DOWN: _ClassVar[AppChange]
    APP_CHANGE_UP: _ClassVar[AppChange]
    APP_CHANGE_CLEARED: _ClassVar[AppChange]
    APP_CHANGE_LISTED_DOWN: _ClassVar[AppChange]
APP_MODE_UNSPECIFIED: AppMode
APP_MODE_UNICAST: AppMode
APP_MODE_MULTICAST: AppMode
APP_MODE_BROADCAST: AppMode
EVENT_KIND_UNSPECIFIED: EventKind
EVENT_KIND_BOOT: EventKind
EVENT_KIND_QUERY: EventKind
EVENT_KIND_RESUME: EventKind
EVENT_KIND_DISCONNECT: EventKind
EVENT_KIND_LOGOUT: EventKind
EVENT_STATUS_UNSPECIFIED: EventStatus
EVENT_STATUS_ACCEPTED: EventStatus
EVENT_STATUS_UNKNOWN_APP: EventStatus
EVENT_STATUS_WAITING: EventStatus
EVENT_STATUS_EXPIRED: EventStatus
EVENT_STATUS_QUEUE_FULL: EventStatus
EVENT_STATUS_FAILED: EventStatus
APP_CHANGE_UNSPECIFIED: AppChange
APP_CHANGE_LISTED: AppChange
APP_CHANGE_REGISTERED: AppChange
APP_CHANGE_UNREGISTERED: AppChange
APP_CHANGE_DOWN: AppChange
APP_CHANGE_UP: AppChange
APP_CHANGE_CLEARED: AppChange
APP_CHANGE_LISTED_DOWN: AppChange

class HttpApp(_message.Message):
    __slots__ = ("route", "mode", "address", "key_id", "key_secret", "run_id")
    ROUTE_FIELD_NUMBER: _ClassVar[int]
    MODE_FIELD_NUMBER: _ClassVar[int]
    ADDRESS_FIELD_NUMBER: _ClassVar[int]
    KEY_ID_FIELD_NUMBER: _ClassVar[int]
    KEY_SECRET_FIELD_NUMBER: _ClassVar[int]
    RUN_ID_FIELD_NUMBER: _ClassVar[int]
    route: str
    mode: AppMode
    address: str
    key_id: str
    key_secret: str
    run_id: str
    def __init__(self, route: _Optional[str] = ..., mode: _Optional[_Union[AppMode, str]] = ..., address: _Optional[str] = ..., key_id: _Optional[str] = ..., key_secret: _Optional[str] = ..., run_id: _Optional[str] = ...) -> None: ...

class RegisterAppRequest(_message.Message):
    __slots__ = ("app",)
    APP_FIELD_NUMBER: _ClassVar[int]
    app: HttpApp
    def __init__(self, app: _Optional[_Union[HttpApp, _Mapping]] = ...) -> None: ...

class RegisterAppResponse(_message.Message):
    __slots__ = ("version",)
    VERSION_FIELD_NUMBER: _ClassVar[int]
    version: int
    def __init__(self, version: _Optional[int] = ...) -> None: ...

class UnregisterAppRequest(_message.Message):
    __slots__ = ("route",)
    ROUTE_FIELD_NUMBER: _ClassVar[int]
    route: str
    def __init__(self, route: _Optional[str] = ...) -> None: ...

class UnregisterAppResponse(_message.Message):
    __slots__ = ("version", "found")
    VERSION_FIELD_NUMBER: _ClassVar[int]
    FOUND_FIELD_NUMBER: _ClassVar[int]
    version: int
    found: bool
    def __init__(self, version: _Optional[int] = ..., found: _Optional[bool] = ...) -> None: ...

class ServeAppRequest(_message.Message):
    __slots__ = ("dial_in", "accepted", "goodbye")
    DIAL_IN_FIELD_NUMBER: _ClassVar[int]
    ACCEPTED_FIELD_NUMBER: _ClassVar[int]
    GOODBYE_FIELD_NUMBER: _ClassVar[int]
    dial_in: DialIn
    accepted: Accepted
    goodbye: Goodbye
    def __init__(self, dial_in: _Optional[_Union[DialIn, _Mapping]] = ..., accepted: _Optional[_Union[Accepted, _Mapping]] = ..., goodbye: _Optional[_Union[Goodbye, _Mapping]] = ...) -> None: ...

class DialIn(_message.Message):
    __slots__ = ("route", "mode", "run_id")
    ROUTE_FIELD_NUMBER: _ClassVar[int]
    MODE_FIELD_NUMBER: _ClassVar[int]
    RUN_ID_FIELD_NUMBER: _ClassVar[int]
    route: str
    mode: AppMode
    run_id: str
    def __init__(self, route: _Optional[str] = ..., mode: _Optional[_Union[AppMode, str]] = ..., run_id: _Optional[str] = ...) -> None: ...

class Accepted(_message.Message):
    __slots__ = ("event_ids",)
    EVENT_IDS_FIELD_NUMBER: _ClassVar[int]
    event_ids: _containers.RepeatedScalarFieldContainer[int]
    def __init__(self, event_ids: _Optional[_Iterable[int]] = ...) -> None: ...

class Goodbye(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class ServeAppResponse(_message.Message):
    __slots__ = ("events",)
    EVENTS_FIELD_NUMBER: _ClassVar[int]
    events: _containers.RepeatedCompositeFieldContainer[Event]
    def __init__(self, events: _Optional[_Iterable[_Union[Event, _Mapping]]] = ...) -> None: ...

class Event(_message.Message):
    __slots__ = ("id", "route", "kind", "client", "arguments", "headers")
    ID_FIELD_NUMBER: _ClassVar[int]
    ROUTE_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    CLIENT_FIELD_NUMBER: _ClassVar[int]
    ARGUMENTS_FIELD_NUMBER: _ClassVar[int]
    HEADERS_FIELD_NUMBER: _ClassVar[int]
    id: int
    route: str
    kind: EventKind
    client: Client
    arguments: bytes
    headers: _containers.RepeatedCompositeFieldContainer[Header]
    def __init__(self, id: _Optional[int] = ..., route: _Optional[str] = ..., kind: _Optional[_Union[EventKind, str]] = ..., client: _Optional[_Union[Client, _Mapping]] = ..., arguments: _Optional[bytes] = ..., headers: _Optional[_Iterable[_Union[Header, _Mapping]]] = ...) -> None: ...

class Client(_message.Message):
    __slots__ = ("id", "subject", "username", "session_id", "access_token", "refresh_token", "claims")
    ID_FIELD_NUMBER: _ClassVar[int]
    SUBJECT_FIELD_NUMBER: _ClassVar[int]
    USERNAME_FIELD_NUMBER: _ClassVar[int]
    SESSION_ID_FIELD_NUMBER: _ClassVar[int]
    ACCESS_TOKEN_FIELD_NUMBER: _ClassVar[int]
    REFRESH_TOKEN_FIELD_NUMBER: _ClassVar[int]
    CLAIMS_FIELD_NUMBER: _ClassVar[int]
    id: str
    subject: str
    username: str
    session_id: str
    access_token: str
    refresh_token: str
    claims: bytes
    def __init__(self, id: _Optional[str] = ..., subject: _Optional[str] = ..., username: _Optional[str] = ..., session_id: _Optional[str] = ..., access_token: _Optional[str] = ..., refresh_token: _Optional[str] = ..., claims: _Optional[bytes] = ...) -> None: ...

class Header(_message.Message):
    __slots__ = ("name", "values")
    NAME_FIELD_NUMBER: _ClassVar[int]
    VALUES_FIELD_NUMBER: _ClassVar[int]
    name: str
    values: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, name: _Optional[str] = ..., values: _Optional[_Iterable[str]] = ...) -> None: ...

class ForwardEventsRequest(_message.Message):
    __slots__ = ("events",)
    EVENTS_FIELD_NUMBER: _ClassVar[int]
    events: _containers.RepeatedCompositeFieldContainer[Event]
    def __init__(self, events: _Optional[_Iterable[_Union[Event, _Mapping]]] = ...) -> None: ...

class ForwardEventsResponse(_message.Message):
    __slots__ = ("outcomes",)
    OUTCOMES_FIELD_NUMBER: _ClassVar[int]
    outcomes: _containers.RepeatedCompositeFieldContainer[EventOutcome]
    def __init__(self, outcomes: _Optional[_Iterable[_Union[EventOutcome, _Mapping]]] = ...) -> None: ...

class EventOutcome(_message.Message):
    __slots__ = ("event_id", "status", "reason")
    EVENT_ID_FIELD_NUMBER: _ClassVar[int]
    STATUS_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    event_id: int
    status: EventStatus
    reason: str
    def __init__(self, event_id: _Optional[int] = ..., status: _Optional[_Union[EventStatus, str]] = ..., reason: _Optional[str] = ...) -> None: ...

class WatchAppsRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class WatchAppsResponse(_message.Message):
    __slots__ = ("version", "news", "run_id")
    VERSION_FIELD_NUMBER: _ClassVar[int]
    NEWS_FIELD_NUMBER: _ClassVar[int]
    RUN_ID_FIELD_NUMBER: _ClassVar[int]
    version: int
    news: _containers.RepeatedCompositeFieldContainer[AppNews]
    run_id: str
    def __init__(self, version: _Optional[int] = ..., news: _Optional[_Iterable[_Union[AppNews, _Mapping]]] = ..., run_id: _Optional[str] = ...) -> None: ...

class AppNews(_message.Message):
    __slots__ = ("route", "change", "mode")
    ROUTE_FIELD_NUMBER: _ClassVar[int]
    CHANGE_FIELD_NUMBER: _ClassVar[int]
    MODE_FIELD_NUMBER: _ClassVar[int]
    route: str
    change: AppChange
    mode: AppMode
    def __init__(self, route: _Optional[str] = ..., change: _Optional[_Union[AppChange, str]] = ..., mode: _Optional[_Union[AppMode, str]] = ...) -> None: ...
