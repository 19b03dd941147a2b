from services.gateway.live.socket_counts import SocketCounts
from services.gateway.wire.close import CloseCode


def test_goodbyes_are_counted_by_their_code_and_those_that_browsers_make_up_as_one() -> None:
    counts = SocketCounts()
    for code in (None, CloseCode.TOO_SLOW, int(CloseCode.TOO_SLOW), 4095, 4096):
        counts.count_close(code)
    assert counts.closed == {"none": 1, str(int(CloseCode.TOO_SLOW)): 2, "other": 2}
