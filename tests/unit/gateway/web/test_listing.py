"""A directory as a page."""

from services.gateway.web.listing import listing


def test_names_are_escaped_for_urls_and_for_html() -> None:
    page = listing(["a b/", "<i>&.txt", "javascript:alert(1)", "\udcff"]).body.decode()
    assert '<a href="./a%20b/">a b/</a>' in page
    assert '<a href="./%3Ci%3E%26.txt">&lt;i&gt;&amp;.txt</a>' in page
    assert '<a href="./javascript%3Aalert%281%29">' in page
    assert "There is more" not in page


def test_a_listing_that_was_cut_says_so() -> None:
    assert b"There is more" in listing([], is_cut=True).body
