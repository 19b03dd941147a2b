from pathlib import Path

from services.site_store.import_mark import ImportMark


def test_a_mark_is_found_by_whoever_comes_after_until_it_is_removed(tmp_path: Path) -> None:
    assert ImportMark(tmp_path).source is None
    ImportMark(tmp_path).put("/srv/žluť.log")
    assert ImportMark(tmp_path).source == "/srv/žluť.log"
    ImportMark(tmp_path).remove()
    assert ImportMark(tmp_path).source is None
    assert list(tmp_path.iterdir()) == []
