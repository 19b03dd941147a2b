from h2o_wave.app_state import AppState


def test_a_user_and_a_tab_keep_their_state_and_nobody_in_particular_has_none() -> None:
    state = AppState()
    for find in (state.user, state.client):
        assert find("a") is find("a") is not find("b")
        assert find(None) is not find(None)
    assert state.user("a") is not state.client("a")


def test_a_tab_is_forgotten_with_its_headers_and_its_user_is_not() -> None:
    state = AppState()
    state.client("tab").n = state.user("ann").n = 1
    state.headers["tab"] = {"Host": ["a"]}
    state.forget("tab")
    state.forget("never here")
    assert (state.client("tab").n, state.user("ann").n, state.headers) == (None, 1, {})


def test_what_is_kept_comes_back_without_tabs() -> None:
    state = AppState()
    state.app.n, state.user("ann").n, state.client("tab").n = 1, 2, 3
    again = AppState()
    again.restore(*state.to_keep())
    assert state.to_keep() == ({"n": 1}, {"ann": {"n": 2}})
    assert (again.app.n, again.user("ann").n, again.client("tab").n) == (1, 2, None)
