"""A mail server small enough for a test: it takes what is handed to it, or refuses."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.test import override_settings


class MailServer(socketserver.ThreadingTCPServer):
    """Keeps the mails that it took. ``refuse``: an answer to the recipient instead of taking it, or only to those in
    whose address ``refuse_only`` stands. ``hang_up``: the connection breaks after the mail has arrived, before the
    server says so.
    """

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Session)
        self.taken: list[str] = []
        self.refuse = ""
        self.refuse_only = ""
        self.hang_up = False


class _Session(socketserver.StreamRequestHandler):
    server: MailServer

    def handle(self) -> None:
        self._say("220 ready")
        while line := self.rfile.readline():
            word = line.decode().split(maxsplit=1)[0].strip().upper()
            if word == "QUIT":
                self._say("221 bye")
                return
            if word == "RCPT" and self.server.refuse and self.server.refuse_only in line.decode():
                self._say(self.server.refuse)
            elif word == "DATA":
                self._say("354 go on")
                self.server.taken.append(self._mail())
                if self.server.hang_up:
                    return
                self._say("250 taken")
            else:
                self._say("250 ok")

    def _say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())

    def _mail(self) -> str:
        lines = []
        while (line := self.rfile.readline()) and line != b".\r\n":
            lines.append(line)
        return b"".join(lines).decode()


@contextmanager
def mail_server() -> Iterator[MailServer]:
    """The server, and the settings by which mail goes there."""
    with MailServer() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            with override_settings(
                EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend",
                EMAIL_HOST="127.0.0.1",
                EMAIL_PORT=server.server_address[1],
            ):
                yield server
        finally:
            server.shutdown()
            thread.join()
