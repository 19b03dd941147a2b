"""Sessions as one gateway knows them."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import replace

import pytest

from services.gateway.auth.sealing import Sealer
from services.gateway.auth.session import Session, session_id
from services.gateway.auth.sessions import RETRY_SECONDS, Sessions, SessionTimes
from services.gateway.errors import ProviderAway, RenewalRefused, SessionLost, StoreAway
from services.gateway.upstream.sessions import KeptSession, SessionListener, SessionNews
from services.gateway.user import User

SECRET = "secret"
ID = session_id(SECRET)
SEALER = Sealer([b"s" * 32])


class FakeStore:
    """Keeps sessions as the site-store does, in memory."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self.clock = clock
        self.kept: dict[bytes, KeptSession] = {}
        self.asked = 0
        self.is_away = False
        self.grants = True
        self.uses: dict[bytes, int] = {}

    async def put(self, session: KeptSession, if_version: int) -> int:
        known = self.kept.get(session.id)
        if (known.version if known else 0) != if_version:
            raise SessionLost("changed")
        used_at_ms = round(self.clock() * 1000)
        self.kept[session.id] = session._replace(version=if_version + 1, used_at_ms=used_at_ms)
        return if_version + 1

    async def get(self, session_id: bytes) -> KeptSession | None:
        self.asked += 1
        await asyncio.sleep(0)
        if self.is_away:
            raise StoreAway("away")
        return self.kept.get(session_id)

    async def claim(self, session_id: bytes, version: int, hold_seconds: float) -> bool:
        return self.grants

    async def note(self, uses: Mapping[bytes, int]) -> None:
        self.uses |= uses

    async def end(self, session_id: bytes) -> list[KeptSession]:
        ended = self.kept.pop(session_id, None)
        return [ended] if ended else []

    async def end_labelled(self, label: bytes) -> list[KeptSession]:
        found = [one for one in self.kept.values() if label in one.labels]
        return [ended for one in found for ended in await self.end(one.id)]

    async def watch(self, listener: SessionListener) -> None:
        await asyncio.Event().wait()


class Audience:
    """Notes what it hears."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, str]] = []
        self.here: list[str] = []
        self.users: list[str] = []

    def sessions(self) -> list[str]:
        return self.here

    def subjects(self) -> list[str]:
        return self.users

    def renewed(self, user: User) -> None:
        self.heard.append(("renewed", user.access_token))

    def ended(self, session: str) -> None:
        self.heard.append(("ended", session))

    def signed_out(self, subject: str) -> None:
        self.heard.append(("signed out", subject))


class Scene:
    """A gateway with a session, half a second after the user has signed in."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.store = FakeStore(lambda: self.now)
        self.audience = Audience()
        self.renewals = 0
        self.failure: Exception | None = None
        self.sessions = self.gateway()

    def gateway(self) -> Sessions:
        times = SessionTimes(60.0, lambda: self.now)
        sessions = Sessions(self.store, SEALER, times, renew=self.renew)
        sessions.listen(self.audience)
        sessions.connected()
        return sessions

    async def renew(self, session: Session) -> Session:
        self.renewals += 1
        await asyncio.sleep(0)
        if self.failure is not None:
            raise self.failure
        return replace(session, access_token=f"access {self.renewals}", access_expires_at=self.now + 300)

    async def begin(self, **more: float | str) -> Session:
        given: dict[str, object] = {
            "access_expires_at": self.now + 300,
            "expires_at": self.now + 3600,
            **more,
        }
        session = Session(
            ID,
            "ann",
            "Ann",
            ("sales",),
            "{}",
            "sid",
            "access 0",
            "refresh",
            "id",
            **given,  # type: ignore[arg-type]
        )
        await self.sessions.begin(session)
        return session


@pytest.fixture
async def scene() -> AsyncIterator[Scene]:
    yield Scene()


async def test_a_session_is_found_by_its_secret_only(scene: Scene) -> None:
    """[A9, A11]"""
    await scene.begin()
    user = await scene.sessions.visit(SECRET)
    assert user is not None and (user.subject, user.session_id, user.groups) == ("ann", ID, ("sales",))
    assert await scene.sessions.visit(ID) is None
    assert await scene.sessions.visit("other") is None


async def test_what_is_known_is_not_asked_for_again(scene: Scene) -> None:
    await scene.begin()
    for _ in range(3):
        assert await scene.sessions.visit(SECRET)
        assert scene.sessions.at_hand(SECRET) is not None
    assert scene.store.asked == 0


async def test_any_gateway_finds_the_session(scene: Scene) -> None:
    """[A12]"""
    await scene.begin()
    other = scene.gateway()
    assert other.at_hand(SECRET) is None
    user = await other.visit(SECRET)
    assert user is not None and user.access_token == "access 0"
    assert other.at_hand(SECRET) == user


async def test_without_news_everything_is_asked_for(scene: Scene) -> None:
    """[A12] A session may have ended meanwhile."""
    await scene.begin()
    scene.sessions.disconnected()
    assert scene.sessions.at_hand(SECRET) is None
    scene.store.kept.clear()
    assert await scene.sessions.visit(SECRET) is None


async def test_a_store_that_is_away_is_told(scene: Scene) -> None:
    await scene.begin()
    scene.store.is_away = True
    with pytest.raises(StoreAway):
        await scene.gateway().visit(SECRET)


async def test_a_session_that_is_not_used_is_over_unless_another_gateway_knows_better(scene: Scene) -> None:
    """[A8]"""
    await scene.begin()
    scene.now += 59
    assert await scene.sessions.visit(SECRET)
    scene.now += 60
    assert await scene.sessions.check(ID) is None
    kept = next(iter(scene.store.kept.values()))
    scene.store.kept[kept.id] = kept._replace(used_at_ms=round((scene.now - 1) * 1000))
    assert await scene.sessions.check(ID) is not None


async def test_a_session_has_an_age(scene: Scene) -> None:
    """[A8]"""
    await scene.begin(expires_at=scene.now + 30)
    scene.now += 30
    assert await scene.sessions.visit(SECRET) is None


async def test_tokens_about_to_end_are_renewed_once_for_all_who_want_them(scene: Scene) -> None:
    """[A6]"""
    await scene.begin(access_expires_at=scene.now + 10)
    assert not scene.sessions.is_at_hand(ID)
    users = await asyncio.gather(*(scene.sessions.visit(SECRET) for _ in range(8)))
    assert {user.access_token for user in users if user} == {"access 1"} and scene.renewals == 1
    assert scene.audience.heard == [("renewed", "access 1")]
    assert (await scene.sessions.tokens(ID)).access_token == "access 1"
    assert scene.sessions.is_at_hand(ID)


async def test_tokens_that_another_gateway_renews_are_waited_for(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """[A6]"""
    monkeypatch.setattr("services.gateway.auth.sessions.WAIT_STEP_SECONDS", 0.001)
    session = await scene.begin(access_expires_at=scene.now + 5)
    scene.store.grants = False
    waiting = asyncio.create_task(scene.sessions.visit(SECRET))
    for _ in range(5):
        await asyncio.sleep(0)
    assert not waiting.done()
    newer = replace(session, access_token="from elsewhere", access_expires_at=scene.now + 300)
    kept = scene.sessions._to_kept(newer)
    scene.store.kept[kept.id] = kept._replace(version=2, used_at_ms=round(scene.now * 1000))
    user = await waiting
    assert user is not None and user.access_token == "from elsewhere"
    assert scene.renewals == 0


async def test_while_the_provider_is_away_the_old_tokens_do(scene: Scene) -> None:
    """[A6]"""
    await scene.begin(access_expires_at=scene.now + 5)
    scene.failure = ProviderAway("away")
    for _ in range(3):
        assert await scene.sessions.visit(SECRET)
        assert await scene.sessions.check(ID)
    assert scene.renewals == 1
    # It is not asked again at every message.
    assert scene.sessions.is_at_hand(ID)
    scene.now += RETRY_SECONDS
    scene.failure = None
    user = await scene.sessions.check(ID)
    assert user is not None and user.access_token == "access 2"


async def test_tokens_that_are_not_renewed_end_the_session_on_a_page_but_not_on_a_socket(
    scene: Scene,
) -> None:
    """[A6]"""
    await scene.begin(access_expires_at=scene.now + 5)
    scene.failure = RenewalRefused("no")
    user = await scene.sessions.check(ID)
    assert user is not None and user.access_token == "access 0"
    with pytest.raises(RenewalRefused):
        await scene.sessions.tokens(ID)
    assert await scene.sessions.visit(SECRET) is None
    assert scene.store.kept == {} and scene.renewals == 1


async def test_without_a_refresh_token_nothing_is_renewed(scene: Scene) -> None:
    """[A6]"""
    session = await scene.begin()
    kept = scene.sessions._to_kept(replace(session, refresh_token="", access_expires_at=scene.now - 5))
    scene.store.kept[kept.id] = kept._replace(version=2, used_at_ms=round(scene.now * 1000))
    assert await scene.gateway().visit(SECRET)
    assert scene.renewals == 0


async def test_an_unknown_session_has_no_tokens(scene: Scene) -> None:
    """[A6]"""
    with pytest.raises(SessionLost):
        await scene.sessions.tokens("0" * 64)


async def test_what_was_ended_here_is_over_at_once(scene: Scene) -> None:
    """[A5]"""
    await scene.begin()
    assert await scene.sessions.end(ID)
    assert scene.sessions.at_hand(SECRET) is None and not scene.sessions.is_at_hand(ID)
    assert await scene.sessions.visit(SECRET) is None
    assert not await scene.sessions.end(ID)


async def test_what_was_ended_elsewhere_reaches_its_clients_and_the_users_other_ones(scene: Scene) -> None:
    """[A5]"""
    await scene.begin()
    scene.audience.users = ["ann", "bob"]
    labels = next(iter(scene.store.kept.values())).labels
    scene.sessions.heard(SessionNews(bytes.fromhex(ID), 0, labels, True))
    assert scene.audience.heard == [("ended", ID), ("signed out", "ann")]
    assert not scene.sessions.is_at_hand(ID)


async def test_who_only_looks_on_goes_on_looking_on(scene: Scene) -> None:
    """[A8]"""
    await scene.begin()
    scene.sessions.heard(SessionNews(bytes.fromhex(ID), 0, (), False))
    assert scene.audience.heard == []
    assert not scene.sessions.is_at_hand(ID)


async def test_a_session_that_has_reached_its_age_is_cut_off(scene: Scene) -> None:
    """[A8]"""
    await scene.begin(expires_at=scene.now + 30)
    scene.now += 30
    scene.sessions.heard(SessionNews(bytes.fromhex(ID), 0, (), False))
    assert scene.audience.heard == [("ended", ID)]


async def test_what_ended_while_there_were_no_news_is_found_out(scene: Scene) -> None:
    """[A12]"""
    await scene.begin()
    scene.audience.here = [ID]
    scene.sessions.disconnected()
    scene.store.kept.clear()
    scene.sessions.connected()
    for _ in range(5):
        await asyncio.sleep(0)
    assert scene.audience.heard == [("ended", ID)]


async def test_the_provider_ends_one_of_its_sessions_or_all_of_a_user(scene: Scene) -> None:
    """[A7]"""
    await scene.begin()
    assert await scene.sessions.end_all(provider_session="another") == []
    assert [one.id for one in await scene.sessions.end_all(provider_session="sid")] == [ID]
    await scene.begin()
    assert [one.subject for one in await scene.sessions.end_all(subject="ann")] == ["ann"]


async def test_a_session_that_was_sealed_with_an_unknown_secret_is_none(scene: Scene) -> None:
    """[A12]"""
    await scene.begin()
    kept = next(iter(scene.store.kept.values()))
    scene.store.kept[kept.id] = kept._replace(sealed=Sealer([b"x" * 32]).seal(b"{}", b""))
    other = scene.gateway()
    assert await other.visit(SECRET) is None
    assert other.counts.unreadable == 1


async def test_nothing_of_a_session_can_be_read_by_those_who_keep_it(scene: Scene) -> None:
    """[A12]"""
    await scene.begin()
    kept = next(iter(scene.store.kept.values()))
    everything = kept.id + kept.sealed + b"".join(kept.labels)
    assert not [one for one in (b"ann", b"Ann", b"access", b"refresh", b"sid", b"sales") if one in everything]
    assert SECRET.encode() not in everything
