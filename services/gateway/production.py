"""What a gateway may not do when it is meant."""

from services.access import AccessSettings, refuse_in_production
from services.chassis.process import StartError
from services.gateway.settings import GatewaySettings


def refuse_unsafe(access: AccessSettings, gateway: GatewaySettings) -> None:
    """Raises StartError for what is only for trying things out, and for what would open the site by mistake."""
    refuse_in_production(access, {"no-tls-verify": gateway.no_tls_verify})
    if access.production and gateway.sign_in_gaps:
        missing = ", ".join(f"-{flag}" for flag in gateway.sign_in_gaps)
        raise StartError(
            f"sign-in is not complete, and -production is set: {missing} missing, without which everybody would be let in "
            "unasked; set what is missing, or nothing of sign-in"
        )
