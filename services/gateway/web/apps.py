"""Apps that come and go by HTTP: `register_app` and `unregister_app`."""

from collections.abc import Mapping

import orjson

from services.gateway.errors import AppInvalid
from services.gateway.upstream.apps import AppMode, Apps, HttpApp
from services.gateway.web import answers
from services.gateway.web.answers import Answer

_MODES = {mode.value: mode for mode in AppMode}


class AppRequests:
    """Answers POSTs; whoever asks has shown a key."""

    def __init__(self, apps: Apps) -> None:
        self._apps = apps

    async def handle(self, body: bytes) -> Answer:
        """[P6] Registers or unregisters an app; returns when `+` knows. Raises AppInvalid, RelayAway."""
        request = _parse(body)
        if "register_app" in request:
            await self._apps.register(_app(request["register_app"]))
        elif "unregister_app" in request:
            await self._apps.unregister(_text(_members(request["unregister_app"]), "route"))
        else:
            raise AppInvalid("the body must have a member register_app or unregister_app")
        return answers.OK


def _parse(body: bytes) -> Mapping[str, object]:
    try:
        return _members(orjson.loads(body))
    except orjson.JSONDecodeError as error:
        raise AppInvalid(f"the body is not JSON: {error}") from error


def _members(value: object) -> Mapping[str, object]:
    """The members of an object; their names are compared without case, as drivers of Wave 1.8 may expect."""
    if not isinstance(value, dict):
        raise AppInvalid("the body must be a JSON object that holds JSON objects")
    return {name.lower(): member for name, member in value.items() if member is not None}


def _text(members: Mapping[str, object], name: str, default: str | None = None) -> str:
    value = members.get(name, default)
    if not isinstance(value, str) or (not value and default is None):
        raise AppInvalid(f"the member {name} must be a text that is not empty")
    return value


def _app(value: object) -> HttpApp:
    members = _members(value)
    return HttpApp(
        route=_text(members, "route"),
        # Any other word has always meant unicast.
        mode=_MODES.get(_text(members, "mode", "unicast").lower(), AppMode.UNICAST),
        address=_text(members, "address"),
        key_id=_text(members, "key_id", ""),
        key_secret=_text(members, "key_secret", ""),
        run_id=_text(members, "run_id", ""),
    )
