"""The error tree of the site-store."""

from services.site_store import errors
from services.site_store.errors import SiteStoreError
from services.site_store.page.errors import BadDelta


def test_the_pure_model_has_a_root_of_its_own() -> None:
    assert not issubclass(BadDelta, SiteStoreError)


def test_every_error_of_the_tree_is_drawn_at_its_top() -> None:
    drawn = errors.__doc__ or ""
    assert all(
        error.__name__ in drawn for error in (SiteStoreError, BadDelta, *SiteStoreError.__subclasses__())
    )
