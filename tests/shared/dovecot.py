"""A Dovecot of our own on loopback for the tests of the mailbox, with passwords and XOAUTH2; it proves nothing itself.

The key that tokens are signed with is made for each server, so no token of anybody works elsewhere.
"""

import base64
import hmac
import json
import os
import pwd
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

PASSWORD = "rahasia_sekali"
# Far away from any clock: a token is good until 2100, or was until 2001.
_GOOD_UNTIL, _EXPIRED = 4_102_444_800, 978_307_200
_PROGRAM = "dovecot"

_CONFIGURATION = """
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
protocols = imap
listen = 127.0.0.1
ssl = {ssl}
disable_plaintext_auth = no
auth_mechanisms = plain xoauth2
auth_failure_delay = 0
mail_location = maildir:{folder}/mail/%u
default_internal_user = {internal}
default_login_user = {login}
first_valid_uid = 1
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
  # A password that is wrong on purpose makes nobody wait.
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
passdb {{
  driver = static
  args = password={{PLAIN}}{password}
  mechanisms = plain
}}
passdb {{
  driver = oauth2
  mechanisms = xoauth2
  args = {folder}/oauth2.conf
}}
userdb {{
  driver = static
  args = uid={mail} gid={mail} home={folder}/mail/%u
}}
ssl_cert = <{folder}/cert.pem
ssl_key = <{folder}/key.pem
"""
_TOKENS = """
introspection_mode = local
local_validation_key_dict = fs:posix:prefix={folder}/keys/
username_attribute = email
"""


class ImapServer(NamedTuple):
    """A running server: its ports, its certificate, and tokens for it."""

    port: int
    tls_port: int
    certificate: Path
    key: bytes
    folder: Path

    def token(self, user: str, *, expired: bool = False) -> str:
        """A token (JWT, HS256) that says it is this user's."""
        until = _EXPIRED if expired else _GOOD_UNTIL
        head, body = {"alg": "HS256", "typ": "JWT"}, {"email": user, "sub": user, "iat": 1, "nbf": 1, "exp": until}
        said = ".".join(_base64(json.dumps(part).encode()) for part in (head, body))
        return f"{said}.{_base64(hmac.digest(self.key, said.encode(), 'sha256'))}"


def _base64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def lacking() -> str:
    """Why no server can be started here; empty where one can."""
    if _program() is None:
        return "Dovecot (dovecot-imapd) is not installed"
    if shutil.which("openssl") is None:
        return "openssl is not installed"
    return "" if os.geteuid() == 0 else "Dovecot is started by root only"


def _program() -> str | None:
    return shutil.which(_PROGRAM) or shutil.which(_PROGRAM, path="/usr/sbin:/usr/local/sbin")


def _account(*names: str) -> str:
    """The first of these accounts that this machine has."""
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in (*names, "nobody") if name in known)


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def server() -> Iterator[ImapServer]:
    """A server that listens on 127.0.0.1, in the open and with TLS; everybody's password is `PASSWORD`."""
    program = _program()
    assert program is not None
    folder = Path(tempfile.mkdtemp(prefix="skpxl-dovecot-"))
    folder.chmod(0o755)
    key = secrets.token_bytes(32)
    for name in ("run", "state", "mail"):
        (folder / name).mkdir()
    (folder / "mail").chmod(0o777)
    for name in ("default", "azp"):
        place = folder / "keys" / name / "HS256" / "default"
        place.parent.mkdir(parents=True)
        place.write_bytes(base64.b64encode(key))
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "36500", "-subj", "/CN=localhost",
         "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", folder / "key.pem", "-out", folder / "cert.pem"],
        check=True, capture_output=True,
    )  # fmt: skip
    port, tls_port = free_port(), free_port()
    told = {
        "folder": folder, "port": port, "tls_port": tls_port, "password": PASSWORD, "ssl": "yes",
        "internal": _account("dovecot"), "login": _account("dovenull"), "mail": _account("mail"),
    }  # fmt: skip
    (folder / "dovecot.conf").write_text(_CONFIGURATION.format(**told))
    (folder / "oauth2.conf").write_text(_TOKENS.format(**told))
    silent = subprocess.DEVNULL  # a pipe would be held open by the server
    subprocess.run([program, "-c", folder / "dovecot.conf"], check=True, stdout=silent, stderr=silent)
    try:
        yield ImapServer(port, tls_port, folder / "cert.pem", key, folder)
    finally:
        subprocess.run([program, "-c", folder / "dovecot.conf", "stop"], check=False, stdout=silent, stderr=silent)
        shutil.rmtree(folder, ignore_errors=True)
