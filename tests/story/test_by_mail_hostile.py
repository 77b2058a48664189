"""Mails that want more than they may: other people's forms, forged ones, stamps, dates, headers, loops, very many files."""

import re
from dataclasses import replace
from email import message_from_bytes, policy

from campaigns import roster, skpxl
from forms import LIBRARY
from mail_round import OURS, address_of, answers, later, mail, nip_of, organisation, reply_to
from smtp_servers import Inbox, smtp

from skpxl.campaign.folder import find_campaign
from skpxl.forms.read import read_form
from skpxl.forms.write import write_form
from skpxl.model.keadaan import Keadaan
from skpxl.receive.fill import fill

A, B = "pd00@contoh.test", "pd01@contoh.test"
VICTIM = "korban@contoh.test"


class Office:
    """A round of two perangkat daerah, whose letters have gone out to them."""

    def __init__(self, root, monkeypatch):
        self.root, self.inbox, self._monkeypatch, self._many = root, Inbox(), monkeypatch, 0
        self.at(0)
        skpxl("new", root, "--instansi", "PEMERINTAH KABUPATEN CONTOH", "--tahun", "2022")
        (root / "roster.xlsx").unlink()
        roster(root / "roster.xlsx", organisation(2, 8))
        skpxl("-C", root, "generate")
        self.forms = {path.stem.rpartition("_")[2]: path for path in (root / "formulir").rglob("SKP_*.xlsx")}

    def at(self, days):
        self.now = later(days)
        self._monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(self.now.timestamp())))

    def send(self):
        """Send what waits; the letters of this run by recipient, nobody twice."""
        since = len(self.inbox.letters)
        skpxl("-C", self.root, "send", "--really", code=None)
        taken = self.inbox.letters[since:]
        found = {to: data for _, [to], data in taken}
        assert len(found) == len(taken)
        return found

    def form(self, number, *, whole=True):
        return fill(self.forms[nip_of(number)], answers(number, whole=whole), LIBRARY)[0]

    def collect(self, *mails):
        self._many += 1
        folder = self.root.parent / f"kotak-{self._many}"
        folder.mkdir()
        for number, one in enumerate(mails):
            (folder / f"{number}.eml").write_bytes(one if isinstance(one, bytes) else one.as_bytes())
        return skpxl("-C", self.root, "collect", folder, "--json").json

    def states(self):
        told = skpxl("-C", self.root, "status", "--json").json
        found = {one["nip"]: Keadaan(one["keadaan"]) for one in told["orang"]}
        return [found[nip_of(number)] for number in range(8)]

    def reply(self):
        """Who is written to about what, and the letters."""
        told = skpxl("-C", self.root, "return", "--mail", "--json", code=None).json
        purposes = {one["address"]: one["purpose"] for one in told["letters"]}
        sent = self.send()
        assert {*sent} == {*purposes}
        return purposes, {to: message_from_bytes(data, policy=policy.default) for to, data in sent.items()}


def test_mails_that_want_more_than_they_may_get_nothing(tmp_path, monkeypatch):
    office = Office(tmp_path / "putaran", monkeypatch)
    with smtp(office.inbox) as port:
        with (office.root / "skpxl.toml").open("a", encoding="utf-8") as file:
            server = f'{{ server = "127.0.0.1", port = {port}, aman = "tanpa" }}'
            file.write(f'\n[surel]\nalamat = "{OURS}"\njeda = 0\nsmtp = {server}\n')
        office.letters = office.send()
        assert {*office.letters} == {A, B}
        nobody_gains_or_loses_by_what_others_send(office)
        headers_dates_and_very_many_files_do_no_harm(office)
        letters_of_ours_that_come_back_change_nothing(office)


def body(letter):
    return letter.get_body().get_content()


def nobody_gains_or_loses_by_what_others_send(office):
    office.at(2)
    key = find_campaign(office.root).signing_key()
    issued = read_form(office.form(4), LIBRARY, signing_key=key).form
    forged = write_form(replace(issued, stamp=issued.stamp.model_copy(update={"nip": nip_of(5)})), LIBRARY)
    head = reply_to(office.letters[A])
    told = office.collect(
        # The letter of A answered by B with files of A's, one of them with a gap; one file from three people; a forged stamp.
        mail(B, office.now, ("a.xlsx", office.form(0)), ("b.xlsx", office.form(2, whole=False)), **head),
        *(mail(f"{one}@contoh.test", office.now, (f"{one}.xlsx", office.form(1))) for one in "abc"),
        mail("palsu@contoh.test", office.now, ("palsu.xlsx", forged)),
    )
    assert (told["files"]["baru"], told["files"]["isi yang sama datang lagi"]) == (4, 2)
    assert {one["nama"] for one in told["senders"]} >= {"Baba Baba", "Baba Baki", "Baba Balo"}
    out, wrong = Keadaan.DIKIRIM, Keadaan.PERLU_PERBAIKAN
    accepted, unusable = Keadaan.DITERIMA, Keadaan.TAK_DIPAKAI
    assert office.states() == [accepted, accepted, wrong, out, unusable, out, out, out]
    purposes, letters = office.reply()
    # What has to be corrected goes to whose it is, not to who had it.
    assert purposes == {
        address_of(2): "perbaikan", **dict.fromkeys([B, *(f"{one}@contoh.test" for one in "abc")], "tanda-terima"),
    }  # fmt: skip
    assert "Baba Balo" not in body(letters[B]) + str([*letters[B].iter_attachments()])
    assert (letters[address_of(2)]["In-Reply-To"], B in body(letters[address_of(2)])) == (None, True)


def headers_dates_and_very_many_files_do_no_harm(office):
    office.at(4)
    injected = b"=0D=0ABcc:_%s?=" % VICTIM.encode()
    first = mail("crlf@contoh.test", office.now, ("z.xlsx", office.form(3))).as_bytes()
    for old, new in (
        (b"Subject: SKP", b"Subject: =?utf-8?Q?SKP" + injected),
        (b"From: crlf@", b"From: =?utf-8?Q?a" + injected + b" <crlf@"),
        (b"crlf@contoh.test\n", b"crlf@contoh.test>\n"),
        (b'"z.xlsx"', b'"=?utf-8?Q?z' + injected + b'.xlsx"'),
    ):
        first = first.replace(old, new, 1)
    second = mail("lipat@contoh.test", office.now, ("z.xlsx", office.form(5))).as_bytes().replace(
        b"Subject: SKP",
        f"Subject: SKP\n\tBcc: {VICTIM}\nReferences: <a@b>\n Bcc: {VICTIM} <c@d>\n"
        f"Reply-To: lipat@contoh.test\n {VICTIM}".encode(),
    )  # fmt: skip
    later_than_all = mail("kelak@contoh.test", office.now, ("z.xlsx", office.form(6))).as_bytes()
    later_than_all = re.sub(rb"Date: .*", b"Date: Fri, 31 Dec 9999 23:59:59 +0000", later_than_all)
    many = mail(
        "banyak@contoh.test", office.now, *[(f"x{n}.bin", b"%d" % n) for n in range(500)], ("z.xlsx", office.form(7))
    )
    told = office.collect(first, second, later_than_all, many)
    assert (told["files"]["total"], told["files"]["baru"], told["contents"]["tidak terbaca"]) == (504, 504, 500)
    assert [office.states()[number] for number in (3, 5, 6, 7)] == [Keadaan.DITERIMA] * 4
    since = len(office.inbox.letters)
    purposes, letters = office.reply()
    assert purposes == {
        "crlf@contoh.test": "tanda-terima", "lipat@contoh.test": "tanda-terima", "kelak@contoh.test": "tanda-terima",
        "banyak@contoh.test": "bukan-formulir",
    }  # fmt: skip
    assert all(tos != [VICTIM] for _, tos, _ in office.inbox.letters[since:])
    for letter in letters.values():
        assert not {"bcc", "cc"} & {name.lower() for name in letter}
        assert VICTIM not in f"{letter['To']} {letter['Subject']} {letter['References']}"
    # A receipt says when it came, and not what its sender would have liked.
    assert "Diterima: 14 Januari 2022" in body(letters["kelak@contoh.test"])


def letters_of_ours_that_come_back_change_nothing(office):
    office.at(6)
    before = office.states()
    forwarded = mail("rekan@contoh.test", office.now)
    forwarded.add_attachment(message_from_bytes(office.letters[B], policy=policy.default))
    told = office.collect(
        office.letters[A],
        b"List-Id: <asn.contoh.test>\r\n" + office.letters[B],
        b"Return-Path: <>\r\nAuto-Submitted: auto-replied\r\n" + office.letters[A],
        mail("tiket@contoh.test", office.now, **reply_to(office.letters[B])),
        forwarded,
    )
    assert {name: many for name, many in told["mails"]["fates"].items() if many} == {
        "surat kita sendiri": 3, "tanpa lampiran": 1, "berkasnya diambil": 1,
    }  # fmt: skip
    # The blank forms of four people, all of whom have sent theirs: none is pushed out.
    assert (told["files"]["baru"], told["contents"]["ganda"]) == (4, 4)
    assert office.states() == before
    purposes, _ = office.reply()
    assert {*purposes} <= {"banyak@contoh.test"}  # whose files are answered over days
