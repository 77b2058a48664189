"""The overview as a workbook: people, perangkat daerah, units, deadlines, what holds up, what to mend, days, charts."""

from collections.abc import Callable
from datetime import date, datetime

from skpxl.books.status_book import ChartPlace, write_status_book
from skpxl.books.tables import BookTable, Nilai
from skpxl.findings.wording import Pesan, in_general
from skpxl.model.keadaan import Keadaan
from skpxl.model.periode import tanggal_tercetak
from skpxl.status.overview import Overview, StatusGroup, StatusPerson
from skpxl.status.shares import SHARES
from skpxl.template.style import Gaya

_DRAWN_MAX = 40  # more bars than this cannot be read on one page
_GROUPS, _DAYS = "Perangkat daerah", "Riwayat"


def status_workbook(
    overview: Overview, gaya: Gaya, pesan: Pesan, *, instansi: str, kertas: str, local: Callable[[datetime], datetime]
) -> bytes:
    """The workbook; `local` puts a moment on the clock of this machine."""
    due = f"Tenggat {tanggal_tercetak(overview.batas)}" if overview.batas else "Tenggat belum ditentukan"
    lines = (f"KEADAAN PENGUMPULAN SKP · {instansi}", f"Per {tanggal_tercetak(overview.as_of)} · {due}")
    groups = _groups_table(_GROUPS, overview.offices, lines)
    days = BookTable(
        _DAYS,
        [("Tanggal", 14.0), ("Orang", 9.0), ("Diterima", 10.0), *((state.value, 13.0) for state in Keadaan)],
        [
            [one.day.isoformat(), one.people.total, one.people.count(Keadaan.DITERIMA), *one.people.counts.values()]
            for one in overview.days
        ],
        lines,
    )
    tables = [
        _people_table(overview, lines, local),
        groups,
        _groups_table("Unit", overview.units, lines),
        _calendar(overview, lines),
        BookTable(
            "Terhambat",
            [
                ("Atasan", 34.0),
                ("NIP", 21.0),
                ("Unit", 40.0),
                ("Menunggu", 11.0),
                ("Langsung", 11.0),
                ("Pangkal", 10.0),
            ],
            [
                [one.nama, one.nip, one.unit, one.total, one.direct, "ya" if one.root else ""]
                for one in overview.blocked
            ],
            lines,
        ),
        BookTable(
            "Perbaikan",
            [("Aturan", 28.0), ("Temuan", 10.0), ("Buku kerja", 11.0), ("Artinya", 70.0)],
            [[one.code, one.findings, one.workbooks, in_general(one.code, pesan)] for one in overview.fixes],
            lines,
        ),
        days,
    ]
    first_share = 3
    charts = (
        ChartPlace(
            groups, min(len(overview.offices), _DRAWN_MAX), first_share, tuple(share.colour for share in SHARES)
        ),
        ChartPlace(days, len(overview.days), 2, (SHARES[0].colour,)),
    )
    return write_status_book(tables, *charts, gaya, kertas=kertas)


def _people_table(overview: Overview, lines: tuple[str, ...], local: Callable[[datetime], datetime]) -> BookTable:
    columns = [
        ("Nama", 28.0), ("NIP", 20.0), ("Jabatan", 22.0), ("Unit", 26.0), ("Perangkat daerah", 26.0), ("Surel", 24.0),
        ("Keadaan", 22.0), ("Hari terlambat", 10.0), ("Tenggat", 11.0), ("Kejadian terakhir", 16.0), ("Tanggal", 11.0),
        ("Diingatkan", 11.0), ("Buku kerja", 16.0),
    ]  # fmt: skip

    def row(one: StatusPerson) -> list[Nilai]:
        seat, last = one.seat, one.last
        return [
            seat.nama, seat.nip, seat.jabatan, seat.unit_nama, seat.perangkat_daerah, one.address, one.keadaan.value,
            one.late, _day(one.batas), last.kind.value if last else "", local(last.at).date().isoformat() if last else "",
            len(one.reminded), ", ".join(f"{kewajiban.kode} (terbitan {kewajiban.terbitan})" for kewajiban in one.kewajiban),
        ]  # fmt: skip

    return BookTable("Orang", columns, [row(one) for one in overview.people], lines)


def _groups_table(name: str, groups: tuple[StatusGroup, ...], lines: tuple[str, ...]) -> BookTable:
    columns = [
        (name, 44.0), ("Kode" if name == "Unit" else "Tenggat", 14.0), ("Orang", 9.0),
        *((share.name, 12.0) for share in SHARES), ("Lowong, tidak bertugas", 12.0), ("Terlambat", 11.0),
    ]  # fmt: skip
    rows: list[list[Nilai]] = [
        [
            group.nama, group.kode or _day(group.batas), group.people.total,
            *(share.count(group.people) for share in SHARES), group.people.count(Keadaan.LOWONG, Keadaan.TIDAK_BERTUGAS),
            group.late,
        ]
        for group in groups
    ]  # fmt: skip
    return BookTable(name, columns, rows, lines)


def _calendar(overview: Overview, lines: tuple[str, ...]) -> BookTable:
    """The expected calendar: until when whose forms are due, who answers, what is still open; the nearest day first."""
    answering = {event.unit: event.address for event in overview.delegated}
    kodes: dict[str, list[str]] = {}
    for unit in overview.units:
        kodes.setdefault(unit.perangkat_daerah, []).append(unit.kode)

    def row(group: StatusGroup) -> list[Nilai]:
        addresses = [answering[kode] for kode in kodes.get(group.perangkat_daerah, ()) if kode in answering]
        left = (group.batas - overview.as_of).days if group.batas else None
        settled = group.people.total - group.owing
        return [
            _day(group.batas),
            group.nama,
            left,
            group.people.total,
            settled,
            group.owing,
            group.late,
            ", ".join(addresses),
        ]

    columns = [
        ("Tenggat", 14.0), ("Perangkat daerah", 44.0), ("Sisa hari", 10.0), ("Orang", 9.0), ("Selesai", 9.0),
        ("Belum", 9.0), ("Terlambat", 11.0), ("Kuasa", 30.0),
    ]  # fmt: skip
    ordered = sorted(overview.offices, key=lambda group: (group.batas or date.max, group.nama))
    return BookTable("Tenggat", columns, [row(group) for group in ordered], lines)


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
