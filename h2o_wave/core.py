"""The names that programs import from `h2o_wave.core`."""

from .async_site import AsyncCache, AsyncSite
from .batch import Batch
from .data import Data, data, pack
from .errors import Conflict, ServiceError
from .expando import Expando, clone_expando, copy_expando, expando_to_dict
from .marshalling import marshal, unmarshal
from .page import NO_PAGE, AsyncPage, Page, PageBase, Ref
from .site import Cache, Site, site

__all__ = [
    "NO_PAGE",
    "AsyncCache",
    "AsyncPage",
    "AsyncSite",
    "Batch",
    "Cache",
    "Conflict",
    "Data",
    "Expando",
    "Page",
    "PageBase",
    "Ref",
    "ServiceError",
    "Site",
    "clone_expando",
    "copy_expando",
    "data",
    "expando_to_dict",
    "marshal",
    "pack",
    "site",
    "unmarshal",
]
