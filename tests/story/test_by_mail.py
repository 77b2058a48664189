"""A whole round by mail through the real commands: sent, bounced, answered in fifteen disguises, collected, corrected.

Everybody's part is known beforehand (tests/shared/mail_round.py), so at every stage it is not sums alone that are right: each
person stands where he must, each letter has gone where it must, and each mail and file is what it must be.
"""

import mailbox
import os
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from email import message_from_bytes, policy
from email.utils import getaddresses
from pathlib import Path

import dovecot
import pytest
from campaigns import roster, skpxl
from forms import LIBRARY
from mail_round import (
    DISGUISES,
    OURS,
    PARTS,
    Answer,
    Delivered,
    Posted,
    address_of,
    answers,
    delivery_report,
    later,
    nip_of,
    organisation,
    part_of,
    plain,
    sends_wrong,
)
from mailboxes import filled
from smtp_servers import Inbox, smtp

from skpxl.mail.login import PASSWORD_VARIABLE
from skpxl.mail.machines import MailKind
from skpxl.model.fate import ContentFate, MailFate
from skpxl.model.keadaan import Keadaan
from skpxl.receive.fill import fill

USER = "putaran"
CLOSING = "2022-02-15"
# Who sends nothing of his own that counts, or nothing at all.
SILENT = ("older_round", "wrong_person", "nothing_attached", "winmail", "after_closing", "silent")
BOUNCED = ("refused_address", "bounced_later")


def _filled(task: tuple[Path, int, bool]) -> bytes:
    """The form in a file filled in by its owner; for a pool of processes."""
    path, number, whole = task
    return fill(path, answers(number, whole=whole), LIBRARY)[0]


class Round:
    """A round on the disk with its servers, and what has been delivered to it so far."""

    def __init__(self, root: Path, people: int, offices: int, imap: dovecot.ImapServer | None) -> None:
        self.root, self.people, self.imap, self.inbox = root, range(people), imap, Inbox()
        self.organisasi = organisation(offices, people)
        self.figures: list[str] = []
        self._boxes = 0

    def at(self, days: float, monkeypatch: pytest.MonkeyPatch) -> None:
        """Now it is so many days after the round began."""
        self.now = later(days)
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(self.now.timestamp())))

    def run(self, *words: object, code: int | None = 0):
        return skpxl("-C", self.root, *words, code=code)

    def set_up(self, port: int) -> None:
        """A new round with its roster, its mail account and everybody's form."""
        new_round(self.root, self.organisasi, 2022)
        server = '{{ server = "127.0.0.1", port = {}, aman = "tanpa" }}'
        settings = [
            "", "[surel]", f'alamat = "{OURS}"', f'pengguna = "{USER}"', 'kepada = "pegawai"', "jeda = 0", "sehari = 99999",
            "sekali_jalan = 99999", 'batas = "2022-01-31"', f'tutup = "{CLOSING}"', f"smtp = {server.format(port)}",
        ]  # fmt: skip
        if self.imap:
            settings.append(f"imap = {server.format(self.imap.port)}")
        with (self.root / "skpxl.toml").open("a", encoding="utf-8") as file:
            file.write("\n".join([*settings, ""]))

    def fill(self, wanted: dict[int, Path], *, wrong: bool = False) -> dict[int, bytes]:
        """Forms filled in, of many in several processes; with `wrong` some lack a target."""
        tasks = [(path, number, not (wrong and sends_wrong(number))) for number, path in wanted.items()]
        if len(tasks) < 200:
            return dict(zip(wanted, map(_filled, tasks), strict=True))
        with ProcessPoolExecutor(2) as pool:
            return dict(zip(wanted, pool.map(_filled, tasks, chunksize=20), strict=True))

    def letters(self, since: int = 0) -> dict[str, bytes]:
        """What the server took, by recipient; nobody twice."""
        taken = self.inbox.letters[since:]
        found = {to: data for _, [to], data in taken}
        assert len(found) == len(taken)
        return found

    def deliver(self, delivered: list[tuple[int, Delivered]], box: str) -> list[Path | str]:
        """Put mails and files where they arrive: saved mails, a Maildir, a mailbox on a server (or in a file), a folder."""
        top = self.root.parent / box
        (top / "eml").mkdir(parents=True)
        (top / "folder").mkdir()
        maildir = mailbox.Maildir(str(top / "maildir"))
        served: list[bytes] = []
        for number, one in delivered:
            for place, posted in enumerate(one.mails):
                way = number % 3 if len(one.mails) < 3 else 0
                if way == 0:
                    (top / "eml" / f"{number}-{place}.eml").write_bytes(posted.data)
                elif way == 1:
                    maildir.add(posted.data)
                else:
                    served.append(posted.data)
            for name, (data, _) in one.files.items():
                (top / "folder" / name).write_bytes(data)
        sources: list[Path | str] = [top / "eml", top / "maildir", top / "folder"]
        if self.imap:
            filled(self.imap, USER, served)
            return [*sources, "imap"]
        (top / "kotak.mbox").write_bytes(
            b"\n".join(b"From x Mon Jan 10 00:00:00 2022\n" + mail + b"\n" for mail in served)
        )
        return [*sources, top / "kotak.mbox"]

    def collect(self, delivered: list[tuple[int, Delivered]], box: str) -> dict:
        """Collect what was delivered; every mail and file is what it must be."""
        told = self.run("collect", *self.deliver(delivered, box), "--json").json
        mails = [posted for _, one in delivered for posted in one.mails]
        first = list({posted.data: posted for posted in mails}.values())
        assert told["mails"]["kinds"] == dict(sorted(Counter(one.kind.value for one in first).items()))
        assert {name: many for name, many in told["mails"]["fates"].items() if many} == dict(
            Counter(one.fate.value for one in first)
        )
        assert told["mails"]["total"] == len(first) == sum(told["mails"]["fates"].values())
        assert told["mails"]["known"] == len(mails) - len(first) + self._boxes
        files = told["files"]
        again = sum(one.again for one in first)
        in_folders = sum(many for _, one in delivered for _, many in one.files.values())
        assert files["total"] == sum(one.files for one in first) + in_folders
        assert (files["baru"], files["isi yang sama datang lagi"], files["sudah tercatat"]) == (
            files["total"] - again,
            again,
            0,
        )
        self._boxes += sum(
            number % 3 == 2 and len(one.mails) < 3 for number, one in delivered for _ in one.mails
        ) * bool(self.imap)
        self.note(
            f"collect {box}", {**told["mails"]["fates"], **{f"file {name}": many for name, many in files.items()}}
        )
        self.note(f"contents {box}", told["contents"])
        return told

    def stands(self, stage: str, expected) -> None:
        """Everybody stands where he must, and the states sum up to all people."""
        told = self.run("status", "--json").json
        states = {one["nip"]: one["keadaan"] for one in told["orang"]}
        must = {nip_of(number): expected(number).value for number in self.people}
        wrong = {part_of(number): (states.get(nip_of(number)), must[nip_of(number)]) for number in self.people
                 if states.get(nip_of(number)) != must[nip_of(number)]}  # fmt: skip
        assert not wrong
        assert (len(told["orang"]), told["jumlah"]["orang"], sum(told["keadaan"].values())) == (len(self.people),) * 3
        assert {name: many for name, many in told["keadaan"].items() if many} == dict(Counter(must.values()))
        assert (told["surat_tidak_pasti"], told["belum_dikumpulkan"]) == ([], [])
        self.note(f"people {stage}", told["keadaan"])

    def note(self, what: str, counts: dict[str, int]) -> None:
        self.figures.append(
            f"{what}: {sum(counts.values())} = " + " + ".join(f"{n} {name}" for name, n in counts.items() if n)
        )


def new_round(root: Path, organisasi, tahun: int) -> None:
    """A round with everybody's form issued."""
    skpxl("new", root, "--instansi", "PEMERINTAH KABUPATEN CONTOH", "--tahun", tahun)
    (root / "roster.xlsx").unlink()
    roster(root / "roster.xlsx", organisasi)
    skpxl("-C", root, "generate")


def forms_of(root: Path, people) -> dict[int, Path]:
    """The issued forms of these people."""
    by_nip = {path.stem.rpartition("_")[2]: path for path in (root / "formulir").rglob("SKP_*.xlsx")}
    return {number: by_nip[nip_of(number)] for number in people}


def after_sending(number: int) -> Keadaan:
    return Keadaan.SURAT_KEMBALI if part_of(number) == "refused_address" else Keadaan.DIKIRIM


def after_collecting(number: int) -> Keadaan:
    part = part_of(number)
    if part in BOUNCED:
        return Keadaan.SURAT_KEMBALI
    if part in SILENT:
        return Keadaan.DIKIRIM
    return Keadaan.PERLU_PERBAIKAN if sends_wrong(number) else Keadaan.DITERIMA


def after_returning(number: int) -> Keadaan:
    state = after_collecting(number)
    return Keadaan.DIKEMBALIKAN if state is Keadaan.PERLU_PERBAIKAN else state


def after_correcting(number: int) -> Keadaan:
    return Keadaan.DITERIMA if sends_wrong(number) or part_of(number) == "after_closing" else after_collecting(number)


def at_the_end(number: int) -> Keadaan:
    if part_of(number) == "silent":
        return Keadaan.NIHIL if number // len(PARTS) % 2 else Keadaan.DIBEBASKAN
    return after_correcting(number)


def first_answers(place: Round, forms: dict[int, Path], letters: dict[str, bytes], old: dict[int, bytes]):
    """What everybody sends in the first wave; machines and our own letters that come back to us among it."""
    books = place.fill({number: path for number, path in forms.items() if part_of(number) not in BOUNCED}, wrong=True)
    for number in place.people:
        part, letter = part_of(number), letters.get(address_of(number), b"")
        if part == "bounced_later":
            yield number, Delivered([delivery_report(letter, address_of(number), place.now)])
        elif part == "silent":  # his letter comes back to us by a list: it is ours, whatever is attached
            looped = b"List-Id: <asn.contoh.test>\r\n" + letter
            yield number, Delivered([Posted(looped, MailKind.OURS, MailFate.KITA)])
        elif part in DISGUISES and part != "after_closing":
            book = old[number] if part == "older_round" else books[number]
            another = letters[address_of(number - number % len(PARTS))]
            theirs = books[number + 8] if part == "wrong_person" else b""
            yield number, DISGUISES[part](Answer(number, book, letter, another, theirs, place.now))


def answered(number: int) -> dict[str, str]:
    """Whom a reply about somebody's mails of the first wave goes to, and with what."""
    part, clerk = part_of(number), f"tu{number:04}@contoh.test"
    if sends_wrong(number):
        return {address_of(number): "perbaikan"}
    senders = {
        "forwarded": [clerk],
        "doubled": [address_of(number), clerk],
        "private_address": [f"rumah{number:04}@surat.contoh.test"],
        **{part: [] for part in (*SILENT, *BOUNCED, "chat_export", "drive_zip", "sent_by_another")},
        "wrong_person": [address_of(number)],
        "older_round": [address_of(number)],
    }
    purpose = "bukan-formulir" if part == "older_round" else "tanda-terima"
    return dict.fromkeys(senders.get(part, [address_of(number)]), purpose)


def reply(place: Round, expected: dict[str, str]) -> dict[str, bytes]:
    """Write and send the replies: to these and nobody else, one each, from no envelope sender, marked as a machine's."""
    told = place.run("return", "--mail", "--json").json
    assert {one["address"]: one["purpose"] for one in told["letters"]} == expected
    assert (len(told["letters"]), sum(told["counts"].values())) == (len(expected), len(told["things"]))
    since = len(place.inbox.letters)
    sent = place.run("send", "--really", "--json", code=None).json
    assert sent["sent"]["terkirim"] == len(expected) == len(place.inbox.letters) - since
    for sender, _, data in place.inbox.letters[since:]:
        read = message_from_bytes(data, policy=policy.default)
        assert (sender, read["Auto-Submitted"]) == ("<>", "auto-replied")
    assert place.run("return", "--mail", "--json").json["letters"] == []
    place.note("replies", Counter(one["purpose"] for one in told["letters"]))
    place.note("things answered", told["counts"])
    return place.letters(since)


def attached_form(letter: bytes) -> bytes:
    (one,) = message_from_bytes(letter, policy=policy.default).iter_attachments()
    return one.get_content()


def whole_round(place: Round, monkeypatch: pytest.MonkeyPatch) -> None:
    """From the roster to the last reminder."""
    people, cycles = len(place.people), len(place.people) // len(PARTS)
    monkeypatch.setenv(PASSWORD_VARIABLE, dovecot.PASSWORD)
    refused = [address_of(number) for number in place.people if part_of(number) == "refused_address"]
    place.inbox.at_rcpt = {address: ["550 5.1.1 tidak dikenal"] * 9 for address in refused}
    with smtp(place.inbox) as port:
        place.at(0, monkeypatch)
        place.set_up(port)
        forms = forms_of(place.root, place.people)
        olds = {number for number in place.people if part_of(number) == "older_round"}
        old = place.fill(old_round(place, olds))
        place.stands("issued", lambda number: Keadaan.BELUM_DIKIRIM)

        sent = place.run("send", "--really", "--json", code=1).json
        assert (sent["sent"]["terkirim"], sent["sent"]["alamatnya ditolak"]) == (people - cycles, cycles)
        assert sum(sent["sent"].values()) == sum(sent["counts"].values()) == people
        place.note("letters", sent["sent"])
        letters = place.letters()
        assert {*letters} == {address_of(number) for number in place.people} - {*refused}
        place.run("send", "--really", code=None)
        assert len(place.inbox.letters) == people - cycles
        place.stands("sent", after_sending)

        place.at(2, monkeypatch)
        wave = [*first_answers(place, forms, letters, old)]
        told = place.collect(wave, "gelombang-1")
        contents = told["contents"]
        accepted = sum(after_collecting(number) is Keadaan.DITERIMA for number in place.people)
        wrong = sum(map(sends_wrong, place.people))
        assert {name: many for name, many in contents.items() if many} == {
            ContentFate.DITERIMA: accepted,
            ContentFate.PERLU_PERBAIKAN: wrong + cycles,
        }  # fmt: skip  (a form of another round has to be done again)
        place.stands("collected", after_collecting)
        again = place.run(
            "collect", *([place.root.parent / "gelombang-1"]), *(["imap"] if place.imap else []), "--json"
        ).json
        assert (again["mails"]["total"], again["files"]["baru"], again["events"]) == (0, 0, 0)
        assert again["contents"] == contents

        place.at(3, monkeypatch)
        expected = {address: purpose for number in place.people for address, purpose in answered(number).items()}
        back = reply(place, expected)
        place.stands("returned", after_returning)

        place.at(6, monkeypatch)
        folder = place.root.parent / "salinan"
        folder.mkdir()
        copies = {}
        for number in filter(sends_wrong, place.people):
            copies[number] = folder / f"{number}.xlsx"
            copies[number].write_bytes(attached_form(back[address_of(number)]))
        mended = place.fill(copies)
        second = [
            (number, plain(Answer(number, book, back[address_of(number)], at=place.now)))
            for number, book in mended.items()
        ]
        place.collect(second, "gelombang-2")
        place.stands(
            "corrected", lambda n: after_collecting(n) if part_of(n) == "after_closing" else after_correcting(n)
        )
        reply(place, {address_of(number): "tanda-terima" for number in mended})

        place.at(40, monkeypatch)
        tardy = {number: path for number, path in forms.items() if part_of(number) == "after_closing"}
        third = [
            (number, plain(Answer(number, book, letters[address_of(number)], at=place.now)))
            for number, book in place.fill(tardy).items()
        ]
        place.collect(third, "gelombang-3")
        reply(place, {address_of(number): "putaran-ditutup" for number in tardy})
        place.stands("after closing", after_correcting)

        spared = [number for number in place.people if part_of(number) == "silent"]
        for command, which in (("waive", 0), ("nil", 1)):
            nips = [nip_of(number) for number in spared if number // len(PARTS) % 2 == which]
            assert f"{len(nips)} catatan" in place.run(command, *nips, "--why", "cuti besar").out
        place.stands("at the end", at_the_end)

        owing = {address_of(n) for n in place.people if at_the_end(n) is Keadaan.DIKIRIM}
        reminded = place.run("remind", "--json").json
        to_people = {one["alamat"] for one in reminded["surat"] if one["jenis"] == "pengingat"}
        assert to_people == owing
        assert sum(reminded["buku_kerja"].values()) == people
        place.note("reminders", reminded["buku_kerja"])
        since = len(place.inbox.letters)
        place.run("send", "--really", code=None)
        assert {*place.letters(since)} >= owing
        assert place.run("remind", "--json").json["surat"] == []
        place.stands("reminded", at_the_end)

    # Over the whole round: no machine, no stranger, no server was ever written to.
    written_to = {to for _, tos, _ in place.inbox.letters for to in tos}
    senders = {address for _, one in wave for posted in one.mails if posted.kind is MailKind.PERSON
               for _, address in getaddresses([str(message_from_bytes(posted.data)["From"])])}  # fmt: skip
    offices = {unit.email for unit in place.organisasi.unit}
    assert written_to <= {*letters} | senders | offices
    place.note("letters altogether", {"sent": len(place.inbox.letters)})


def old_round(place: Round, olds: set[int]) -> dict[int, Path]:
    """The round of the year before, of which some have kept the form."""
    heads = range(len(place.organisasi.unit))
    kept = sorted(olds | {*heads})
    people = tuple(
        place.organisasi.pegawai[number].model_copy(update={"baris": row}) for row, number in enumerate(kept, 2)
    )
    root = place.root.parent / "putaran lalu"
    new_round(root, place.organisasi.model_copy(update={"pegawai": people}), 2021)
    return forms_of(root, sorted(olds))


@pytest.mark.lama
@pytest.mark.parametrize("offices, people", [(4, 40), (39, 2000)], ids=["kecil", "besar"])
def test_a_round_by_mail_is_right_person_by_person_at_every_stage(offices, people, tmp_path, monkeypatch, request):
    imap = None if dovecot.lacking() and os.environ.get("SKPXL_CI") != "1" else request.getfixturevalue("imap_server")
    place = Round(tmp_path / "putaran", people, offices, imap)
    try:
        whole_round(place, monkeypatch)
    finally:
        print("\n".join(["", *place.figures]))  # noqa: T201 (the figures are what it is run for)
