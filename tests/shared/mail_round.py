"""A made-up organisation whose round goes by mail, and the fifteen disguises of its answers; it proves nothing itself.

Everybody's part is fixed by his place on the roster (`part_of`), so each person's state is known by construction at every
stage. All people are invented, all addresses end in contoh.test.
"""

import base64
import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.mime.message import MIMEMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.utils import format_datetime
from typing import Any, NamedTuple

from forms import kuantitatif

from skpxl.mail.machines import MailKind
from skpxl.model.fate import MailFate
from skpxl.model.pegawai import Pegawai
from skpxl.model.skp import Identitas
from skpxl.model.unit import Organisasi, Produk, Unit

OURS = "skp@bkd.contoh.test"
AT = datetime(2022, 1, 10, 3, tzinfo=UTC)
PRODUCT = "Layanan yang mudah"
_SYLLABLES = ("ba", "ki", "lo", "me", "nu", "ra", "si", "to", "wa", "ye")


def nip_of(number: int) -> str:
    """An invented NIP: born on the first of a month, a sequence number above 900."""
    year, month, sequence = 1965 + number % 30, number // 30 % 12 + 1, 901 + number // 360
    return f"{year}{month:02}01{year + 25}031{sequence}"


def name_of(number: int) -> str:
    """A name that nobody else has."""
    digits = [int(one) for one in f"{number:04}"]
    first, last = ("".join(_SYLLABLES[one] for one in pair) for pair in (digits[:2], digits[2:]))
    return f"{first.title()} {last.title()}"


def address_of(number: int) -> str:
    """Somebody's own address."""
    return f"pegawai{number:04}@contoh.test"


def organisation(offices: int, people: int) -> Organisasi:
    """So many perangkat daerah, the people dealt out among them in turn; the first of each heads it."""
    units, products, persons = [], [], []
    for office in range(offices):
        kode, nama = f"PD{office:02}", f"Dinas Contoh {office + 1:02}"
        units.append(
            Unit(
                kode=kode,
                nama=nama,
                pimpinan=nip_of(office),
                perangkat_daerah=nama,
                email=f"{kode.lower()}@contoh.test",
            )
        )
        products.append(Produk(unit=kode, kode="1", teks=PRODUCT))
    bupati = Identitas(nama="Kaisar Contoh", jabatan="Bupati Contoh")
    for number in range(people):
        office, is_head = number % offices, number < offices
        persons.append(
            Pegawai(
                nip=nip_of(number),
                nama=name_of(number),
                pangkat_golongan="Pembina, IV/a" if is_head else "Penata, III/c",
                jabatan=f"Kepala {units[office].nama}" if is_head else "Analis Kebijakan Ahli Muda",
                unit_kerja=units[office].kode,
                nip_penilai="" if is_head else nip_of(office),
                penilai_luar=bupati if is_head else None,
                email=address_of(number),
                baris=number + 2,
            )
        )
    return Organisasi(pegawai=tuple(persons), unit=tuple(units), produk=tuple(products))


def answers(number: int, *, whole: bool = True) -> dict[str, Any]:
    """What somebody writes into his form; not `whole`: without a target."""
    target = "20 berkas" if whole else ""
    rows = [
        "bagian | atasan | rencana | aspek | indikator | target",
        f"utama | {PRODUCT} | Terlayaninya pemohon {name_of(number)} | Kuantitas | Jumlah berkas {number} | {target}",
        f"utama | {PRODUCT} | Tersusunnya laporan {name_of(number)} | Waktu | Lama penyusunan | 3 hari",
    ]
    return kuantitatif("\n".join(rows))


# One cycle of twenty parts. The first fifteen are the disguises; the names are those of `DISGUISES`.
PARTS = (
    "forwarded", "zipped", "renamed", "no_extension", "odd_encoding", "doubled", "older_round", "wrong_person",
    "private_address", "nothing_attached", "chat_export", "drive_zip", "winmail", "other_thread", "after_closing",
    "sent_by_another", "refused_address", "bounced_later", "plain", "silent",
)  # fmt: skip
# Those who may send what has to be corrected; the others' states have to stay apart.
CORRECTS = (
    "forwarded",
    "zipped",
    "renamed",
    "no_extension",
    "odd_encoding",
    "private_address",
    "other_thread",
    "plain",
)


def part_of(number: int) -> str:
    """The part that somebody plays."""
    return PARTS[number % len(PARTS)]


def sends_wrong(number: int) -> bool:
    """True for who sends a form without a target at first: in every second cycle, and always who has no disguise."""
    return part_of(number) in CORRECTS and (number // len(PARTS) % 2 == 1 or part_of(number) == "plain")


@dataclass(frozen=True)
class Answer:
    """What somebody sends: the workbook, the letter that he answers, and (for who mistakes it) another letter and workbook."""

    number: int
    workbook: bytes
    letter: bytes = b""
    other_letter: bytes = b""
    other_workbook: bytes = b""
    at: datetime = AT

    @property
    def name(self) -> str:
        """The file as it was issued."""
        return f"SKP_2022_{nip_of(self.number)}.xlsx"

    @property
    def sender(self) -> str:
        """Who sends it."""
        return address_of(self.number)


class Posted(NamedTuple):
    """A mail with what it must be taken for, and how many files it brings (`again`: known ones)."""

    data: bytes
    kind: MailKind
    fate: MailFate
    files: int = 0
    again: int = 0


@dataclass
class Delivered:
    """Mails, and files in a folder with the number of workbooks in each."""

    mails: list[Posted] = field(default_factory=list)
    files: dict[str, tuple[bytes, int]] = field(default_factory=dict)


def reply_to(letter: bytes) -> dict[str, str]:
    """The headers of an answer to a mail; none without one."""
    if not letter:
        return {}
    read = message_from_bytes(letter, policy=policy.default)
    subject, its_id = str(read["Subject"] or "").replace("\n", " "), str(read["Message-ID"])
    return {
        "Subject": f"Re: {subject}",
        "In-Reply-To": its_id,
        "References": f"{read['References'] or ''} {its_id}".strip(),
    }


def mail(sender: str, at: datetime, *files: tuple[str, bytes], mark: str = "", **headers: str) -> EmailMessage:
    """A person's mail with these files; `headers` by name, `_` for `-`; `mark` tells two of one sender and time apart."""
    made = EmailMessage()
    told = {
        "From": sender,
        "To": OURS,
        "Subject": "SKP",
        "Date": format_datetime(at),
        "Message-ID": f"<{at.timestamp():.0f}.{mark}{sender}>",
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    for name, value in told.items():
        made[name] = value
    made.set_content("Terlampir.")
    for name, data in files:
        made.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return made


def _taken(data: bytes, files: int = 1, again: int = 0) -> Delivered:
    return Delivered([Posted(data, MailKind.PERSON, MailFate.DIAMBIL, files, again)])


def zipped(members: Mapping[str, bytes]) -> bytes:
    """An archive."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return packed.getvalue()


def plain(one: Answer) -> Delivered:
    """An answer as it should be."""
    return _taken(mail(one.sender, one.at, (one.name, one.workbook), **reply_to(one.letter)).as_bytes())


def forwarded(one: Answer) -> Delivered:
    """His mail attached to a colleague's, who forwards it; without a word and without our ids."""
    inner = mail(one.sender, one.at, (one.name, one.workbook), **reply_to(one.letter))
    outer = MIMEMultipart()
    outer["From"], outer["To"], outer["Subject"] = f"tu{one.number:04}@contoh.test", OURS, "Fwd: SKP"
    outer["Date"], outer["Message-ID"] = format_datetime(one.at), f"<terusan.{one.number}@contoh.test>"
    outer.attach(MIMEText("Diteruskan."))
    outer.attach(MIMEMessage(message_from_bytes(inner.as_bytes())))
    return _taken(outer.as_bytes())


def in_archive(one: Answer) -> Delivered:
    """In a zip within a zip."""
    packed = zipped({"SKP/terbaru.zip": zipped({one.name: one.workbook})})
    return _taken(mail(one.sender, one.at, ("berkas.zip", packed), **reply_to(one.letter)).as_bytes())


def renamed(one: Answer) -> Delivered:
    """The workbook itself called a zip, as some phones do."""
    return _taken(mail(one.sender, one.at, (f"DOC-20220111-WA{one.number:04}.zip", one.workbook)).as_bytes())


def no_extension(one: Answer) -> Delivered:
    """A name without an ending, declared as text."""
    made = mail(one.sender, one.at, **reply_to(one.letter))
    made.add_attachment(one.workbook, maintype="text", subtype="plain", filename=f"SKP {name_of(one.number)}")
    return _taken(made.as_bytes())


def odd_encoding(one: Answer) -> Delivered:
    """A name in half of two standards, a charset that nobody knows, a subject that no program writes."""
    body = base64.encodebytes(one.workbook).decode()
    head = (
        f"From: =?utf-9?Q?Pak_Contoh?= <{one.sender}>\nTo: {OURS}\nSubject: =?iso-8859-99?B?U0tQ?= =?utf-8?Q?SKP=20=\n"
        f"Date: {format_datetime(one.at)}\nMessage-ID: <aneh.{one.number}@contoh.test>\nMIME-Version: 1.0\n"
        "Content-Type: multipart/mixed; boundary=B\n\n"
        "--B\nContent-Type: text/plain; charset=x-tidak-ada\n\nTerlampir \xe9\n"
        '--B\nContent-Type: application/vnd.ms-excel; name="=?UTF-8?B?U0tQIPCfmIAu?= xlsx"\n'
        "Content-Disposition: attachment; filename*0*=UTF-8''SKP%20%F0; filename*1=\"x.xlsx\"\n"
        f"Content-Transfer-Encoding: base64\n\n{body}\n--B--\n"
    )
    return _taken(head.replace("\n", "\r\n").encode("latin-1"))


def doubled(one: Answer) -> Delivered:
    """The same mail twice, the same file in a second mail under another name, and once more by a colleague."""
    first = plain(one).mails[0]
    second = mail(
        one.sender, one.at, ("SKP fix.xlsx", one.workbook), mark="lagi.", Subject="SKP, kirim ulang"
    ).as_bytes()
    third = mail(f"tu{one.number:04}@contoh.test", one.at, ("a.xlsx", one.workbook)).as_bytes()
    again = Posted(second, MailKind.PERSON, MailFate.DIAMBIL, 1, 1)
    return Delivered([first, first, again, again._replace(data=third)])


def wrong_person(one: Answer) -> Delivered:
    """Somebody else's form, sent in the thread of his own letter."""
    return _taken(
        mail(one.sender, one.at, (one.name, one.other_workbook), **reply_to(one.letter)).as_bytes(),
    )


def private_address(one: Answer) -> Delivered:
    """From an address that stands on no roster."""
    return _taken(mail(f"rumah{one.number:04}@surat.contoh.test", one.at, ("skp saya.xlsx", one.workbook)).as_bytes())


def nothing_attached(one: Answer) -> Delivered:
    """A mail that has forgotten its file, and the machine that says he is away."""
    said = mail(one.sender, one.at, **reply_to(one.letter)).as_bytes()
    away = mail(
        one.sender, one.at, mark="cuti.", **{**reply_to(one.letter), "Auto-Submitted": "auto-replied"}
    ).as_bytes()
    return Delivered(
        [
            Posted(said, MailKind.PERSON, MailFate.TANPA_LAMPIRAN),
            Posted(away, MailKind.AUTO_REPLY, MailFate.MESIN),
        ]
    )


def chat_export(one: Answer) -> Delivered:
    """An exported chat with its text."""
    name = f"DOC-20220111-WA{one.number:04}.xlsx"
    said = f"[11/01/22 08.15.02] {name_of(one.number)}: \u200e{name} <terlampir: {name}>\n"
    packed = zipped({name: one.workbook, "_chat.txt": said.encode()})
    return Delivered(files={f"WhatsApp Chat - Grup SKP {one.number}.zip": (packed, 1)})


def drive_zip(one: Answer) -> Delivered:
    """What a form of a cloud collected."""
    packed = zipped({f"Unggah SKP (File responses)/SKP - {name_of(one.number)}.xlsx": one.workbook})
    return Delivered(files={f"drive-download-20220111T010203Z-{one.number:03}.zip": (packed, 1)})


def winmail(one: Answer) -> Delivered:
    """What Outlook makes of it for its own eyes."""
    packed = b"\x78\x9f\x3e\x22" + one.workbook
    data = mail(one.sender, one.at, ("winmail.dat", packed), **reply_to(one.letter)).as_bytes()
    return Delivered([Posted(data, MailKind.PERSON, MailFate.TAK_DIPAHAMI)])


def other_thread(one: Answer) -> Delivered:
    """In an answer to a letter of ours to somebody else."""
    return _taken(mail(one.sender, one.at, (one.name, one.workbook), **reply_to(one.other_letter)).as_bytes())


# Of `older_round` the workbook is of another round, and `after_closing` comes late: both are sent like any other.
DISGUISES: Mapping[str, Callable[[Answer], Delivered]] = {
    "forwarded": forwarded, "zipped": in_archive, "renamed": renamed, "no_extension": no_extension,
    "odd_encoding": odd_encoding, "doubled": doubled, "older_round": plain, "wrong_person": wrong_person,
    "private_address": private_address, "nothing_attached": nothing_attached, "chat_export": chat_export,
    "drive_zip": drive_zip, "winmail": winmail, "other_thread": other_thread, "after_closing": plain, "plain": plain,
}  # fmt: skip


def delivery_report(letter: bytes, address: str, at: datetime) -> Posted:
    """What a server writes when it finds that an address takes nothing (RFC 3464)."""
    report = MIMEMultipart("report", report_type="delivery-status", boundary="LAPORAN")
    report["From"], report["To"], report["Subject"] = "MAILER-DAEMON@mx.contoh.test", OURS, "Undelivered Mail"
    report["Return-Path"], report["Date"] = "<>", format_datetime(at)
    report["Message-ID"] = f"<laporan.{address}>"
    report.attach(MIMEText("Tidak dapat diantar."))
    text = f"Reporting-MTA: dns; mx.contoh.test\n\nFinal-Recipient: rfc822; {address}\nAction: failed\nStatus: 5.1.1\n"
    report.attach(message_from_bytes(b"Content-Type: message/delivery-status\n\n" + text.encode()))
    head = message_from_bytes(letter.split(b"\r\n\r\n")[0] + b"\r\n\r\n")
    original = MIMEText(head.as_string(), "rfc822-headers")
    report.attach(original)
    return Posted(report.as_bytes(), MailKind.BOUNCE, MailFate.KEMBALI)


def later(days: float) -> datetime:
    """A moment so many days after the round began."""
    return AT + timedelta(days=days)
