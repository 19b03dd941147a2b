"""Forms with files."""

from pathlib import Path

import pytest

from h2o_wave.multipart import Form, Part


def body_of(form: Form) -> bytes:
    return b"".join(form.chunks())


def test_a_form_has_a_part_per_file_and_an_end(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"A" * 100_000)
    form = Form([Part("files", "a.txt", "text/plain", str(file)), Part("files", "b", "image/png", b"\x00")])
    boundary = form.content_type.removeprefix("multipart/form-data; boundary=").encode()
    assert body_of(form) == (
        b"--" + boundary + b"\r\n"
        b'Content-Disposition: form-data; name="files"; filename="a.txt"\r\nContent-Type: text/plain\r\n\r\n'
        + b"A" * 100_000
        + b"\r\n--"
        + boundary
        + b"\r\n"
        + b'Content-Disposition: form-data; name="files"; filename="b"\r\nContent-Type: image/png\r\n\r\n\x00\r\n'
        + b"--"
        + boundary
        + b"--\r\n"
    )


def test_the_length_is_known_before_and_the_form_can_be_read_twice(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_bytes(b"x" * 70_000)
    form = Form([Part("f", "ž.bin", "a/b", str(file))])
    assert form.length == len(body_of(form)) == len(body_of(form))


def test_a_name_cannot_end_its_quotes() -> None:
    form = Form([Part("f", 'a"\r\nX: y', "a/b", b"")])
    assert b'filename="a%22%0D%0AX: y"\r\n' in body_of(form)


def test_a_file_that_grows_is_sent_as_long_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_bytes(b"1234")
    form = Form([Part("f", "a", "a/b", str(file))])
    file.write_bytes(b"123456")
    assert b"\r\n\r\n1234\r\n" in body_of(form)


def test_a_file_that_shrinks_is_an_error(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_bytes(b"1234")
    form = Form([Part("f", "a", "a/b", str(file))])
    file.write_bytes(b"12")
    with pytest.raises(OSError, match="became shorter"):
        body_of(form)


def test_a_missing_file_is_an_error_at_once() -> None:
    with pytest.raises(OSError):
        Form([Part("f", "a", "a/b", "/nowhere/at/all")])


def test_progress_is_told_of_what_has_left(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"A" * 200_000)
    told: list[tuple[int, int]] = []
    form = Form(
        [Part("files", "a.txt", "text/plain", str(file))], lambda sent, total: told.append((sent, total))
    )
    taken = 0
    for chunk in form.chunks():
        assert sum(sent for sent, _ in told[-1:]) == taken  # the chunk in hand has not left
        taken += len(chunk)
    assert len(told) > 4
    assert told == sorted(told)
    assert told[-1] == (form.length, form.length)
