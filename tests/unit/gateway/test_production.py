from dataclasses import replace
from typing import Any

import pytest

from services.access import AccessSettings
from services.chassis.process import StartError
from services.chassis.settings import load_many
from services.gateway.production import refuse_unsafe
from services.gateway.settings import GatewaySettings

COMPLETE = {
    "oidc_client_id": "wave",
    "oidc_client_secret": "secret",
    "oidc_provider_url": "https://login.example.org",
    "oidc_redirect_url": "https://wave.example.org/_auth/callback",
}
TRIED_OUT, MEANT = AccessSettings(), AccessSettings(production=True)


def gateway(**changes: Any) -> GatewaySettings:
    loaded = load_many([GatewaySettings], [], {}, "H2O_WAVE_")[0].settings
    assert isinstance(loaded, GatewaySettings)
    return replace(loaded, **changes)


@pytest.mark.parametrize("missing", COMPLETE)
def test_in_production_a_sign_in_that_is_not_complete_does_not_open_the_site(missing: str) -> None:
    settings = gateway(**(COMPLETE | {missing: ""}))
    with pytest.raises(StartError, match=f"-{missing.replace('_', '-')} missing"):
        refuse_unsafe(MEANT, settings)
    refuse_unsafe(TRIED_OUT, settings)


@pytest.mark.parametrize("given", [{}, COMPLETE])
def test_a_sign_in_that_is_complete_or_is_not_there_may_be_meant(given: dict[str, str]) -> None:
    refuse_unsafe(MEANT, gateway(**given))


def test_in_production_certificates_are_verified() -> None:
    with pytest.raises(StartError, match="-no-tls-verify must not"):
        refuse_unsafe(MEANT, gateway(no_tls_verify=True))
