"""What can go wrong in the relay; `rpc` turns each into a status, from a table.

RelayError
├── RouteInvalid        a route that makes no sense
├── AddressInvalid      an app address that makes no sense
├── MessageInvalid      a stream that does not keep to the dialogue
├── RouteTaken          another app serves the route now
├── QueueFull           too many events wait already
├── WatcherBehind       a watcher of apps reads too slowly
├── Draining            the relay is being stopped
├── RegistryUnreadable  the file of kept apps cannot be used
└── RegistryUnwritable  the file of kept apps cannot be replaced
"""


class RelayError(Exception):
    """Anything the relay refuses, with a text that says what and how to mend it."""


class RouteInvalid(RelayError):
    """A route that makes no sense."""


class AddressInvalid(RelayError):
    """An app address that the relay cannot post to."""


class MessageInvalid(RelayError):
    """A stream that does not keep to the dialogue of the contract."""


class RouteTaken(RelayError):
    """Another app serves the route now."""


class QueueFull(RelayError):
    """Too many events wait for an app already."""


class WatcherBehind(RelayError):
    """A watcher of apps reads too slowly; it should begin again."""


class Draining(RelayError):
    """The relay is being stopped and takes nothing new."""


class RegistryUnreadable(RelayError):
    """The file of kept apps cannot be used."""


class RegistryUnwritable(RelayError):
    """The file of kept apps cannot be replaced."""
