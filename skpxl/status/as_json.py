"""The overview as JSON: what `skpxl status --json` prints, and what the page and the workbook are held against."""

from datetime import date
from typing import Any

from skpxl.model.event import Event
from skpxl.model.fate import Account
from skpxl.model.keadaan import Keadaan
from skpxl.status.overview import Overview, StatusGroup, StatusPerson


def as_json(overview: Overview) -> dict[str, Any]:
    """One object; days are ISO dates, moments ISO in UTC."""
    return {
        "per": overview.as_of.isoformat(),
        "batas": _day(overview.batas),
        "jumlah": {"orang": overview.account.total, "terlambat": len(overview.late), "belum_selesai": overview.owing},
        "keadaan": overview.account.named(),
        "orang": [_person(person) for person in overview.people],
        "perangkat_daerah": [_group(group) for group in overview.offices],
        "unit": [_group(group) for group in overview.units],
        "terhambat": [held._asdict() for held in overview.blocked],
        "perbaikan_teratas": [
            {"kode": fix.code, "temuan": fix.findings, "buku_kerja": fix.workbooks} for fix in overview.fixes
        ],
        "riwayat": [{"tanggal": one.day.isoformat(), **_account(one.people)} for one in overview.days],
        "kuasa": [_event(event) for event in overview.delegated],
        "surat": {**overview.letters},
        "surat_masuk": {**overview.mails},
        "surat_tidak_pasti": [*overview.unsure],
        "belum_dikumpulkan": [*overview.uncollected],
    }


def _person(person: StatusPerson) -> dict[str, Any]:
    seat = person.seat
    return {
        "nip": seat.nip,
        "nama": seat.nama,
        "jabatan": seat.jabatan,
        "unit": seat.unit,
        "nama_unit": seat.unit_nama,
        "perangkat_daerah": seat.perangkat_daerah,
        "surel": person.address,
        "keadaan": person.keadaan.value,
        "terlambat_hari": person.late,
        "batas": _day(person.batas),
        "terakhir": _event(person.last) if person.last else None,
        "diingatkan": len(person.reminded),
        "buku_kerja": [
            {"kode": one.kode, "terbitan": one.terbitan, "formulir": one.formulir, "keadaan": one.keadaan.value}
            for one in person.kewajiban
        ],
    }


def _event(event: Event) -> dict[str, str]:
    named = {"unit": event.unit, "alamat": event.address, "alasan": event.reason, "oleh": event.by}
    told = {name: text for name, text in named.items() if text}
    return {"kejadian": event.kind.value, "pada": event.at.isoformat(), **told}


def _group(group: StatusGroup) -> dict[str, Any]:
    return {
        **({"kode": group.kode} if group.kode else {}),
        "nama": group.nama,
        "perangkat_daerah": group.perangkat_daerah,
        "batas": _day(group.batas),
        "terlambat": group.late,
        **_account(group.people),
    }


def _account(account: Account[Keadaan]) -> dict[str, Any]:
    return {"orang": account.total, "keadaan": account.named()}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
