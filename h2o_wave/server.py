"""The names that programs import from `h2o_wave.server`."""

from .app import Handle as HandleAsync
from .app import app, main
from .query import BROADCAST, MULTICAST, UNICAST, Auth, Q

Query = Q

__all__ = ["BROADCAST", "MULTICAST", "UNICAST", "Auth", "HandleAsync", "Q", "Query", "app", "main"]
