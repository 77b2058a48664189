"""A mailbox on a server: its folders read without leaving a mark, and mails moved where that is asked for. It judges no mail.

Nothing is marked as read, nothing deleted. A mail is known by its folder, UIDVALIDITY and UID; another program may change
flags meanwhile (RFC 3501, 7.4.2), so every body is paired with the UID that the server gave with it, and its size is checked.
"""

import imaplib
import ssl
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple, Protocol

from skpxl.campaign.surel import Server
from skpxl.errors import SkpxlError
from skpxl.mail.incoming import MAIL_MAX

_SECONDS = 60.0
_BATCH, _BATCH_BYTES = 50, 20_000_000
_SIZES = 500  # mails whose size is asked for at once
_BODY, _SIZE, _CAME = b"BODY[]", b"RFC822.SIZE", b"INTERNALDATE"
_WANTED = ["BODY.PEEK[]", "INTERNALDATE"]
_MISSING = (
    "Kotak surat memerlukan IMAPClient, yang belum terpasang; pasang dengan: python -m pip install 'skpxl[mail]', atau simpan "
    "suratnya sebagai .eml atau .mbox dan sebut foldernya."
)


class Secret(Protocol):
    """What to log in with; `masked` gives a text without it."""

    @property
    def secret(self) -> str:
        """The password or token."""

    @property
    def is_token(self) -> bool:
        """True for an OAuth token."""

    def masked(self, text: str) -> str:
        """A text without the secret."""


class LogsIn(Protocol):
    """Who logs in: the name, and a fresh secret each time it is asked for."""

    user: str

    def credential(self) -> Secret:
        """Raises SkpxlError where there is none."""


class Fetched(NamedTuple):
    """One mail as the server gave it, and when it had come there; `trouble` says why it could not be had."""

    uid: int
    data: bytes = b""
    came: datetime | None = None
    trouble: str = ""


class Selected(NamedTuple):
    """A folder that was opened: its UIDVALIDITY and the UIDs in it, in order."""

    name: str
    uidvalidity: int
    uids: tuple[int, ...]


class Mailbox:
    """A connection to a mailbox, made when it is entered; lost once, it is made again."""

    def __init__(self, server: Server, login: LogsIn) -> None:
        self._server, self._login = server, login
        self._client: Any = None
        self._selected: Selected | None = None
        self._writes = False

    def __enter__(self) -> "Mailbox":
        """Connect and log in. Raises SkpxlError where the server, its certificate or the login refuses."""
        self._connect()
        return self

    def __exit__(self, *_: object) -> None:
        self._drop(politely=True)

    def select(self, folder: str, *, writes: bool = False) -> Selected:
        """Open a folder, to be read only unless it `writes`. Raises SkpxlError where there is none of this name."""
        try:
            told = self._client.select_folder(folder, readonly=not writes)
            uids = tuple(sorted(int(uid) for uid in self._client.search("ALL")))
        except self._errors() as error:
            raise SkpxlError(
                f"Folder {folder} di kotak surat {self._login.user} tidak dapat dibuka ({self._said(error)}); periksa setelan "
                "folder di [surel] skpxl.toml."
            ) from error
        self._selected, self._writes = Selected(folder, int(told[b"UIDVALIDITY"]), uids), writes
        return self._selected

    def fetch(self, uids: Sequence[int]) -> Iterator[Fetched]:
        """The mails with these UIDs of the folder that is open. One that cannot be had stops none of the others.

        Raises SkpxlError where the connection is lost and cannot be made again.
        """
        sizes: dict[int, int] = {}
        for start in range(0, len(uids), _SIZES):
            sizes |= self._sizes(uids[start : start + _SIZES])
        batch: list[int] = []
        weight = 0
        for uid in uids:
            size = sizes.get(uid)
            if size is None:
                yield Fetched(uid, trouble="server tidak memberi ukuran surat ini; mungkin sudah dihapus")
            elif size > MAIL_MAX:
                yield Fetched(uid, trouble=f"surat {size // 1_000_000} MB, lebih dari {MAIL_MAX // 1_000_000} MB")
            else:
                if batch and (len(batch) == _BATCH or weight + size > _BATCH_BYTES):
                    yield from self._bodies(batch, sizes)
                    batch, weight = [], 0
                batch.append(uid)
                weight += size
        if batch:
            yield from self._bodies(batch, sizes)

    def move(self, uids: Sequence[int], target: str) -> int:
        """Move mails out of the open folder; gives how many. The folder is made where there is none.

        Raises SkpxlError where the server refuses, or can move mails in no safe way.
        """
        if not uids:
            return 0
        try:
            if not self._client.folder_exists(target):
                self._client.create_folder(target)
            if self._client.has_capability("MOVE"):
                self._client.move(uids, target)
            elif self._client.has_capability("UIDPLUS"):
                # Only what was copied is taken away: a plain EXPUNGE would take what others have marked.
                self._client.copy(uids, target)
                self._client.delete_messages(uids, silent=True)
                self._client.uid_expunge(uids)
            else:
                raise SkpxlError(
                    "Server surat ini tidak dapat memindahkan surat dengan aman (tanpa MOVE dan UIDPLUS); kosongkan pindah_ke "
                    "di [surel] skpxl.toml dan pindahkan sendiri."
                )
        except self._errors() as error:
            raise SkpxlError(
                f"Surat tidak dapat dipindahkan ke {target} ({self._said(error)}); periksa pindah_ke di [surel] skpxl.toml. "
                "Yang sudah tercatat tetap tercatat."
            ) from error
        return len(uids)

    def _sizes(self, uids: Sequence[int]) -> dict[int, int]:
        found, wanted = self._asked(uids, _SIZE.decode()), set(uids)
        return {uid: int(told[_SIZE]) for uid, told in found.items() if uid in wanted and _SIZE in told}

    def _bodies(self, uids: Sequence[int], sizes: dict[int, int]) -> Iterator[Fetched]:
        try:
            found = self._client.fetch(uids, _WANTED)
        except self._errors():
            self._again()
            found = {}
        for uid in uids:
            told = found.get(uid, {})
            data = told.get(_BODY)
            if isinstance(data, bytes) and len(data) == sizes[uid]:
                yield Fetched(uid, data, _moment(told.get(_CAME)))
            else:
                yield self._alone(uid, data if isinstance(data, bytes) else None)

    def _alone(self, uid: int, before: bytes | None) -> Fetched:
        """One mail by itself: some servers only guess sizes, so what comes the same twice is whole."""
        for _ in range(2):
            try:
                told = self._client.fetch([uid], _WANTED).get(uid, {})
            except self._errors() as error:
                said = self._said(error)
                self._again()
                return Fetched(uid, trouble=f"server tidak memberi surat ini ({said})")
            data = told.get(_BODY)
            if isinstance(data, bytes) and data == before:
                return Fetched(uid, data, _moment(told.get(_CAME)))
            before = data if isinstance(data, bytes) else None
        return Fetched(uid, trouble="server memberi surat ini tidak utuh, atau sudah dihapus")

    def _asked(self, uids: Sequence[int], what: str) -> dict[int, dict[bytes, Any]]:
        for is_last in (False, True):
            try:
                return dict(self._client.fetch(uids, [what]))
            except self._errors() as error:
                if is_last:
                    raise self._lost(error) from error
                self._again()
        return {}

    def _again(self) -> None:
        """Connect once more, to the same folder. Raises SkpxlError where it is not the same any more."""
        was = self._selected
        self._drop()
        self._connect()
        if was and self.select(was.name, writes=self._writes).uidvalidity != was.uidvalidity:
            raise SkpxlError(f"Folder {was.name} dibuat ulang di server selama dibaca; ulangi perintah ini.")

    def _connect(self) -> None:
        try:
            from imapclient import IMAPClient
        except ImportError as error:
            raise SkpxlError(_MISSING) from error
        server, credential = self._server, self._login.credential()
        context = ssl.create_default_context()
        try:
            client = IMAPClient(
                server.server,
                server.port,
                use_uid=True,
                ssl=server.aman == "tls",
                ssl_context=context if server.aman == "tls" else None,
                timeout=_SECONDS,
            )
            client.normalise_times = False  # moments with their time zone
            self._client = client
            if server.aman == "starttls":
                client.starttls(context)
        except ssl.SSLError as error:
            raise SkpxlError(
                f"Sambungan ke {server.server} tidak aman: sertifikatnya tidak dapat dipercaya ({self._said(error)}); "
                "periksa nama server di [surel] skpxl.toml, dan jangan masukkan kata sandi di sana."
            ) from error
        except self._errors() as error:
            raise self._lost(error) from error
        try:
            if credential.is_token:
                client.oauth2_login(self._login.user, credential.secret)
            else:
                client.login(self._login.user, credential.secret)
        except self._errors() as error:
            how = "token (perintah_token)" if credential.is_token else "nama dan kata sandi"
            said = credential.masked(self._said(error))
            self._drop()
            raise SkpxlError(
                f"Server {server.server} menolak {self._login.user} ({said}); periksa {how} akun surel ini."
            ) from None
        # What the server can do is told anew to whom it knows.
        client.capabilities()

    def _drop(self, *, politely: bool = False) -> None:
        client, self._client = self._client, None
        if client is None:
            return
        try:
            client.logout() if politely else client.shutdown()
        except self._errors():
            pass

    def _lost(self, error: Exception) -> SkpxlError:
        server = self._server
        return SkpxlError(
            f"Server surat {server.server}:{server.port} tidak dapat dihubungi ({self._said(error)}); periksa sambungan dan "
            "setelan imap di [surel] skpxl.toml, lalu ulangi: yang sudah tercatat tidak diambil lagi."
        )

    @staticmethod
    def _errors() -> tuple[type[Exception], ...]:
        from imapclient.exceptions import IMAPClientError, ProtocolError

        return (imaplib.IMAP4.error, IMAPClientError, ProtocolError, OSError, EOFError, KeyError, ValueError)

    @staticmethod
    def _said(error: Exception) -> str:
        """What a server said, as one line."""
        told = error.args[0] if error.args else ""
        text = told.decode("utf-8", "replace") if isinstance(told, bytes) else str(error)
        return " ".join(text.split())[:200] or type(error).__name__


def _moment(told: object) -> datetime | None:
    return told if isinstance(told, datetime) and told.tzinfo else None
