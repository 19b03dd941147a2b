"""A server whose every connection follows a script: for what a well-behaved server would never do."""

import socket
import ssl
import threading
from collections.abc import Callable

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"


class Conversation:
    """One connection, from the server's side."""

    def __init__(self, connection: socket.socket, requests: list[bytes]) -> None:
        self._socket = connection
        self._requests = requests
        self._unread = b""

    def hear(self) -> bytes:
        """The next request; empty when the client has closed the connection."""
        while b"\r\n\r\n" not in self._unread:
            if not self._receive():
                return b""
        head, _, rest = self._unread.partition(b"\r\n\r\n")
        length = next(
            (int(line[16:]) for line in head.split(b"\r\n") if line.startswith(b"Content-Length: ")), 0
        )
        while len(rest) < length and self._receive():
            rest = self._unread.partition(b"\r\n\r\n")[2]
        self._unread = rest[length:]
        request = head + b"\r\n\r\n" + rest[:length]
        self._requests.append(request)
        return request

    def _receive(self) -> bool:
        data = self._socket.recv(65536)
        self._unread += data
        return bool(data)

    def say(self, data: bytes) -> None:
        """Send bytes."""
        self._socket.sendall(data)

    def answer(self, status: int = 200, body: bytes = b"", headers: str = "") -> None:
        """Send a reply."""
        self.say(f"HTTP/1.1 {status} Told\r\n{headers}Content-Length: {len(body)}\r\n\r\n".encode() + body)

    def close(self) -> None:
        """Close the connection."""
        self._socket.close()


Script = Callable[[Conversation], None]


def serve(conversation: Conversation) -> None:
    """A script: answer 200 to everything."""
    while conversation.hear():
        conversation.answer()


class ScriptedServer:
    """Gives each connection, in order, to a script; the last script serves all that follow."""

    def __init__(self, *scripts: Script, tls: ssl.SSLContext | None = None) -> None:
        self.requests: list[bytes] = []
        self.connections = 0
        self._scripts = scripts or (serve,)
        self._tls = tls
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._threads: list[threading.Thread] = []
        self._accepting = threading.Thread(target=self._accept, daemon=True)
        self._accepting.start()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:  # closed
                return
            script = self._scripts[min(self.connections, len(self._scripts) - 1)]
            self.connections += 1
            thread = threading.Thread(target=self._follow, args=(script, connection), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _follow(self, script: Script, connection: socket.socket) -> None:
        try:
            if self._tls:
                connection = self._tls.wrap_socket(connection, server_side=True)
            with connection:
                script(Conversation(connection, self.requests))
        except OSError:  # the client went away, which is the client's affair
            return

    def stop_listening(self) -> None:
        """Refuse new connections."""
        if self._accepting.is_alive():
            self._listener.shutdown(socket.SHUT_RDWR)  # wakes the thread; closing alone would not
            self._accepting.join(timeout=10)
            self._listener.close()

    def close(self) -> None:
        """Stop listening, and wait for the scripts to end."""
        self.stop_listening()
        for thread in self._threads:
            thread.join(timeout=10)
