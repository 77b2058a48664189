"""A round as its ledger tells it: perangkat daerah, people, what happened over days; made up, and it proves nothing itself."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from skpxl.model.event import Event, EventKind
from skpxl.model.pegawai import Pegawai
from skpxl.model.unit import Organisasi, Unit

START = datetime(2026, 1, 5, 2, tzinfo=UTC)
HOSTILE = '=<img src="http://127.0.0.1:9/x">&"\'</script><b>'


def nip_of(number: int) -> str:
    return f"19900101201503{number:04d}"


def people_of(offices: int, each: int) -> Organisasi:
    """So many perangkat daerah with so many people each, the first of each their head; one name is hostile."""
    units, people = [], []
    for office in range(offices):
        kode, nama = f"PD{office:02d}", f"Dinas Contoh {office:02d}"
        head = nip_of(office * each)
        units.append(Unit(kode=kode, nama=nama, pimpinan=head, perangkat_daerah=nama))
        for one in range(each):
            number = office * each + one
            name = HOSTILE if number == 1 else f"Pegawai Contoh {number:04d}"
            superior = "" if one == 0 else head
            people.append(
                Pegawai(nip=nip_of(number), nama=name, jabatan="Analis", unit_kerja=kode, nip_penilai=superior)
            )
    return Organisasi(pegawai=tuple(people), unit=tuple(units))


def story_of(organisasi: Organisasi) -> Iterator[Event]:
    """What happens to them: all issued, nine in ten sent, and every tenth goes another way; in order."""
    moments: list[tuple[datetime, Event]] = []

    def add(day: int, kind: EventKind, number: int, **told: object) -> None:
        at = START + timedelta(days=day, minutes=number)
        orang = organisasi.pegawai[number]
        detail = told.pop("detail", {})
        event = Event(kind, at, "petugas", kode=f"K{number:04d}", nip=orang.nip, detail=detail, **told)  # type: ignore[arg-type]
        moments.append((at, event))

    for number, orang in enumerate(organisasi.pegawai):
        issued = {"nama": orang.nama, "unit": organisasi.nama_unit(orang.unit_kerja), "formulir": "skp-kuantitatif"}
        add(0, EventKind.ISSUED, number, terbitan=1, detail=issued)
        way = number % 10
        if way == 0:
            continue
        add(
            1,
            EventKind.SENT,
            number,
            terbitan=1,
            letter=f"L{number}",
            address=f"dinas-{orang.unit_kerja.lower()}@contoh.test",
        )
        if way == 1:
            add(2, EventKind.BOUNCED, number, letter=f"L{number}", reason="550 tidak dikenal")
        elif way in (2, 3, 4):
            bad = {"nasib": "perlu perbaikan", "temuan": {"target-kosong": 2, "aspek-belum-dipilih": way}}
            add(5 + way, EventKind.RECEIVED, number, terbitan=1, content=f"c{number}", detail=bad)
            if way > 2:
                add(9 + way, EventKind.RETURNED, number, terbitan=2)
        elif way in (5, 6, 7):
            add(
                4 + number % 9,
                EventKind.RECEIVED,
                number,
                terbitan=1,
                content=f"c{number}",
                detail={"nasib": "diterima"},
            )
        elif way == 8:
            add(9, EventKind.REMINDED, number, letter=f"R{number}", address="a@contoh.test")
        else:
            add(10, EventKind.WAIVED, number, reason="cuti besar")
    moments.sort(key=lambda told: told[0])
    for position, (_, event) in enumerate(moments, start=1):
        # A waiver is about a person, not about his workbook.
        yield event._replace(
            number=position, kode="" if event.kind in (EventKind.WAIVED, EventKind.REMINDED) else event.kode
        )
