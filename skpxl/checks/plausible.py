"""Rules for what is likely of the people of a roster: closed lists, age, golongan, title, who rates. All is only doubted.

What is likely is data (`workbook_templates/aturan/kepegawaian.toml`). What depends on the year holds against the campaign's
period, never against today; without a period it is not asked.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from skpxl.findings import Finding, temuan
from skpxl.model.golongan import parse_golongan
from skpxl.model.kepegawaian import AturanKepegawaian, retirement, within
from skpxl.model.nip import Nip, parse_nip
from skpxl.model.pegawai import Pegawai
from skpxl.model.periode import Periode, tanggal_tercetak
from skpxl.model.skp import slot_key
from skpxl.model.unit import Organisasi


@dataclass(frozen=True)
class Likely:
    """What people are held against: the rules, the list of pangkat and golongan ruang, the period of the campaign if any.

    `tells_kinds` says whether the roster gives anybody's Jenis Jabatan.
    """

    aturan: AturanKepegawaian
    golongan: Sequence[str]
    periode: Periode | None = None
    tells_kinds: bool = True

    @cached_property
    def rank(self) -> dict[str, int]:
        """The place of each golongan in the list: higher is later."""
        return {line.partition(" ")[0]: number for number, line in enumerate(self.golongan)}

    @cached_property
    def highest(self) -> str:
        """The last golongan ruang of PNS in the list."""
        return [line.partition(" ")[0] for line in self.golongan if "/" in line][-1]


def check_person(person: Pegawai, number: int, likely: Likely) -> Iterator[Finding]:
    """All that can be said of one person, or of a vacant post: its kind of jabatan alone."""
    yield from check_kind(person, number, likely)
    if not person.kosong:
        yield from check_status(person, number, likely.aturan)
        yield from check_rank(person, number, likely)
        nip = parse_nip(person.nip)
        if nip.sah:
            yield from check_pppk(nip, number, likely.aturan)
            yield from check_years(person, nip, number, likely)


def check_kind(person: Pegawai, number: int, likely: Likely) -> Iterator[Finding]:
    """Jenis Jabatan is one of the list, which decides the form; and the title does not say another one.

    A blank is told only where the title is a JPT's and the roster has the column at all.
    """
    aturan, said = likely.aturan, person.jenis_jabatan
    key = slot_key("pegawai", number, "jenis_jabatan")
    kinds = tuple(filter(None, [aturan.jenis_of(said)])) or aturan.jenis_umum(said)
    if said and not kinds:
        choices = ", ".join(aturan.jenis)
        yield temuan("daftar-jenis", key=key, found=said, suggestion=aturan.nearest_jenis(said), pilihan=choices)
        return
    titled = () if aturan.is_acting(person.jabatan) else aturan.jenis_of_title(person.jabatan)
    both = tuple(name for name in titled if not said or name in kinds)
    if titled and not both:
        meant = " atau ".join(titled)
        yield temuan("daftar-jabatan-jenis", key=key, found=said, suggestion=meant, jabatan=person.jabatan)
    elif (
        both
        and not person.jpt
        and (said or likely.tells_kinds)
        and all(aturan.jenis[name].kelompok == "jpt" for name in both)
    ):
        written = f"tertulis “{said}”" if said else "kosong"
        yield temuan(
            "daftar-jpt-tersirat", key=key, found=said, suggestion=both[0], jabatan=person.jabatan, tertulis=written
        )


def check_status(person: Pegawai, number: int, aturan: AturanKepegawaian) -> Iterator[Finding]:
    """The status is one of ASN (UU 20/2023)."""
    if not aturan.status_of(person.status):
        yield temuan(
            "daftar-status",
            key=slot_key("pegawai", number, "status"),
            found=person.status,
            suggestion=aturan.nearest_status(person.status),
            pilihan=", ".join(aturan.status),
        )


def check_rank(person: Pegawai, number: int, likely: Likely) -> Iterator[Finding]:
    """The golongan can be that of the jenjang that the title names, else of the kind of jabatan."""
    aturan, rank = likely.aturan, likely.rank
    golongan, _ = parse_golongan(person.pangkat_golongan, likely.golongan)
    if golongan is None or golongan.ruang not in rank or aturan.is_acting(person.jabatan):
        return  # an acting post says nothing of its holder's own
    held = rank[golongan.ruang]
    name, kind = aturan.jenjang_of(person.jabatan), aturan.jenis.get(aturan.kind(person))
    jenjang, kategori = aturan.jenjang.get(name), aturan.kategori.get(aturan.kategori_jenjang.get(name, ""))
    bounds: tuple[str, str] | None = None
    if kategori and (kind is None or kind.kelompok == "fungsional"):
        bounds = kategori.pppk if golongan.pppk else kategori.golongan
        fits = within(held, rank, bounds)
        if jenjang and not golongan.pppk:
            bounds = jenjang.golongan
            fits = fits and within(held, rank, bounds, aturan.kelonggaran)
    elif kind and kind.golongan and not golongan.pppk:
        bounds, name = (kind.golongan, likely.highest), aturan.kind(person)
        fits = within(held, rank, bounds)
    if bounds and not fits:
        usual = bounds[0] if bounds[0] == bounds[1] else f"{bounds[0]} sampai {bounds[1]}"
        key = slot_key("pegawai", number, "pangkat_golongan")
        yield temuan("daftar-golongan-jabatan", key=key, found=str(golongan), jabatan=name, lazim=usual)


def check_pppk(nip: Nip, number: int, aturan: AturanKepegawaian) -> Iterator[Finding]:
    """A PPPK was not appointed before there were any, and has had an agreement a year at most (PP 49/2018)."""
    if nip.jenis != "PPPK" or nip.tmt is None:
        return
    key, first = slot_key("pegawai", number, "nip"), aturan.pppk.tahun_pertama
    agreement = int(nip.digits[12:14])
    most = aturan.pppk.perjanjian_pertama + nip.tmt.year - first
    if nip.tmt.year < first:
        yield temuan("daftar-pppk-awal", key=key, found=nip.digits, tahun=nip.tmt.year, pertama=first)
    elif agreement > most:
        yield temuan(
            "daftar-pppk-perjanjian",
            key=key,
            found=nip.digits,
            angka=agreement,
            tahun=nip.tmt.year,
            pertama=aturan.pppk.perjanjian_pertama,
            terbanyak=most,
        )


def check_years(person: Pegawai, nip: Nip, number: int, likely: Likely) -> Iterator[Finding]:
    """Somebody is appointed when the period ends, and not pensioned before it begins (UU 20/2023 Pasal 55, by his NIP)."""
    periode, key = likely.periode, slot_key("pegawai", number, "nip")
    if periode is None or nip.born is None or nip.tmt is None:
        return
    if nip.tmt > periode.selesai:
        when = str(nip.tmt.year) if nip.jenis == "PPPK" else tanggal_tercetak(nip.tmt)
        yield temuan("daftar-belum-diangkat", key=key, found=nip.digits, tmt=when, periode=periode.tercetak())
        return
    age = likely.aturan.usia_pensiun(person)
    pensioned = retirement(nip.born, age)
    if pensioned <= periode.mulai:
        yield temuan(
            "daftar-lewat-pensiun",
            key=key,
            found=nip.digits,
            lahir=tanggal_tercetak(nip.born),
            usia=age,
            pensiun=tanggal_tercetak(pensioned),
            periode=periode.tercetak(),
        )


def check_raters(organisasi: Organisasi, aturan: AturanKepegawaian) -> Iterator[Finding]:
    """A pejabat penilai is a pengawas at least (PermenPANRB 6/2022 Pasal 1): told where he is named, and once at himself."""
    below = {
        person.nip: number
        for number, person in enumerate(organisasi.pegawai, start=1)
        if person.nip and not any(_may_rate(row, aturan) for row in organisasi.baris_pegawai(person.nip))
    }
    rated: dict[str, int] = {}
    for number, person in enumerate(organisasi.pegawai, start=1):
        if person.nip_penilai in below and person.nip_penilai != person.nip:
            rater = organisasi.pegawai[below[person.nip_penilai] - 1]
            rated[rater.nip] = rated.get(rater.nip, 0) + 1
            key = slot_key("pegawai", number, "nip_penilai")
            yield temuan("daftar-penilai-pelaksana", key=key, found=rater.nip, nama=rater.nama, jabatan=rater.jabatan)
    for nip, count in rated.items():
        key = slot_key("pegawai", below[nip], "jenis_jabatan")
        yield temuan(
            "daftar-pelaksana-menilai", key=key, found=aturan.kind(organisasi.pegawai[below[nip] - 1]), banyak=count
        )


def _may_rate(person: Pegawai, aturan: AturanKepegawaian) -> bool:
    """False where the jabatan of this row is known to be one whose holder rates nobody; an acting post is another one."""
    kind = aturan.jenis.get(aturan.kind(person))
    return kind is None or kind.menilai or aturan.is_acting(person.jabatan)
