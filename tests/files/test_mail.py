"""`files.mail`: what is attached to saved mails is received, under the same caps as archives; what a mail says is not."""

import base64
from email.message import EmailMessage
from pathlib import Path

import pytest
from binary_books import zipped
from forms import CHECKOUT, LIBRARY

from skpxl.files.archives import LIMITS, ArchiveLimits
from skpxl.files.contents import contents, opener_of
from skpxl.files.mail import attachments, is_mail, is_mailbox, mails_of, parsed
from skpxl.files.passed import Passed
from skpxl.files.walk import look
from skpxl.receive.validate import Measure, validate

GOOD = sorted((CHECKOUT / "samples" / "masuk" / "baik").glob("*.xlsx"))
FORM = GOOD[0].read_bytes()
XLSX = ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet")


def mail(*attached, subject="SKP saya", text="Terlampir SKP saya."):
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "budi@contoh.go.id", "bkd@contoh.go.id", subject
    made.set_content(text)
    made.add_alternative(f"<p>{text}</p>", subtype="html")
    for name, data in attached:
        if isinstance(data, EmailMessage):
            made.add_attachment(data, filename=name)
        else:
            made.add_attachment(data, maintype=XLSX[0], subtype=XLSX[1], filename=name)
    return made


def found(data, limits=LIMITS):
    return [(one.name, one.problem, one.passed) for one in contents(data, "M", opener_of(data), limits)]


def test_attachments_are_received_and_mails_within_mails_too():
    inner = mail(("SKP Ani.xlsx", FORM), subject="Fwd")
    outer = mail(("SKP Budi.xlsx", FORM), ("semua.zip", zipped({"c.xlsx": FORM})), ("terusan.eml", inner))
    assert found(outer.as_bytes()) == [
        ("M/SKP Budi.xlsx", "", None), ("M/semua.zip/c.xlsx", "", None), ("M/terusan.eml/SKP Ani.xlsx", "", None),
    ]  # fmt: skip


def test_what_lies_beside_what_a_person_sent_is_passed_over():
    made = mail(("SKP.xlsx", FORM), ("~$SKP.xlsx", b"x"))
    made.get_body(("html",)).add_related(b"\x89PNG\r\n", "image", "png", cid="<logo>")
    made.add_attachment(b"BEGIN:VCARD", maintype="text", subtype="vcard", filename="budi.vcf")
    assert sorted(found(made.as_bytes())) == [
        ("M/SKP.xlsx", "", None), ("M/budi.vcf", "", Passed.PELENGKAP), ("M/lampiran 1", "", Passed.PELENGKAP),
        ("M/~$SKP.xlsx", "", Passed.SEMENTARA),
    ]  # fmt: skip


def test_names_are_read_however_they_are_written():
    raw = mail(("x.xlsx", FORM)).as_bytes()
    for written, name in (
        (b'filename="=?utf-8?B?U0tQIMORLnhsc3g=?="', "SKP Ñ.xlsx"),
        (b"filename*=utf-8''SKP%20%C3%91.xlsx", "SKP Ñ.xlsx"),
        (b'filename="../../etc/SKP.xlsx"', "etc/SKP.xlsx"),
        (b'filename="=?tak-dikenal?B?!!!?="', None),
    ):
        (name_found, problem, _) = found(raw.replace(b'filename="x.xlsx"', written))[0]
        assert problem == ""
        assert name is None or name_found == f"M/{name}"


def test_a_mail_without_attachments_is_told_and_nobodys_fault(tmp_path):
    (tmp_path / "a.eml").write_bytes(mail().as_bytes())
    (tmp_path / "b.eml").write_bytes(mail(("SKP.xlsx", FORM)).as_bytes().replace(b"\n", b"\r\n"))
    files = validate(look([tmp_path]).files, Measure(LIBRARY))
    told = [(Path(one.reading.file).name, one.fate, [(f.code, str(f.severity)) for f in one.findings]) for one in files]
    assert told == [
        ("a.eml", "bukan formulir kita", [("surat-tanpa-lampiran", "peringatan")]),
        ("SKP.xlsx", "diterima", []),
    ]  # fmt: skip


def test_a_mailbox_is_opened_mail_by_mail():
    box = b"".join(
        b"From budi@contoh.go.id Mon Jan  3 08:15:02 2022\n" + mail((f"{n}.xlsx", FORM)).as_bytes() + b"\n"
        for n in (1, 2)
    )
    assert is_mailbox(box)
    assert len(mails_of(box)) == 2
    assert found(box) == [("M/surat 1/1.xlsx", "", None), ("M/surat 2/2.xlsx", "", None)]


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b"Received: from x\nFrom: a\nSubject: b\n\n", True),
        (b"Return-Path: <a@b>\r\nDate: c\r\n\r\n", True),
        (b"From: <Saved by Blink>\nSubject: SKP\nMIME-Version: 1.0\nContent-Type: multipart/related\n\n", False),
        (b"\xef\xbb\xbfReceived: from x\nFrom: a\n\n", True),  # saved anew by Notepad
        (b"Nama: Budi\nNIP: 1\nJabatan: a\n", False),
        (b"To: Kepala BKD\nPerihal: SKP\n", False),
        (b"", False),
    ],
)
def test_a_mail_is_told_by_how_it_begins(head, expected):
    assert is_mail(head) is expected


def test_caps_of_archives_hold_for_mails():
    many = mail(*((f"{n}.xlsx", b"x" * 20) for n in range(4))).as_bytes()
    too_much = "berkas-terlalu-besar"
    assert [problem for _, problem, _ in found(many, ArchiveLimits(members=2))] == ["", "", too_much]
    assert [problem for _, problem, _ in found(many, ArchiveLimits(total=50))] == ["", "", too_much, too_much]
    deep = mail(("SKP.xlsx", FORM))
    for _ in range(5):
        deep = mail(("terusan.eml", deep))
    assert found(deep.as_bytes()) == [("M" + "/terusan.eml" * 4, "arsip-tidak-dibuka", None)]
    within = b"--a\nContent-Type: multipart/mixed; boundary=a\n\n"
    bomb = b"To: a\nFrom: b\nContent-Type: multipart/mixed; boundary=a\n\n" + within * 400
    assert found(bomb) == [("M", "berkas-terlalu-besar", None)]


def test_a_broken_attachment_is_told_as_what_it_is(tmp_path):
    raw = mail(("SKP.xlsx", FORM)).as_bytes()
    (tmp_path / "a.eml").write_bytes(raw[: len(raw) // 2])
    (file,) = validate(look([tmp_path]).files, Measure(LIBRARY))
    assert (Path(file.reading.file).name, file.fate) == ("SKP.xlsx", "tidak terbaca")


@pytest.mark.parametrize(
    ("coding", "many", "is_decoded"),
    [
        ("base64", 100, True),
        ("base64", 110, False),
        ("8bit", 100, True),
        ("8bit", 101, False),
        ("x-unknown", 101, False),
    ],
)
def test_what_is_too_large_is_not_decoded(coding, many, is_decoded, monkeypatch):
    monkeypatch.setattr("skpxl.files.mail._decoded", lambda part: b"dibuka")
    size = 1_000 * many
    body = base64.encodebytes(bytes(size)).decode() if coding == "base64" else "x" * size
    head = "From: a@contoh.test\nTo: b@contoh.test\nContent-Type: application/octet-stream; name=a.xlsx\n"
    (attached,) = attachments(parsed(f"{head}Content-Transfer-Encoding: {coding}\n\n{body}".encode()), 100_000)
    assert attached.name == "a.xlsx"
    assert (attached.data == b"dibuka") is is_decoded
    assert is_decoded or attached.size > 100_000 * 0.9
