"""gRPC without sockets: a server and a channel that meet in one process.

Generated stubs and servicers work unchanged over it. What differs from a network:

- Messages are handed over **by reference**, nothing is serialised. A message must never be changed after it
  was sent, by either side. Size limits and compression do not apply.
- The peer is called ``inprocess:``; there are no channel credentials and no call credentials.
- A write waits only when the receiver is ``max_undelivered_messages`` behind; otherwise it does not switch
  tasks.
- Plain (not async) servicer methods are called on the event loop, not in a thread.

Everything else - status codes, deadlines, cancellation, metadata, order, the ``read``/``write`` and
iterator styles - is that of ``grpc.aio``; one suite of contract tests runs over both.
"""

from services.chassis.inprocess.channel import InProcessChannel
from services.chassis.inprocess.server import InProcessServer

__all__ = ["InProcessChannel", "InProcessServer"]
