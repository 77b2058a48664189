"""A round with people in two perangkat daerah, workbooks that are out and a mail account, for the tests of sending.

The workbooks are a few bytes each: nothing that sends looks into them. It proves nothing itself.
"""

from dataclasses import replace
from pathlib import Path

from ledgers import AT, a_campaign

from skpxl.campaign.folder import Campaign
from skpxl.campaign.issued import IssuedForm
from skpxl.campaign.surel import Server, SurelSettings
from skpxl.dispatch.addressees import AddressBook
from skpxl.dispatch.bundles import Situation, Workbook
from skpxl.dispatch.outbox import WritingDesk
from skpxl.issue.manifest import IssuedRow
from skpxl.ledger.book import Ledger
from skpxl.model.pegawai import Pegawai
from skpxl.model.skp import Identitas
from skpxl.model.unit import Organisasi, Unit
from skpxl.template.library import load_library

PERIODE = "2024-01-01/2024-12-31"
UNITS = (
    Unit(kode="A", nama="Dinas A", email="dinas-a@contoh.test"),
    Unit(kode="A1", nama="Bidang Satu", induk="A", email="bidang-satu@contoh.test"),
    Unit(kode="B", nama="Dinas B"),
    Unit(kode="B1", nama="Bidang Dua", induk="B", email="bidang-dua@contoh.test"),
    Unit(kode="B2", nama="Bidang Tiga", induk="B"),
)
PEOPLE = tuple(
    Pegawai(nip=f"1990010{n}2015031001", nama=nama, jabatan="Analis", unit_kerja=unit, email=email)
    for n, (nama, unit, email) in enumerate(
        [
            ("Rahmi", "A", "rahmi@contoh.test"),
            ("Séna", "A1", "sena@contoh.test"),
            ("Tuti", "A1", ""),
            ("Umar", "B1", "umar@contoh"),
            ("Wati", "B2", "tidak ada"),
        ]
    )
)
ROSTER = Organisasi(pegawai=PEOPLE, unit=UNITS)
BOOK = AddressBook(ROSTER)
MAIL = SurelSettings(
    alamat="skp@bkd.contoh.test",
    nama="BKD Contoh",
    smtp=Server(server="127.0.0.1", port=25, aman="tanpa"),
    jeda=0,
    batas="2024-01-31",
)


def workbooks(folder: Path, people: tuple[Pegawai, ...] = PEOPLE, size: int = 100) -> list[Workbook]:
    """A workbook for each, on disk."""
    made = []
    for number, person in enumerate(people):
        name = f"Dinas/SKP_2024_{person.nip}.xlsx"
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(bytes([number % 256]) * size)
        row = IssuedRow(name, f"K{number:04}", person.nip, person.nama, person.jabatan, "", "skp", "", "", "1")
        made.append(Workbook(row, file))
    return made


def out(books: list[Workbook], **more: object) -> Situation:
    """These workbooks are out and nothing has happened to them yet."""
    issued = {
        one.row.kode: IssuedForm(one.row.kode, one.mark[1], "skp", one.row.nip, PERIODE, "", Identitas(), Identitas())
        for one in books
    }
    return replace(Situation(issued, ()), **more)


def a_desk(campaign: Campaign, ledger: Ledger, surel: SurelSettings = MAIL) -> WritingDesk:
    """Where letters of this round are written."""
    return WritingDesk(campaign, load_library(), ledger, surel, AT, "penguji")


def a_round(root: Path, buku: str = "") -> Campaign:
    """A round of its own."""
    return a_campaign(root, buku)
