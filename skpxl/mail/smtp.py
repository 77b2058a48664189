"""Letters handed to the mail server of the office: over TLS that is verified, one at a time. It keeps no record of any.

A letter that the server has not answered for, after all of it went out, is the one thing that cannot be known: it is `UNSURE`.
"""

import base64
import re
import smtplib
import ssl
from collections.abc import Callable
from contextlib import suppress

from skpxl.campaign.surel import Server
from skpxl.errors import SkpxlError
from skpxl.mail.answers import Answer, Handover, Stage, judged, one_line
from skpxl.mail.login import Credential, Login

_SECONDS = 60.0
# RFC 5321, 4.5.3.2.6: a server may take ten minutes over a letter that it has all of.
_SECONDS_AT_THE_END = 600.0
_WE_ARE = "[127.0.0.1]"  # a machine of an office has no name that means anything outside
_DOTS = re.compile(rb"^\.", re.MULTILINE)


class Unreachable(Exception):  # noqa: N818 (a state of the network, not of the program)
    """The server cannot be talked to just now; the message says why, for people."""


class Post:
    """A connection to the server, made when it is first needed and again where it is lost. `close` ends it."""

    def __init__(
        self, server: Server, login: Login, sender: str, opened: "Callable[[], smtplib.SMTP] | None" = None
    ) -> None:
        """`sender` is the account's address; `opened` connects and logs in (by default `connect`)."""
        self._open = opened or (lambda: connect(server, login))
        self._sender = sender
        self._smtp: smtplib.SMTP | None = None
        self.all_gone_out = False

    def hand_over(self, address: str, data: bytes, *, nobody: bool = False) -> Answer:
        """Send one letter. `nobody`: its envelope names no sender, so that nothing is ever answered to it.

        Meanwhile `all_gone_out` says whether the server has all of it. Raises Unreachable where no connection is to be had (the
        letter is untouched), SkpxlError where the account cannot log in or the connection is not safe.
        """
        kept = self._smtp is not None
        answer = self._once(address, data, nobody)
        if kept and self._smtp is None and answer.handover is Handover.LATER:
            # Servers hang up on who says nothing for a while, as between two letters.
            answer = self._once(address, data, nobody)
        return answer

    def _once(self, address: str, data: bytes, nobody: bool) -> Answer:
        self.all_gone_out = False
        smtp = self._smtp or self._open()
        self._smtp = smtp
        try:
            answer = self._talk(smtp, "" if nobody else self._sender, address, data)
        except (smtplib.SMTPException, OSError) as error:
            self._drop()
            lost = f"sambungan ke server putus ({one_line(str(error)) or type(error).__name__})"
            return Answer(Handover.UNSURE if self.all_gone_out else Handover.LATER, lost)
        self.all_gone_out = False
        if answer.handover is not Handover.SENT:
            self._reset(smtp, answer)
        return answer

    def close(self) -> None:
        """Say goodbye."""
        if self._smtp is not None:
            with suppress(smtplib.SMTPException, OSError):
                self._smtp.quit()
            self._drop()

    def __enter__(self) -> "Post":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _talk(self, smtp: smtplib.SMTP, sender: str, address: str, data: bytes) -> Answer:
        most = smtp.esmtp_features.get("size", "")
        if most.isdecimal() and 0 < int(most) < len(data):
            return Answer(Handover.REFUSED, f"surat {len(data)} bita, server menerima paling banyak {most}")
        answer = judged(Stage.SENDER, *smtp.mail(sender, [f"size={len(data)}"] if most else []))
        if answer.handover is Handover.SENT:
            answer = judged(Stage.RECIPIENT, *smtp.rcpt(address))
        if answer.handover is not Handover.SENT:
            return answer
        code, said = smtp.docmd("DATA")
        if code != 354:
            return judged(Stage.CONTENT, code, said)
        smtp.send(_DOTS.sub(b"..", data) + (b"" if data.endswith(b"\r\n") else b"\r\n"))
        self.all_gone_out = True
        if smtp.sock is not None:
            smtp.sock.settimeout(_SECONDS_AT_THE_END)
        smtp.send(b".\r\n")
        code, said = smtp.getreply()
        if smtp.sock is not None:
            smtp.sock.settimeout(_SECONDS)
        return judged(Stage.CONTENT, code, said)

    def _reset(self, smtp: smtplib.SMTP, answer: Answer) -> None:
        """Ready for the next letter; 421 says that the server is about to hang up."""
        if answer.said.startswith("421"):
            self._drop()
            return
        try:
            smtp.rset()
        except (smtplib.SMTPException, OSError):
            self._drop()

    def _drop(self) -> None:
        if self._smtp is not None:
            with suppress(OSError):
                self._smtp.close()
        self._smtp = None


def connect(server: Server, login: Login) -> smtplib.SMTP:
    """A connection that letters can be handed to: verified TLS (certificates of the system, or `SSL_CERT_FILE`), logged in
    where the server asks for it. Raises as `Post.hand_over`.
    """
    where = f"{server.server}:{server.port}"
    smtp = None
    try:
        smtp = _opened(server, where)
        smtp.ehlo_or_helo_if_needed()
        if smtp.has_extn("auth"):
            _log_in(smtp, login, where)
    except ssl.SSLCertVerificationError as error:
        raise _closed(smtp, _not_who(where, error)) from error
    except ssl.SSLError as error:
        raise _closed(smtp, _no_tls(where, server)) from error
    except (smtplib.SMTPException, OSError) as error:
        raise _closed(
            smtp, Unreachable(f"{where} tidak menjawab ({one_line(str(error)) or type(error).__name__})")
        ) from error
    except BaseException as error:
        _closed(smtp, error)
        raise
    return smtp


def _opened(server: Server, where: str) -> smtplib.SMTP:
    if server.aman == "tls":
        tls = ssl.create_default_context()
        return smtplib.SMTP_SSL(server.server, server.port, _WE_ARE, timeout=_SECONDS, context=tls)
    smtp = smtplib.SMTP(server.server, server.port, _WE_ARE, timeout=_SECONDS)
    try:
        if server.aman == "starttls":
            smtp.ehlo_or_helo_if_needed()
            if not smtp.has_extn("starttls"):
                raise SkpxlError(
                    f"Server surel {where} tidak menawarkan STARTTLS, jadi tidak ada yang dikirim; periksa port dan `aman` di "
                    "skpxl.toml. Bila dulu bisa, mungkin ada yang menyela sambungan: tanyakan pengelola jaringan."
                )
            smtp.starttls(context=ssl.create_default_context())
    except BaseException as error:
        _closed(smtp, error)
        raise
    return smtp


def _log_in(smtp: smtplib.SMTP, login: Login, where: str) -> None:
    offered = {word.upper() for word in smtp.esmtp_features.get("auth", "").replace("=", " ").split()}
    credential = login.credential()
    code, said = _answered(smtp, offered, login.user, credential)
    if 200 <= code < 300:
        return
    words = credential.masked(one_line(said))
    if 400 <= code < 500:
        raise Unreachable(f"{where} belum dapat menerima login ({code} {words})")
    means = "token dari perintah_token" if credential.is_token else "nama dan kata sandi"
    raise SkpxlError(
        f"Server surel {where} menolak login {login.user} ({code} {words}); periksa {means}, lalu ulangi. Tidak ada surat yang "
        "hilang. Banyak penyedia meminta sandi aplikasi, bukan kata sandi biasa."
    )


def _answered(smtp: smtplib.SMTP, offered: set[str], user: str, credential: Credential) -> tuple[int, bytes]:
    if credential.is_token:
        if "XOAUTH2" not in offered:
            raise SkpxlError(
                "Server surel ini tidak menerima token (XOAUTH2); hapus perintah_token, atau pakai server lain."
            )
        code, said = smtp.docmd("AUTH", f"XOAUTH2 {_base64(credential.xoauth2(user))}")
        return smtp.docmd("") if code == 334 else (code, said)
    if "PLAIN" in offered:
        return smtp.docmd("AUTH", f"PLAIN {credential.plain(user)}")
    if "LOGIN" in offered:
        code, said = smtp.docmd("AUTH", "LOGIN")
        for secret in (user, credential.secret):
            if code != 334:
                break
            code, said = smtp.docmd(_base64(secret))
        return code, said
    raise SkpxlError(
        f"Server surel ini meminta cara login yang tidak dikenal ({', '.join(sorted(offered)) or '-'}); tanyakan pengelolanya."
    )


def _base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode("ascii")


def _closed(smtp: smtplib.SMTP | None, error: BaseException) -> BaseException:
    if smtp is not None:
        with suppress(OSError):
            smtp.close()
    return error


def _not_who(where: str, error: ssl.SSLCertVerificationError) -> SkpxlError:
    return SkpxlError(
        f"Sertifikat server surel {where} tidak dapat dipercaya ({one_line(error.verify_message)}), jadi tidak ada yang "
        "dikirim; periksa nama server di skpxl.toml, atau minta sertifikat yang benar kepada pengelolanya. Sertifikat instansi "
        "sendiri: tunjuk berkasnya dengan variabel SSL_CERT_FILE."
    )


def _no_tls(where: str, server: Server) -> SkpxlError:
    return SkpxlError(
        f"Server surel {where} tidak berbicara TLS seperti yang disetel (aman = {server.aman}); biasanya port 465 untuk tls, "
        "587 untuk starttls."
    )
