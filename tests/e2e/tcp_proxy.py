"""A way to a server that can be cut, and led elsewhere: what a load balancer does on a bad day."""

import contextlib
import socket
import threading


class TcpProxy:
    """Listens on a port of its own and passes bytes on to `target`."""

    def __init__(self, target: int) -> None:
        self.target = target
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._accepting = threading.Thread(target=self._accept, daemon=True)
        self._accepting.start()

    @property
    def address(self) -> str:
        """Where browsers connect."""
        return f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    def lead_to(self, target: int) -> None:
        """Sends everybody to another server, at once."""
        self.target = target
        self.cut()

    def cut(self) -> None:
        """Ends every connection without a word."""
        with self._lock:
            for end in self._open:
                with contextlib.suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Listens no more."""
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._accepting.join()
        self.cut()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _ = self._listener.accept()
                threading.Thread(target=self._connect, args=(near,), daemon=True).start()

    def _connect(self, near: socket.socket) -> None:
        with near, contextlib.suppress(OSError):
            with socket.create_connection(("127.0.0.1", self.target)) as far:
                with self._lock:
                    self._open |= {near, far}
                back = threading.Thread(target=self._pass, args=(far, near), daemon=True)
                back.start()
                self._pass(near, far)
                back.join()
                with self._lock:
                    self._open -= {near, far}

    def _pass(self, source: socket.socket, target: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                target.sendall(data)
        for end in (source, target):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
