"""How files are presented to browsers."""

import pytest

from services.gateway.web.presentation import Upload, type_of, upload_headers


def headers_of(name: str, head: bytes = b"", also_shown: tuple[str, ...] = ()) -> dict[str, str]:
    return dict(upload_headers(Upload(name, head), also_shown))


@pytest.mark.parametrize("name", ["a.html", "a.xhtml", "a.svg", "a.xml", "a.js", "a.css", "a.bin", "a"])
def test_what_could_run_is_saved_and_confined(name: str) -> None:
    """[F2]"""
    headers = headers_of(name)
    assert headers["Content-Disposition"].startswith("attachment;")
    assert headers["Content-Security-Policy"] == "sandbox"
    assert headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("name", ["a.png", "a.mp4", "a.mp3", "a.txt", "a.pdf"])
def test_what_cannot_run_is_shown(name: str) -> None:
    assert headers_of(name)["Content-Disposition"].startswith("inline;")


def test_a_type_that_the_operator_adds_is_shown_in_a_sandbox_of_no_origin() -> None:
    headers = headers_of("a.html", also_shown=("text/html",))
    assert headers["Content-Disposition"].startswith("inline;")
    assert headers["Content-Security-Policy"].startswith("sandbox allow-scripts")
    assert "same-origin" not in headers["Content-Security-Policy"]


def test_any_name_fits_into_a_header() -> None:
    assert headers_of('ž"\r\n.txt')["Content-Disposition"] == "inline; filename*=UTF-8''%C5%BE%22%0D%0A.txt"


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n....", "image/png"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"RIFF....WEBPVP8 ", "image/webp"),
        (b"RIFF....WAVE", "application/octet-stream"),
        (b"<html>", "application/octet-stream"),
        (b"", "application/octet-stream"),
    ],
)
def test_a_name_that_tells_nothing_leaves_it_to_the_content(head: bytes, kind: str) -> None:
    assert type_of("noext", head) == kind
    assert type_of("a.txt", head) == "text/plain; charset=utf-8"
