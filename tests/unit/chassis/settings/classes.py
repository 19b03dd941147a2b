"""Settings classes that the tests share."""

from dataclasses import dataclass

from services.chassis.settings import setting
from services.chassis.values import Address, choice, comma_list, listen_address, optional, size


@dataclass(frozen=True)
class ProcessSettings:
    """The process."""

    log_level: str = setting("info", doc="the least level that is logged", parse=choice("debug", "info"))
    admin: Address | None = setting("", doc="address for operators", parse=optional(listen_address))


@dataclass(frozen=True)
class ShopSettings(ProcessSettings):
    """The shop.

    More of it.
    """

    max_order_bytes: int = setting("5M", doc="largest order", parse=size, flag="max-order-size")
    open_late: bool = setting(False, doc="whether it closes at ten")
    key_secret: str = setting("sesame", doc="opens the door", secret=True)
    counters: int = setting(3, doc="how many serve", group="Staff")
    sold: tuple[str, ...] = setting("tea,rice", doc="what is sold", parse=comma_list, keeps_empty=True)
    conf: str = setting(".env", doc="the settings file", names_file=True, metavar="FILE")


@dataclass(frozen=True)
class KitchenSettings(ProcessSettings):
    """The kitchen."""

    pots: int = setting(2, doc="how many pots", env="POTS")

    def __post_init__(self) -> None:
        if self.pots > 9:
            raise ValueError("-pots: the stove has room for 9")
