"""Which evaluations give angka kredit: whose, for which months, and each month once. It makes no paper.

Peraturan BKN 3/2023: only PNS in a jabatan fungsional; SE MenPANRB 8/2023: counted from 1 January 2023. The months of a year
are shared over its SKPs. An annual evaluation says the last word on the periodic ones of the same days.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from skpxl.model.angka_kredit import AngkaKredit, AturanAngkaKredit, angka_kredit, find_jenjang
from skpxl.model.nip import parse_nip
from skpxl.model.pegawai import Pegawai
from skpxl.model.periode import tanggal_tercetak
from skpxl.papers.contents import Dinilai, rate
from skpxl.papers.doubtful import of_credit, why_waiting
from skpxl.papers.order import PaperOrder
from skpxl.receive.validate import ReceivedFile

TERMASUK = "evaluasi periodik, bulannya termasuk evaluasi tahunannya"


@dataclass(frozen=True)
class Konversi:
    """The angka kredit of one evaluation; `sebelumnya` is that of the earlier months of its year, in their order."""

    dinilai: Dinilai
    kredit: AngkaKredit
    sebelumnya: tuple["Konversi", ...] = ()


@dataclass(frozen=True)
class Credits:
    """By file what an evaluation gives, or why nothing. `termasuk` are the periodic ones that an annual one covers."""

    of_file: Mapping[str, Konversi | str] = field(default_factory=dict)
    termasuk: frozenset[str] = frozenset()


def granted(
    files: Iterable[ReceivedFile], order: PaperOrder, person_of: Callable[[ReceivedFile], Pegawai | None]
) -> Credits:
    """What all these evaluations give together; `person_of` is the row of the roster that one was issued for."""
    per_person: dict[str, list[tuple[ReceivedFile, Dinilai]]] = {}
    for file in files:
        if file.evaluasi is not None and file.evaluasi.periode is not None:
            dinilai = rate(file.evaluasi, order.library.aturan)
            per_person.setdefault(file.owner.nip, []).append((file, dinilai))
    found: dict[str, Konversi | str] = {}
    covered: set[str] = set()
    for evaluations in per_person.values():
        annual = [one for one in evaluations if one[1].evaluasi.jenis == "tahunan"]
        counted = [
            one
            for one in evaluations
            if one in annual or not any(other.masa.beririsan(one[1].masa) for _, other in annual)
        ]
        of_person = _of_person(counted, order, person_of)
        found |= of_person
        if any(isinstance(one, Konversi) for one in of_person.values()):
            covered |= {file.reading.file for file, _ in evaluations} - {file.reading.file for file, _ in counted}
    return Credits(found, frozenset(covered))


def _of_person(
    evaluations: Sequence[tuple[ReceivedFile, Dinilai]],
    order: PaperOrder,
    person_of: Callable[[ReceivedFile], Pegawai | None],
) -> dict[str, Konversi | str]:
    given = {file.reading.file: credit_of(dinilai, person_of(file), order) for file, dinilai in evaluations}
    found: dict[str, Konversi | str] = {}
    earlier: list[Konversi] = []
    for file, dinilai in sorted(evaluations, key=lambda one: (one[1].masa.mulai, one[1].masa.selesai)):
        name, credit = file.reading.file, given[file.reading.file]
        overlapping = [
            other.reading.file
            for other, days in evaluations
            if other is not file
            and not isinstance(given[other.reading.file], str)
            and days.masa.beririsan(dinilai.masa)
        ]
        if isinstance(credit, str):
            found[name] = credit
        elif overlapping:
            found[name] = (
                f"masanya, {dinilai.masa.tercetak()}, bertumpuk dengan evaluasi {overlapping[0]}; isi Mulai dan Selesai kedua "
                "barisnya di daftar pegawai, lalu terbitkan evaluasinya lagi"
            )
        else:
            of_year = tuple(one for one in earlier if one.dinilai.evaluasi.tahun == dinilai.evaluasi.tahun)
            konversi = Konversi(dinilai, credit, of_year)
            earlier.append(konversi)
            found[name] = konversi
    return found


def credit_of(dinilai: Dinilai, pegawai: Pegawai | None, order: PaperOrder) -> AngkaKredit | str:
    """The angka kredit of an evaluation, or why there is none, in Indonesian.

    The roster's Jenis Jabatan counts where it says something; whether a jabatan is a JF is otherwise told by its name.
    """
    aturan = order.library.aturan.angka_kredit
    if reason := _not_granted(dinilai, pegawai, aturan):
        return reason
    jenjang = find_jenjang(dinilai.evaluasi.pegawai.jabatan, aturan.sebutan_jenjang)
    if not jenjang:
        return "jenjang jabatan fungsional tidak dikenali dari nama jabatannya"
    if not dinilai.predikat:
        return "predikatnya belum ada"
    months = dinilai.masa.bulan
    if not months:
        return "masa penilaiannya kurang dari setengah bulan"
    credit = angka_kredit(dinilai.predikat, jenjang, months, aturan) if months <= 12 else None
    if credit is None:
        return f"masa penilaiannya {months} bulan, lebih dari setahun"
    if waiting := [figure for figure in of_credit(credit, aturan) if figure not in order.wanted.confirmed]:
        return why_waiting(waiting)
    return credit


def _not_granted(dinilai: Dinilai, pegawai: Pegawai | None, aturan: AturanAngkaKredit) -> str:
    """Why somebody is granted none whatever his predikat is; empty where he is."""
    kind = pegawai.jenis_jabatan.strip().casefold() if pegawai else ""
    if kind and not kind.startswith(("fungsional", "jf", "jabatan fungsional")):
        return "bukan jabatan fungsional"
    status = (pegawai.status.strip() if pegawai else "") or "PNS"
    status = next((known for known in aturan.berlaku.status if known.casefold() == status.casefold()), status)
    number = parse_nip(dinilai.evaluasi.pegawai.nip).jenis
    if status in aturan.berlaku.status and number and number not in aturan.berlaku.status:
        status = number
    if status not in aturan.berlaku.status:
        return f"{status}, sedangkan angka kredit hanya untuk {' dan '.join(aturan.berlaku.status)}"
    if dinilai.masa.mulai < aturan.berlaku.sejak:
        return (
            f"angka kredit dari predikat dihitung sejak {tanggal_tercetak(aturan.berlaku.sejak)}, masanya sebelum itu"
        )
    return ""
