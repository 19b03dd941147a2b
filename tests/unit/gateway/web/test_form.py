"""Forms with files, taken apart however their bytes arrive."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.gateway.errors import FormInvalid
from services.gateway.web.form import MAX_PART_HEAD_BYTES, FormReader, PartEnd, PartHead, boundary_of

BOUNDARY = b"XX"


def read(*pieces: bytes) -> tuple[list[tuple[PartHead, bytes]], bool]:
    """The parts of a form and their contents, and whether it is complete."""
    form = FormReader(BOUNDARY)
    parts: list[tuple[PartHead, bytes]] = []
    ended = 0
    for piece in pieces:
        for event in form.feed(piece):
            if isinstance(event, PartHead):
                parts.append((event, b""))
            elif isinstance(event, PartEnd):
                ended += 1
            else:
                assert event, "an empty piece means nothing"
                parts[-1] = (parts[-1][0], parts[-1][1] + event)
    assert ended == len(parts) or not form.is_complete
    return parts, form.is_complete


def part(content: bytes, disposition: str = 'form-data; name="files"; filename="a.txt"') -> bytes:
    head = f"Content-Disposition: {disposition}\r\nContent-Type: text/plain\r\n\r\n"
    return b"--XX\r\n" + head.encode() + content + b"\r\n"


def name_of(disposition: str) -> str | None:
    return read(part(b"", disposition))[0][0][0].filename


@given(
    st.lists(
        st.binary(max_size=40) | st.sampled_from([b"\r\n", b"\r\n--X", b"--XX", b"\r\n--\r\n--X", b"\r"]),
        max_size=4,
    ),
    st.integers(1, 60),
    st.binary(max_size=5),
)
def test_a_form_is_the_same_however_it_is_cut(contents: list[bytes], step: int, preamble: bytes) -> None:
    form = preamble + b"\r\n" + b"".join(map(part, contents)) + b"--XX--\r\nepilogue"
    parts, is_complete = read(*(form[at : at + step] for at in range(0, len(form), step)))
    assert [content for _, content in parts] == contents
    assert all(head == PartHead("files", "a.txt", "text/plain") for head, _ in parts)
    assert is_complete


def test_the_first_delimiter_may_stand_at_the_beginning_and_be_padded() -> None:
    parts, is_complete = read(b"--XX \t\r\n\r\ncontent\r\n--XX--")
    assert (parts, is_complete) == ([(PartHead("", None, ""), b"content")], True)


def test_a_form_without_its_end_is_not_complete() -> None:
    assert not read(part(b"1"))[1]
    assert not read(b"")[1]


def test_content_is_passed_on_before_its_end_is_there() -> None:
    form = FormReader(BOUNDARY)
    events = list(form.feed(part(b"x" * 1000)[:-2]))
    assert sum(len(event) for event in events if isinstance(event, bytes)) > 990


@pytest.mark.parametrize(
    ("disposition", "name"),
    [
        ('form-data; name="files"; filename="a b;c.txt"', "a b;c.txt"),
        ("form-data; name=files; filename=a.txt", "a.txt"),
        ('form-data; name="files"; filename="žluť.txt"', "žluť.txt"),
        ('form-data; name="files"; filename="a%22b%0a.txt"', 'a"b\n.txt'),
        ('form-data; name="files"; filename="100%.txt"', "100%.txt"),
        ('form-data; name="files"; filename="a%2fb.txt"', "a%2fb.txt"),
        ('form-data; name="files"; filename="a\\"b.txt"', 'a"b.txt'),
        ('form-data; name="files"; filename="a\\b.txt"', "a\\b.txt"),
        ('form-data; name="files"; filename="x"; filename*=UTF-8\'\'%C5%BE.txt', "ž.txt"),
        ('form-data; name="files"; filename=""', ""),
        ('form-data; name="files"', None),
    ],
)
def test_file_names_are_what_the_sender_meant(disposition: str, name: str | None) -> None:
    assert name_of(disposition) == name


@pytest.mark.parametrize(
    "form",
    [
        b"--XXY\r\n\r\n",
        b"--XX\r\nno colon\r\n\r\n",
        b'--XX\r\nContent-Disposition: form-data; filename="\xff"\r\n\r\n',
        b"--XX\r\nContent-Disposition: form-data; filename*=UTF-8''%FF\r\n\r\n",
        b"--XX\r\nX: " + b"x" * MAX_PART_HEAD_BYTES + b"\r\n\r\n",
        b"--XX\r\nX: " + b"x" * MAX_PART_HEAD_BYTES,
        b"--XX" + b" " * MAX_PART_HEAD_BYTES + b" ",
    ],
)
def test_what_makes_no_sense_is_refused(form: bytes) -> None:
    with pytest.raises(FormInvalid):
        read(form)


def test_the_boundary_is_read_in_both_its_forms() -> None:
    assert boundary_of("multipart/form-data; boundary=a'b") == b"a'b"
    assert boundary_of('Multipart/Form-Data; charset=utf-8; Boundary="a b"; x=y') == b"a b"


@pytest.mark.parametrize(
    "content_type",
    [None, "", "multipart/form-data", "multipart/form-data; boundary=", "text/plain; boundary=x"],
)
def test_without_a_boundary_there_is_no_form(content_type: str | None) -> None:
    with pytest.raises(FormInvalid, match="multipart/form-data"):
        boundary_of(content_type)
