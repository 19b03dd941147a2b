"""The settings of what is served beside pages."""

from ipaddress import ip_network
from pathlib import Path

import pytest

from services.chassis.settings import load
from services.gateway.web.settings import DirectoryMapping, WebSettings, directories, lower_list, network


def test_directories_are_mapped_by_path() -> None:
    assert directories("/a@/x:b/c/@y@z") == (
        DirectoryMapping("a/", Path("/x")),
        DirectoryMapping("b/c/", Path("y@z")),
    )
    assert directories("") == ()


@pytest.mark.parametrize(
    "given", ["@x", "/@x", "a", "a@", "//@x", "a/../b@x", "a@x:a/@y", "_f/@x", "/_auth/x@y"]
)
def test_mappings_that_make_no_sense_are_refused(given: str) -> None:
    """[K5]"""
    with pytest.raises(ValueError, match="^want "):
        directories(given)


def test_networks_may_be_addresses() -> None:
    assert network("10.1.2.3/8") == ip_network("10.0.0.0/8")
    assert network("::1") == ip_network("::1/128")
    with pytest.raises(ValueError, match="^want "):
        network("localhost")


def test_lists_are_in_small_letters() -> None:
    assert lower_list("Text/HTML, a") == ("text/html", "a")


def test_the_dangerous_parts_are_off_by_default() -> None:
    settings = load(WebSettings, [], {}, "H2O_WAVE_").settings
    assert (settings.proxy, settings.debug, settings.proxy_allowed_networks, settings.public_dir) == (
        False,
        False,
        (),
        (),
    )
    assert settings.anonymous_upload
