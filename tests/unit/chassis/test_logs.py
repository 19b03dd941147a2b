import io
import json
import logging
from collections.abc import Iterator

import pytest

from services.chassis import logs


@pytest.fixture
def restored_root() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:], root.level = handlers, level


@pytest.fixture
def stream(restored_root: None) -> io.StringIO:
    return io.StringIO()


logger = logs.get_logger("shop")


def test_an_event_is_one_line_of_text(stream: io.StringIO) -> None:
    logs.set_up(stream=stream)
    logger.info("segment_opened", bytes=12, path="/a b", empty="", ok=True)
    time, rest = stream.getvalue().split(" ", 1)
    assert rest == 'info segment_opened bytes=12 path="/a b" empty="" ok=True logger=shop\n'
    assert time.endswith("Z") and "T" in time


def test_an_event_is_one_json_object(stream: io.StringIO) -> None:
    logs.set_up(format="json", stream=stream)
    logger.warning("segment_lost", bytes=12, path="/a b", parts=["x"], kind=ValueError)
    line = json.loads(stream.getvalue())
    assert list(line)[:3] == ["time", "level", "event"]
    assert (line["level"], line["event"], line["bytes"], line["parts"]) == (
        "warning",
        "segment_lost",
        12,
        ["x"],
    )
    assert line["kind"] == "<class 'ValueError'>"


@pytest.mark.parametrize("format", logs.FORMATS)
def test_nobody_can_forge_a_line(stream: io.StringIO, format: str) -> None:
    logs.set_up(format=format, stream=stream)
    logger.error("name_refused", name="x\n2026 info all_well\r\x1b[0m\u2028")
    logging.getLogger("library").error("first\nsecond")
    assert len(stream.getvalue().splitlines()) == 2
    assert "\x1b" not in stream.getvalue()


@pytest.mark.parametrize("format", logs.FORMATS)
def test_a_traceback_stays_on_the_line(stream: io.StringIO, format: str) -> None:
    logs.set_up(format=format, stream=stream)
    try:
        raise ValueError("boom")
    except ValueError:
        logger.exception("order_failed", order=7)
    [line] = stream.getvalue().splitlines()
    assert "ValueError: boom" in line and "Traceback" in line


@pytest.mark.parametrize("name", ["secret", "access_key_secret", "Token", "password", "authorization"])
def test_a_field_that_names_a_secret_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="secrets are not logged"):
        logger.debug("key_read", **{name: "x"})


def test_a_field_may_have_the_name_of_a_parameter(stream: io.StringIO) -> None:
    logs.set_up(stream=stream)
    logger.info("event_read", event="x", level=1, self=2)
    assert "event_read event=x level=1 self=2" in stream.getvalue()


def test_events_below_the_level_are_not_written(stream: io.StringIO) -> None:
    logs.set_up(level="warning", stream=stream)
    logger.debug("a_seen")
    logger.info("b_seen")
    logger.warning("c_seen")
    assert "c_seen" in stream.getvalue() and len(stream.getvalue().splitlines()) == 1
    assert logger.is_enabled(logging.WARNING) and not logger.is_enabled(logging.INFO)


@pytest.mark.parametrize("wrong", [{"level": "loud"}, {"format": "xml"}])
def test_an_unknown_level_or_format_is_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="want one of"):
        logs.set_up(**wrong)  # type: ignore[arg-type]


def test_the_place_of_an_event_is_where_it_was_written(caplog: pytest.LogCaptureFixture) -> None:
    logger.error("place_marked")
    assert caplog.records[-1].funcName == "test_the_place_of_an_event_is_where_it_was_written"
