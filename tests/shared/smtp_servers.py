"""Mail servers on loopback for the tests of sending: well behaved ones, and such as answer whatever they are told to.

They prove nothing themselves.
"""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

USER, PASSWORD = "skp@bkd.contoh.test", "rahasia sekali é"


class Inbox:
    """Takes letters, each as (envelope sender, recipients, bytes); `answers` come before 250, by recipient, one at a time."""

    def __init__(self) -> None:
        self.letters: list[tuple[str, list[str], bytes]] = []
        self.at_rcpt: dict[str, list[str]] = {}
        self.at_data: dict[str, list[str]] = {}

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802 (aiosmtpd's name)
        if self.at_rcpt.get(address):
            return self.at_rcpt[address].pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 (aiosmtpd's name)
        said = self.at_data.get(envelope.rcpt_tos[0])
        if said:
            return said.pop(0)
        self.letters.append((envelope.mail_from, envelope.rcpt_tos, envelope.content))
        return "250 OK"


def authenticate(server, session, envelope, mechanism, data):
    """The one account there is."""
    good = isinstance(data, LoginPassword) and (data.login.decode(), data.password.decode()) == (USER, PASSWORD)
    return AuthResult(success=good, handled=False)


@contextmanager
def smtp(inbox: Inbox, **more: object) -> Iterator[int]:
    """An aiosmtpd on a free port, in a thread of this process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(inbox, hostname="127.0.0.1", port=port, **more)
    controller.start()
    try:
        yield port
    finally:
        controller.stop()


@contextmanager
def scripted(talk: Callable[[socket.socket], None]) -> Iterator[int]:
    """A server that does to each connection what `talk` says, for what no library does."""
    listening = socket.create_server(("127.0.0.1", 0))
    listening.settimeout(20)
    stopping = threading.Event()

    def serve() -> None:
        while not stopping.is_set():
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            with connection:
                talk(connection)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield listening.getsockname()[1]
    finally:
        stopping.set()
        with suppress(OSError):
            listening.shutdown(socket.SHUT_RDWR)  # wakes who waits for a connection
        listening.close()
        thread.join(timeout=5)


def certificates(folder: Path) -> tuple[Path, Path, Path]:
    """A certificate authority of the tests, and a server's certificate and key for 127.0.0.1 (ca, certificate, key)."""
    from datetime import UTC, datetime
    from ipaddress import ip_address

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    start, end = datetime(2020, 1, 1, tzinfo=UTC), datetime(2099, 1, 1, tzinfo=UTC)

    def name(text: str) -> x509.Name:
        return x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, text)])

    ca_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())

    def signed(subject: str, public: object, extension: x509.ExtensionType, *, is_ca: bool) -> bytes:
        builder = (
            x509.CertificateBuilder()
            .subject_name(name(subject))
            .issuer_name(name("CA percobaan"))
            .public_key(public)
            .serial_number(2 - is_ca)
            .not_valid_before(start)
            .not_valid_after(end)
            .add_extension(x509.BasicConstraints(ca=is_ca, path_length=None), critical=True)
            .add_extension(extension, critical=False)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(ca_key.public_key()), critical=False)
        )
        return builder.sign(ca_key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)

    ca, certificate, key_file = folder / "ca.pem", folder / "server.pem", folder / "server.key"
    own = x509.SubjectKeyIdentifier.from_public_key(ca_key.public_key())
    ca.write_bytes(signed("CA percobaan", ca_key.public_key(), own, is_ca=True))
    host = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    certificate.write_bytes(signed("127.0.0.1", key.public_key(), host, is_ca=False))
    form = serialization.PrivateFormat.PKCS8
    key_file.write_bytes(key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption()))
    return ca, certificate, key_file


def server_tls(certificate: Path, key: Path) -> ssl.SSLContext:
    """What a server needs to speak TLS."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context
