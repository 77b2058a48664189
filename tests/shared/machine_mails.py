"""Mails as people and machines write them, for the tests; the ids in them are those of a letter of ours. It proves nothing."""

from skpxl.mail.identity import message_id, printed_letter_code, reference

OURS = "bkd@contoh.test"
CODE = "0123456AB"
SURAT = message_id(CODE, OURS)
UTAS = reference(CODE, OURS)
KODE = printed_letter_code(CODE)

_REPORT = (
    "From: MAILER-DAEMON@mx.contoh.test\nTo: bkd@contoh.test\nSubject: Undelivered\nMIME-Version: 1.0\n"
    "Content-Type: multipart/report; report-type={kind}; boundary=B\nReturn-Path: <>\nAuto-Submitted: auto-replied\n\n"
)
_DSN = (
    "--B\nContent-Type: text/plain\n\nUndeliverable.\n--B\nContent-Type: message/delivery-status\n\n"
    "Reporting-MTA: dns; mx.contoh.test\n\n{fields}\n--B\nContent-Type: {original}\n\n{ours}\n--B--\n"
)
ORIGINAL = f"Message-ID: {SURAT}\nTo: dinas-a@contoh.test\nSubject: SKP 2022"


def report(
    fields: str, original: str = "text/rfc822-headers", ours: str = ORIGINAL, kind: str = "delivery-status"
) -> bytes:
    """A multipart/report as mail servers write it (RFC 6522); `fields` are those of one address."""
    return crlf(_REPORT.format(kind=kind) + _DSN.format(fields=fields, original=original, ours=ours))


def failed(to: str = "dinas-a@contoh.test", action: str = "failed", status: str = "5.1.1") -> str:
    """The fields of one address."""
    return f"Final-Recipient: rfc822; {to}\nAction: {action}\nStatus: {status}"


def mail(head: str, body: str = "Terlampir.") -> bytes:
    """A mail of a few headers."""
    return crlf(f"{head}\n\n{body}")


def crlf(text: str) -> bytes:
    """As mail travels."""
    return text.replace("\n", "\r\n").encode()


FROM_A = "From: Dinas A <dinas-a@contoh.test>\nTo: bkd@contoh.test\n"
