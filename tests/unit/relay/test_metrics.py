from services.chassis.metrics import Registry
from services.relay.delivery.http import Attempt, Fate
from services.relay.metrics import describe
from tests.unit.relay.fakes import query
from tests.unit.relay.scene import Scene, http_app


async def test_what_happens_is_counted() -> None:
    scene = Scene()
    registry = Registry("wave_relay")
    describe(registry, scene.relay)
    await scene.directory.register(http_app("/one"))
    await scene.directory.register(http_app("/two"))
    scene.directory.app_went_down("/two", "refused")
    stream = scene.relay.open_stream()
    failed, waiting = query("a", route="/one"), query("a", route="/one")
    await scene.forward(stream, failed)
    await scene.forward(stream, waiting)
    await scene.post.answer(failed, Attempt(Fate.DECLINED, "500"))
    text = registry.exposition().decode()
    for line in (
        'wave_relay_apps{state="up"} 1.0',
        'wave_relay_apps{state="down"} 1.0',
        "wave_relay_apps_gone_down_total 1.0",
        "wave_relay_waiting_events 1.0",
        f"wave_relay_waiting_bytes {float(waiting.size_bytes)}",
        "wave_relay_clients 1.0",
        'wave_relay_events_total{kind="query",outcome="failed"} 1.0',
    ):
        assert line in text, text
