"""Mailboxes for the tests: an account on a server of the tests, and pymap as a second kind of server. It proves nothing."""

import socket
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from dovecot import PASSWORD, ImapServer, free_port
from imapclient import IMAPClient

from skpxl.campaign.surel import Server
from skpxl.mail.login import Credential


class Account:
    """Who logs in: a name and a secret."""

    def __init__(self, user: str, secret: str = PASSWORD, *, is_token: bool = False) -> None:
        self.user, self._credential = user, Credential(secret, is_token)

    def credential(self) -> Credential:
        """Always the same one."""
        return self._credential


def in_the_open(port: int) -> Server:
    """The server on this machine itself."""
    return Server(server="127.0.0.1", port=port, aman="tanpa")


@contextmanager
def another_client(port: int, user: str, password: str = PASSWORD) -> Iterator[IMAPClient]:
    """The admin's own mail program, which has the same mailbox open."""
    client = IMAPClient("127.0.0.1", port, ssl=False)
    client.login(user, password)
    client.select_folder("INBOX")
    try:
        yield client
    finally:
        client.logout()


def filled(server: ImapServer, user: str, mails: Sequence[bytes]) -> None:
    """Put mails into somebody's mailbox."""
    with another_client(server.port, user) as client:
        for mail in mails:
            client.append("INBOX", mail)


@contextmanager
def pymap() -> Iterator[int]:
    """A pymap with its demonstration mailbox; gives its port. It may not end by itself while somebody is logged in."""
    port = free_port()
    program = Path(sys.executable).parent / "pymap"
    words = ["--host", "127.0.0.1", "--port", str(port), "--no-tls", "--no-service", "admin", "dict", "--demo-data"]
    silent = subprocess.DEVNULL
    started = subprocess.Popen([program, *words], stdout=silent, stderr=silent)
    try:
        for _ in range(400):
            with socket.socket() as asked:
                if asked.connect_ex(("127.0.0.1", port)) == 0:
                    break
            threading.Event().wait(0.05)
        yield port
    finally:
        started.terminate()
        try:
            started.wait(5)
        except subprocess.TimeoutExpired:
            started.kill()
            started.wait()
