"""The matrices to be filled in: one for each pimpinan of a unit, and on the second level one for each ketua tim.

PermenPANRB 6/2022, penyelarasan: with one level the pimpinan divides roles over everybody; with two levels over ketua tim and
those who work alone, and each ketua tim's own roles head the columns of the next matriks.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from skpxl.kinds.blank_skp import hasil_dari
from skpxl.kinds.kind import VACANT, JudulKolom, Order, Wishes
from skpxl.kinds.stamping import stamp_of
from skpxl.kinds.superior import results_in, roles_in
from skpxl.model.kesepakatan import Kesepakatan
from skpxl.model.pegawai import Pegawai
from skpxl.model.pembagian import PEMISAH, vacant_name
from skpxl.model.skp import slot_key
from skpxl.model.stamp import singkatan
from skpxl.model.teks import one_line
from skpxl.model.unit import Organisasi, Unit
from skpxl.template.definition import Definition
from skpxl.template.form import Form, Ikatan, Pilihan

# More people or columns than this are no longer one sheet that somebody fills in; a stamp counts no more rows either.
ORANG_MAKS, KOLOM_MAKS = 200, 40
_VACANT = (
    f"{VACANT}: belum ada yang membagi peran di unit ini; peran jabatan itu di matriks unit atasnya menjadi kolom matriks ini "
    "setelah pimpinan atau Plt.-nya ada di kolom Pimpinan"
)
_NO_COLUMNS: dict[JudulKolom, str] = {
    "": "belum ada produk di lembar Produk, dan SKP atau peran pimpinannya belum ada (--from, --matriks)",
    "produk": "belum ada produk di lembar Produk",
    "hasil": "SKP pimpinannya belum ada di folder --from",
    "indikator": "SKP pimpinannya belum ada di folder --from, atau belum memuat indikator",
}


@dataclass(frozen=True)
class MatriksTerbit:
    """The matriks of one unit (or of a team that is no unit): who divides, and the form or why there is none."""

    orang: Pegawai
    unit: Unit
    form: Form | None
    reason: str = ""


def blank_matrices(order: Order, definition: Definition) -> Iterator[MatriksTerbit]:
    """The matriks of every unit with people, in roster order, then of every team whose leader heads no unit.

    Columns are those of a matriks that is agreed on already, else the leader's own roles where something was agreed on, else
    the unit's products, else his results; the wish `columns` asks for one kind: `produk`, `hasil`, or the `indikator` of his
    results. `units` restricts to these
    units and those below them, `nips` to these leaders. Raises SkpxlError for a unit or NIP that the roster does not
    have.
    """
    for pembagi in _dividing(order.organisasi, order.wishes):
        if pembagi.pemimpin and pembagi.pemimpin.kosong:
            yield MatriksTerbit(pembagi.pemimpin, pembagi.unit, None, _VACANT)
            continue
        if not pembagi.pemimpin:
            yield MatriksTerbit(
                Pegawai(jabatan=f"Pimpinan {pembagi.unit.nama}", unit_kerja=pembagi.unit.kode), pembagi.unit, None,
                "pimpinan unit belum diisi di daftar pegawai",
            )  # fmt: skip
            continue
        columns = _columns(pembagi.pemimpin, pembagi.unit, order.organisasi, order.wishes)
        reason = ""
        if not columns:
            reason = _NO_COLUMNS[order.wishes.columns]
        elif len(columns) > KOLOM_MAKS or len(pembagi.peserta) > ORANG_MAKS:
            reason = (
                f"{len(pembagi.peserta)} orang dan {len(columns)} kolom melebihi satu lembar "
                f"({ORANG_MAKS} dan {KOLOM_MAKS}); bagi unit itu di lembar Unit"
            )
        form = None if reason else _form(pembagi, pembagi.pemimpin, columns, order, definition)
        yield MatriksTerbit(pembagi.pemimpin, pembagi.unit, form, reason)


@dataclass(frozen=True)
class _Pembagi:
    pemimpin: Pegawai | None
    unit: Unit
    peserta: tuple[Pegawai, ...]


def _dividing(organisasi: Organisasi, wishes: Wishes) -> Iterator[_Pembagi]:
    units, nips, kesepakatan = wishes.units, wishes.nips, wishes.kesepakatan
    organisasi.ensure_known(units, nips)
    inside = {unit.kode for code in units for unit in organisasi.cabang(code)}
    leading: set[str] = set()
    for unit in organisasi.unit_sekali():
        peserta = organisasi.peserta(unit.kode)
        leading.add(unit.pimpinan)
        pemimpin = organisasi.kepala(unit)
        if (
            unit.kode
            and any(orang.nip != unit.pimpinan or orang.kosong for orang in peserta)
            and (not units or unit.kode in inside)
            and (not nips or (pemimpin is not None and pemimpin.nip in nips))
        ):
            yield _Pembagi(pemimpin, unit, tuple(_once_each(peserta)))
    # Teams that are no units of their own: known once the leader has roles that can be divided further.
    for orang in {other.nip: other for other in organisasi.pegawai if other.nip}.values() if kesepakatan else ():
        reports = [other for other in organisasi.bawahan(orang.nip) if other.nip != orang.nip]
        if orang.nip in leading or not reports or not (kesepakatan and kesepakatan.peran(orang.nip, orang.nama)):
            continue
        if (units and orang.unit_kerja not in inside) or (nips and orang.nip not in nips):
            continue
        parent = organisasi.find_unit(orang.unit_kerja)
        name = f"{parent.nama if parent else orang.unit_kerja}, tim {orang.nama}"
        office = parent.perangkat_daerah if parent else ""
        team = Unit(kode=f"{orang.unit_kerja}-{orang.nip}", nama=name, pimpinan=orang.nip, perangkat_daerah=office)
        yield _Pembagi(orang, team, tuple(_once_each([orang, *reports])))


def _once_each(people: Sequence[Pegawai]) -> list[Pegawai]:
    """Each person once in a unit: somebody with two rows of the roster there divides or carries his roles once."""
    seen: set[tuple[str, str]] = set()
    once = []
    for orang in people:
        if not orang.nip or (orang.nip, orang.unit_kerja) not in seen:
            once.append(orang)
        seen.add((orang.nip, orang.unit_kerja))
    return once


def _columns(pemimpin: Pegawai, unit: Unit, organisasi: Organisasi, wishes: Wishes) -> list[Pilihan]:
    """The column heads, equal texts once, by one rule for every unit and team.

    A matriks that is agreed on keeps its columns; else the roles agreed on with the leader in his post here, else the
    products of the unit, else his results here. What belongs to another unit of the same leader heads no column.
    """
    kesepakatan, heads = wishes.kesepakatan, wishes.columns
    kode = unit.kode if organisasi.find_unit(unit.kode) else pemimpin.unit_kerja
    skps = results_in(pemimpin.nip, kode, organisasi, wishes.hasil_atasan)
    own = [hasil for skp in skps for hasil in hasil_dari(skp)]
    columns: list[Pilihan] = []
    if kesepakatan and not heads:
        columns = _agreed_columns(pemimpin, unit, kesepakatan)
        columns = columns or [
            Pilihan(role.peran.id, role.peran.teks)
            for role in roles_in(pemimpin.nip, pemimpin.nama, kode, organisasi, kesepakatan)
        ]
    if not columns and heads in ("", "produk"):
        columns = [Pilihan(produk.id, produk.teks) for produk in organisasi.produk_unit(unit.kode)]
    if not columns and heads in ("", "hasil"):
        columns = [Pilihan(result.id or "", one_line(result.rencana_hasil_kerja)) for result in own]
    if heads == "indikator":
        columns = [Pilihan(key, one_line(text)) for result in own for key, text in result.ukuran()]
    return list({choice.teks: choice for choice in reversed(columns)}.values())[::-1]


def _agreed_columns(pemimpin: Pegawai, unit: Unit, kesepakatan: Kesepakatan) -> list[Pilihan]:
    """The columns of the matriks that is agreed on for this very unit under this leader; none where there is no such one."""
    agreed = [one for one in kesepakatan.pembagian if unit.kode == one.kode and one.pimpinan == pemimpin.nip]
    return [Pilihan(column.id, column.teks) for one in agreed[-1:] for column in one.kolom if column.teks]


def _form(
    pembagi: _Pembagi, pemimpin: Pegawai, columns: Sequence[Pilihan], order: Order, definition: Definition
) -> Form:
    """The signed form, rows and columns filled in and bound, roles empty."""
    organisasi, settings, signing_key = order.organisasi, order.settings, order.wishes.signing_key
    unit = pembagi.unit
    blok = definition.blok_matriks()
    id_pegawai = singkatan(pemimpin.nip, pemimpin.nama)
    penilai = organisasi.penilai(pemimpin)
    id_penilai = singkatan(penilai.nip, penilai.nama)
    terkunci = {"pegawai_nama": pemimpin.nama, "pegawai_nip": pemimpin.nip, "pegawai_jabatan": pemimpin.jabatan}
    bonds: list[Ikatan] = []
    posts = [post for below in organisasi.anak(unit.kode) if (post := organisasi.jabatan_lowong(below.kode))]
    for number, column in enumerate(columns, start=1):
        key = slot_key(blok.id, "kolom", number)
        terkunci[key] = column.teks
        bonds.append(Ikatan(key, column.id, column.teks))
    for row, orang in enumerate(pembagi.peserta, start=1):
        key = slot_key(blok.id, "baris", row, "nama")
        name = vacant_name(orang.jabatan) if orang in posts else orang.nama
        terkunci[key] = name
        terkunci[slot_key(blok.id, "baris", row, "jabatan")] = orang.jabatan
        bonds.append(Ikatan(key, orang.nip, name))
    konteks = {
        "instansi": settings.instansi,
        "tahun": str(settings.tahun),
        "kertas": settings.kertas,
        "unit": unit.nama,
        "kode_unit": unit.kode,
        "nomor": "1",
    }
    masa = settings.masa
    counts = (("baris", len(pembagi.peserta)), ("kolom", len(columns)), ("lain", blok.lain))
    # One person may head several units; each has a workbook, and a code, of its own.
    stamp = stamp_of(definition, masa, id_pegawai, id_penilai, signing_key=signing_key, jumlah=counts, unit=unit.kode)
    others = _other_people(pembagi.peserta, pemimpin, organisasi)
    choices = {blok.daftar_lain: others} if others else {}
    return Form(definition, stamp, terkunci, konteks, choices, tuple(bonds)).signed(signing_key)


def _other_people(peserta: Sequence[Pegawai], pemimpin: Pegawai, organisasi: Organisasi) -> tuple[Pilihan, ...]:
    """The people of the same perangkat daerah who are not on the sheet, by name: `Nama — Jabatan`, all different."""
    listed = {orang.nip for orang in peserta}
    office = organisasi.nama_perangkat_daerah(pemimpin)
    candidates = {
        orang.nip: orang
        for orang in organisasi.pegawai
        if orang.nip and orang.nama and orang.nip not in listed and organisasi.nama_perangkat_daerah(orang) == office
    }
    choices: dict[str, Pilihan] = {}
    for orang in sorted(candidates.values(), key=lambda other: other.nama.casefold()):
        text = " ".join((f"{orang.nama}{PEMISAH}{orang.jabatan}" if orang.jabatan else orang.nama).split())
        if text in choices:
            text = f"{text} ({orang.nip})"
        choices[text] = Pilihan(orang.nip, text)
    return tuple(choices.values())
