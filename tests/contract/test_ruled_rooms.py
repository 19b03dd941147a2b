"""[A13] Access rules before what is served beside pages, with a user who has signed in and with strangers."""

from pathlib import Path

import aiohttp

from tests.contract.raw_websocket import basic
from tests.contract.sign_in_scene import signing_in

# The user of the provider is ann, without groups.
NOBODY_BUT_STAFF = '[[rule]]\nroutes = ["/**"]\nsee = ["group:staff"]\n'


def ruled(folder: Path, rules: str) -> tuple[str, ...]:
    """Flags of a server with access rules."""
    path = folder / "rules.toml"
    path.write_text(rules)
    return ("-access-rules", str(path))


async def test_whoever_may_see_nothing_still_signs_in_and_out(tmp_path: Path) -> None:
    """[A13, A2, A3, A4, A5] Rules for all routes do not mean the door."""
    async with signing_in(tmp_path, *ruled(tmp_path, NOBODY_BUT_STAFF)) as scene:
        assert (await scene.get("/_auth/login"))[0] == 200
        assert (await scene.sign_in())[:2] == (302, "/demo")
        assert (await scene.get("/demo"))[0] == 403
        # Another user may want to sign in at this browser.
        assert (await scene.get("/_auth/login"))[0] == 200
        assert (await scene.get("/_auth/init"))[0] == 302
        assert (await scene.get("/_auth/logout"))[:2] == (302, "/")
        assert (await scene.get("/demo"))[0] == 302


async def test_programs_and_the_provider_reach_the_door(tmp_path: Path) -> None:
    """[A6, A7] They are answered by it, not by a rule."""
    async with signing_in(tmp_path, *ruled(tmp_path, NOBODY_BUT_STAFF)) as scene:
        await scene.sign_in()
        async with aiohttp.ClientSession() as program:
            for browser in (scene.browser, program):
                form = {"logout_token": "nonsense"}
                async with browser.post(f"{scene.address}/_auth/backchannel-logout", data=form) as answer:
                    assert answer.status == 400
                async with browser.get(f"{scene.address}/_auth/refresh") as answer:
                    assert answer.status == 401


RULES = """
[[rule]]
routes = ["/open/all.txt"]
see = ["everybody"]
[[rule]]
routes = ["/open/users.txt", "/closed/users.txt"]
see = ["users"]
[[rule]]
routes = ["/open/staff.txt", "/closed/staff.txt"]
see = ["group:staff"]
"""
# What a stranger, the user and a program with a key are answered.
FILES = {
    "/open/free.txt": (200, 200, 200),
    "/open/all.txt": (200, 200, 200),
    "/open/users.txt": (401, 200, 200),
    "/open/staff.txt": (401, 403, 200),
    "/closed/free.txt": (401, 200, 200),
    "/closed/users.txt": (401, 200, 200),
    "/closed/staff.txt": (401, 403, 200),
}


def directories(folder: Path) -> tuple[str, ...]:
    """Flags of a server with a public and a private directory."""
    files = folder / "files"
    files.mkdir()
    for name in ("free", "all", "users", "staff"):
        (files / f"{name}.txt").write_text("content")
    return ("-public-dir", f"/open/@{files}", "-private-dir", f"/closed/@{files}")


async def test_rules_close_files_of_every_directory_to_strangers_too(tmp_path: Path) -> None:
    """[A13, A1]"""
    async with signing_in(tmp_path, *ruled(tmp_path, RULES), *directories(tmp_path)) as scene:
        strangers = {path: (await scene.get(path))[0] for path in FILES}
        assert (await scene.sign_in())[0] == 302
        users = {path: (await scene.get(path))[0] for path in FILES}
        scene.browser.cookie_jar.clear()
        scene.browser.headers["Authorization"] = basic()
        programs = {path: (await scene.get(path))[0] for path in FILES}
    assert {path: (strangers[path], users[path], programs[path]) for path in FILES} == FILES


async def test_a_wrong_key_opens_no_file_that_a_rule_closes(tmp_path: Path) -> None:
    """[A13]"""
    async with signing_in(tmp_path, *ruled(tmp_path, RULES), *directories(tmp_path)) as scene:
        scene.browser.headers["Authorization"] = basic(secret="wrong")
        status, _, text = await scene.get("/open/staff.txt")
        assert (status, "content" in text) == (401, False)
