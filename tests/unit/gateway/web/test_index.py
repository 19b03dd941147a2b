import re
from pathlib import Path
from unittest.mock import ANY

import pytest

from services.gateway.errors import SettingInvalid
from services.gateway.web.index import Shell, load_shell, parse_headers, with_nonce

HTML = b"""<!doctype html><html><head>
<link rel="stylesheet" href="./wave-static/a.css"><style>b{}</style>
<script type="module" src="./wave-static/a.js"></script><script>go()</script><script nonce="mine"></script>
</head><body class="x"><body></body></html>"""
NONCE = re.compile(rb'data-nonce="([A-Za-z0-9+/=]{44})"')


def test_base_url_and_nonce_are_put_into_the_body() -> None:
    body = Shell(HTML, "/base/").answer().body
    nonce = NONCE.search(body)
    assert nonce is not None
    assert b'<body data-base-url="/base/" data-nonce="' + nonce[1] + b'" class="x"><body>' in body


def test_scripts_and_styles_get_the_nonce() -> None:
    body = Shell(HTML, "/").answer().body
    nonce = NONCE.search(body)
    assert nonce is not None
    given = b' nonce="' + nonce[1] + b'"'
    assert b"<script" + given + b">go()" in body
    assert b"<script" + given + b' type="module"' in body
    assert b"<style" + given + b">" in body
    assert b'<script nonce="mine">' in body


def test_assets_are_found_below_the_base() -> None:
    body = Shell(HTML, "/base/").answer().body
    assert b'href="/base/wave-static/a.css"' in body
    assert b'src="/base/wave-static/a.js"' in body


def test_a_base_url_cannot_break_out_of_its_attribute() -> None:
    assert b'data-base-url="/&quot;x&amp;/"' in Shell(HTML, '/"x&/').answer().body


def test_every_answer_has_a_nonce_of_its_own() -> None:
    shell = Shell(HTML, "/")
    nonces = {match[1] for _ in range(5) if (match := NONCE.search(shell.answer().body))}
    assert len(nonces) == 5


def test_the_page_must_not_be_kept() -> None:
    answer = Shell(HTML, "/").answer()
    assert answer.status == 200
    assert dict(answer.headers) == {
        "Content-Type": "text/html; charset=UTF-8",
        "Cache-Control": "no-cache, must-revalidate",
        "Pragma": "no-cache",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": ANY,
    }


def test_no_script_runs_that_has_not_the_nonce_of_its_answer() -> None:
    answer = Shell(HTML, "/").answer()
    nonce = NONCE.search(answer.body)
    assert nonce is not None
    policy = dict(answer.headers)["Content-Security-Policy"]
    directives = dict(directive.strip().partition(" ")[::2] for directive in policy.split(";"))
    assert directives["script-src"].split() == [f"'nonce-{nonce[1].decode()}'", "'self'", "'strict-dynamic'"]
    assert "unsafe" not in directives["script-src"] and "unsafe" not in directives["default-src"]
    assert directives["object-src"] == directives["base-uri"] == "'none'"
    # Browsers would only let in the styles that have the nonce.
    assert directives["style-src"].split()[:2] == ["'self'", "'unsafe-inline'"]


def test_a_policy_of_the_operator_is_sent_instead() -> None:
    own = Shell(HTML, "/", policy="img-src *").answer()
    assert dict(own.headers)["Content-Security-Policy"].startswith("img-src *; script-src 'nonce-")
    in_file = Shell(HTML, "/", (("content-security-policy", "script-src x"),)).answer()
    assert [name for name, _ in in_file.headers if name.lower() == "content-security-policy"] == [
        "content-security-policy"
    ]
    assert not any(
        name == "Content-Security-Policy" for name, _ in Shell(HTML, "/", policy="").answer().headers
    )


def test_additional_headers_are_sent_as_often_as_they_were_given() -> None:
    answer = Shell(HTML, "/", (("X-A", "1"), ("X-A", "2"))).answer()
    assert [value for name, value in answer.headers if name == "X-A"] == ["1", "2"]


def test_a_policy_gets_the_nonce_of_its_answer() -> None:
    policy = ("content-security-policy", "default-src 'self'; script-src 'self'; Style-Src x")
    answer = Shell(HTML, "/", (policy,)).answer()
    nonce = NONCE.search(answer.body)
    assert nonce is not None
    source = f"'nonce-{nonce[1].decode()}'"
    sent = dict(answer.headers)["content-security-policy"]
    assert sent == f"default-src 'self'; script-src {source} 'self'; Style-Src {source} x"


def test_directives_that_are_missing_are_added() -> None:
    policy = with_nonce("default-src 'self';")
    assert re.fullmatch(r"default-src 'self'; script-src '(nonce-\S+)'; style-src '\1'", policy)
    assert with_nonce("script-src-elem x").count("nonce-") == 2


def test_a_file_of_headers_is_read_up_to_its_empty_line() -> None:
    assert parse_headers("X-A: 1\r\nX-B:two words \n\nrest", "f") == (("X-A", "1"), ("X-B", "two words"))


@pytest.mark.parametrize(
    "text", ["X-A: 1", "X-A: 1\n", "nonsense\n\n", ": x\n\n", "X A: 1\n\n", "X-A: \x01\n\n"]
)
def test_a_file_of_headers_that_makes_no_sense_is_refused(text: str) -> None:
    with pytest.raises(SettingInvalid):
        parse_headers(text, "f")


def test_without_an_index_page_there_is_no_start(tmp_path: Path) -> None:
    with pytest.raises(SettingInvalid, match=r"index\.html"):
        load_shell(tmp_path, "/", (), "")
    (tmp_path / "index.html").write_bytes(HTML)
    assert load_shell(tmp_path, "/", (), "").answer().status == 200
