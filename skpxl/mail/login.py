"""By what a mail account is logged in to: a password or a token, from where people keep it. It connects nowhere.

A secret is in no file of ours, no argument, log or message: it comes from the environment, the system's password store, a
command that prints a token, or a person at a terminal.
"""

import base64
import getpass
import os
import shlex
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field

from skpxl.campaign.surel import SurelSettings
from skpxl.errors import SkpxlError
from skpxl.files.programs import find_program

PASSWORD_VARIABLE = "SKPXL_SUREL_SANDI"  # noqa: S105 (the name of a variable)
KEYRING_SERVICE = "skpxl"
# A person may have to log in at a browser meanwhile.
_TOKEN_SECONDS = 300
_LONGEST_TOKEN = 16_384


@dataclass(frozen=True)
class Credential:
    """A secret for one login; it prints as nothing. `is_token`: an OAuth token, for XOAUTH2."""

    secret: str = field(repr=False)
    is_token: bool = False

    def xoauth2(self, user: str) -> str:
        """The initial response of XOAUTH2 (developers.google.com, "OAuth 2.0 Mechanism"), not encoded."""
        return f"user={user}\x01auth=Bearer {self.secret}\x01\x01"

    def plain(self, user: str) -> str:
        """The message of SASL PLAIN (RFC 4616) in base64."""
        return base64.b64encode(f"\0{user}\0{self.secret}".encode()).decode("ascii")

    def masked(self, text: str) -> str:
        """`text` without the secret, whoever put it there."""
        return text.replace(self.secret, "***") if self.secret else text


class Login:
    """The login of an account: `credential()` gives what to log in with, a new token every time, a password asked for once."""

    def __init__(self, surel: SurelSettings, ask: Callable[[str], str] | None = None) -> None:
        """`ask` asks a person, without showing what is typed; by default at the terminal, where there is one."""
        self.user = surel.login
        self._command = surel.perintah_token
        self._ask = ask or (getpass.getpass if sys.stdin is not None and sys.stdin.isatty() else None)
        self._password = ""

    def credential(self) -> Credential:
        """Raises SkpxlError where there is none to be had."""
        if self._command:
            return Credential(_token(self._command), is_token=True)
        self._password = self._password or self._known() or self._asked()
        return Credential(self._password)

    def ask_now(self) -> None:
        """Where a person has to be asked, ask before anything else is shown at the terminal."""
        if not self._command and self._ask and not (self._password or self._known()):
            self._password = self._asked()

    def _known(self) -> str:
        return os.environ.get(PASSWORD_VARIABLE, "") or _kept(self.user)

    def _asked(self) -> str:
        typed = self._ask(f"Kata sandi surel {self.user}: ") if self._ask else ""
        if not typed:
            raise SkpxlError(
                f"Kata sandi surel {self.user} tidak ada; ketik bila ditanya, atau berikan lewat variabel {PASSWORD_VARIABLE}, "
                f"atau simpan sekali dengan: python -m keyring set {KEYRING_SERVICE} {self.user}"
            )
        return typed


def _kept(user: str) -> str:
    """The password in the system's store; empty where there is none, or no store."""
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError:
        return ""
    try:
        return keyring.get_password(KEYRING_SERVICE, user) or ""
    except (KeyringError, OSError, RuntimeError):
        return ""


def _token(command: str) -> str:
    """What the command prints, one word; what it says beside that goes to the person at the terminal."""
    try:
        name, *words = shlex.split(command, posix=os.name != "nt")
    except ValueError as error:
        raise SkpxlError("Setelan perintah_token di skpxl.toml: tanda petiknya tidak berpasangan; perbaiki.") from error
    program = find_program(name.strip('"'), os.environ)
    if program is None:
        raise SkpxlError(
            f"Perintah {name} dari setelan perintah_token tidak ditemukan; pasang programnya, atau tulis jalur lengkapnya."
        )
    try:
        done = subprocess.run(
            [str(program), *(word.strip('"') if os.name == "nt" else word for word in words)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            timeout=_TOKEN_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise SkpxlError(
            f"Perintah {name} (perintah_token) tidak selesai dalam {_TOKEN_SECONDS} detik; periksa."
        ) from error
    except OSError as error:
        raise SkpxlError(f"Perintah {name} (perintah_token) tidak dapat dijalankan; periksa.") from error
    token = done.stdout.decode("ascii", "replace").strip()
    if (
        done.returncode
        or not token
        or len(token) > _LONGEST_TOKEN
        or not token.isprintable()
        or len(token.split()) != 1
    ):
        raise SkpxlError(
            f"Perintah {name} (perintah_token) tidak mencetak satu token (kode keluar {done.returncode}); jalankan sendiri di "
            "terminal dan periksa apa katanya."
        )
    return token
