"""Building matrices from SKPs: the matriks of every unit, and of a whole branch of the organisation at any level.

Every result stands exactly once among the matrices of the units: under a product of the unit it serves, else in *Belum
terpetakan* of the person's own unit. Nothing is dropped; what has no place says why.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from skpxl.model.fate import PersonFate
from skpxl.model.kesepakatan import Kesepakatan
from skpxl.model.matriks import BarisMatriks, MatriksPeranHasil, Peran
from skpxl.model.pegawai import Pegawai
from skpxl.model.pembagian import PeranSepakat
from skpxl.model.penempatan import DaftarPenempatan, Penempatan, id_of, relinked, relinked_skps
from skpxl.model.penugasan import row_of
from skpxl.model.putus import JenisPutus
from skpxl.model.skp import UKURAN, Bagian, HasilKerja, Skp, slot_key
from skpxl.model.teks import one_line
from skpxl.model.unit import Organisasi, Produk, Unit
from skpxl.placing.choice import Today
from skpxl.placing.decided import decided_column, decided_place, in_decided_order, is_aside, reason_of
from skpxl.placing.links import PLAIN, Choices
from skpxl.placing.rantai import Kenaikan, Rantai, Tujuan
from skpxl.placing.sambungan import Sambungan
from skpxl.sense.compare import Sense
from skpxl.sense.index import BySense

# The matriks of everything, above all topmost units.
SEMUA = Unit(kode="", nama="Seluruh perangkat daerah")


def baris_skp(organisasi: Organisasi, skp: Skp) -> Pegawai | None:
    """The row of the roster that an SKP belongs to; None where the roster has no place for it.

    Of a person with several rows (mutasi, Plt., a second penilai) the one that it was made for.
    """
    row = row_of(organisasi, skp)
    return row if row and organisasi.find_unit(row.unit_kerja) else None


@dataclass
class _Row:
    """A row being filled: one roster row (or a person of another unit), its SKPs, its roles by product."""

    person: Pegawai
    luar: bool = False
    di_unit_lain: int = 0
    peran: dict[str, list[Peran]] = field(default_factory=dict)
    rest: list[Peran] = field(default_factory=list)
    aside: list[Peran] = field(default_factory=list)


class _Sheet:
    """A matriks being built: its unit, columns and rows by identity of the roster row."""

    def __init__(self, unit: Unit, people: Sequence[Pegawai], columns: Sequence[Produk], sense: Sense) -> None:
        self.unit = unit
        self.tujuan = Tujuan(columns, sense)
        self.rows: dict[int, _Row] = {id(person): _Row(person) for person in people}

    def row_of(self, person: Pegawai) -> _Row:
        """The row of a person, added as one of another unit where he has none yet."""
        return self.rows.setdefault(id(person), _Row(person, luar=True))


class Arranger:
    """All SKPs of a run, placed over the organisation. `tidak_bertugas` are those of whom no SKP is to be waited for (NIPs).

    `fates` tell of each row of the roster (from 1) how it stands with its SKP; without them the SKPs alone tell it. `carried`
    are the lists that the workbooks were issued with: they tell which text an id stood for then. `penempatan` are
    the decisions of people, which go before what the SKPs say: of the result that they are about, and of those that hang on it
    and would have no place otherwise. Nothing else is moved by them.
    """

    def __init__(
        self,
        organisasi: Organisasi,
        skps: Sequence[Skp],
        sepakat: Kesepakatan | None = None,
        fates: Mapping[int, PersonFate] | None = None,
        sense: Sense = PLAIN,
        carried: Iterable[Choices] = (),
        penempatan: DaftarPenempatan | None = None,
    ) -> None:
        self.organisasi = organisasi
        self.sense = sense
        self.sepakat = sepakat
        self._fates = fates
        self._numbers = {id(person): number for number, person in enumerate(organisasi.pegawai, start=1)}
        self._by_row: dict[int, list[Skp]] = {}
        self.tidak_bertugas = _not_serving(organisasi, fates or {})
        self.sambungan = Sambungan(organisasi, skps, sepakat, sense, self.tidak_bertugas)
        today = Today(organisasi.produk, tuple(carried), self._units_of, sense)
        self.rantai = Rantai(skps, sepakat, today, self.sambungan)
        self._decided = penempatan or DaftarPenempatan()
        decided = relinked_skps(skps, self._decided) if self._decided else None
        self._as_decided = Rantai(decided, sepakat, today, self.sambungan) if decided else None
        self._branches: dict[str, frozenset[str]] = {}
        # Indikator that somebody supports by id: then they, not the results, head the columns.
        self._indikator = {
            hasil.diintervensi_id
            for skp in skps
            for _, _, hasil in skp.semua_hasil()
            if UKURAN in (hasil.diintervensi_id or "")
        }
        for skp in skps:
            if person := baris_skp(organisasi, skp):
                self._by_row.setdefault(id(person), []).append(skp)

    def per_unit(self) -> list[MatriksPeranHasil]:
        """The matriks of every unit that has people or roles, in roster order.

        A role made in another unit stands in the matriks of the unit whose product it serves.
        """
        sheets: dict[str, _Sheet] = {}
        for unit in self.organisasi.unit_sekali():
            people = self.organisasi.anggota(unit.kode)
            sheets[unit.kode] = _Sheet(unit, people, self._columns(unit, people), self.sense)
        owner = {
            id_: kode
            for kode, sheet in sheets.items()
            for produk in sheet.tujuan.produk
            for id_ in (produk.id, produk.peran_id)
            if id_
        }
        for kode, sheet in sheets.items():
            if sheet.rows:  # the heads of the units below: who holds the post stands there by his roles
                for unit in self.organisasi.anak(kode):
                    if (post := self.organisasi.kepala(unit)) and post.kosong:
                        sheet.row_of(post)
        for kode, sheet in sheets.items():
            for row in [row for row in sheet.rows.values() if not row.luar]:
                for skp in self._by_row.get(id(row.person), ()):
                    for result in _written(skp):
                        self._place(kode, row.person, skp, result, sheets, owner)
        return [self._finished(sheet) for sheet in sheets.values() if sheet.rows]

    def bawahan(self, unit: Unit) -> MatriksPeranHasil:
        """The matriks of a unit with everybody in it and in the units below, under the unit's own products.

        With `SEMUA` everybody, under the products of the topmost units.
        """
        branch = self.organisasi.cabang(unit.kode)
        people = [person for below in branch for person in self.organisasi.anggota(below.kode)]
        if unit.kode:
            columns = self._columns(unit, self.organisasi.anggota(unit.kode))
        else:
            tops = self.organisasi.anak("")
            columns = [produk for top in tops for produk in self._columns(top, self.organisasi.anggota(top.kode))]
        sheet = _Sheet(unit, people, columns, self.sense)
        for row in sheet.rows.values():
            for skp in self._by_row.get(id(row.person), ()):
                for bagian, number, hasil in _written(skp):
                    decision = self._decided.of(id_of(skp.pegawai.nip, hasil))
                    climbed = self._own(self._climb_as_decided(skp, hasil, sheet, decision), sheet)
                    _lay(row, climbed, _role(bagian, number, hasil, climbed, decision))
        return self._finished(sheet, bercabang=True)

    def named(self, climbed: Kenaikan, columns: Sequence[Produk]) -> Kenaikan:
        """The same, or where it broke off, ended at the nearest result on the way whose owner names by it a column of his."""
        for written, steps in () if climbed.produk else climbed.over:
            if column := self.sambungan.named_column(*written, columns):
                return replace(climbed, produk=column, path=climbed.path[:steps], putus=None, broken_at=None)
        return climbed

    def _place(
        self,
        kode: str,
        person: Pegawai,
        skp: Skp,
        result: tuple[Bagian, int, HasilKerja],
        sheets: dict[str, _Sheet],
        owner: dict[str, str],
    ) -> None:
        """Put one result where it belongs.

        That is where somebody has decided it to be, else the unit whose product was chosen by id, else the own unit, else
        those above it, nearest first, else the unit at whose product its chain ends; what reaches none of them is left over
        in the own unit. A unit's product is reached, too, over a result of its pimpinan that names it.
        """
        hasil = result[2]
        decision = self._decided.of(id_of(skp.pegawai.nip, hasil))
        columns = {code: sheet.tujuan.produk for code, sheet in sheets.items()} if decision else {}
        if decided := decided_place(kode, decision, columns, owner, self.sense):
            self._lay_in(sheets, kode, decided[0], person, decided[1], _role(*result, decided[1], decision))
            return
        if decision and decision.produk:  # the product is gone
            decision = decision.model_copy(update={"produk": None})
        chosen = owner.get(self.rantai.choice(skp, hasil).id)
        above = [unit.kode for unit in self.organisasi.rantai_unit(kode)][1:]
        place, climbed = kode, None
        for candidate in dict.fromkeys([*([chosen] if chosen else []), kode, *above]):
            if candidate not in sheets:
                continue
            tried = self._climb(skp, hasil, sheets[candidate])
            tried = self.named(tried, sheets[candidate].tujuan.produk)
            if tried.produk:
                place, climbed = candidate, tried
                break
        if climbed is None:
            climbed = self._own(self._climb(skp, hasil, sheets[kode]), sheets[kode])
            elsewhere = climbed.putus.unit if climbed.putus and climbed.putus.jenis is JenisPutus.UNIT_LAIN else ""
            if elsewhere in sheets and (tried := self._climb(skp, hasil, sheets[elsewhere])).produk:
                place, climbed = elsewhere, tried
        self._lay_in(sheets, kode, place, person, climbed, _role(*result, climbed, decision))

    @staticmethod
    def _lay_in(
        sheets: Mapping[str, _Sheet], kode: str, place: str, person: Pegawai, climbed: Kenaikan, peran: Peran
    ) -> None:
        """Lay a role of somebody of unit `kode` in the matriks of the unit `place`."""
        if place != kode:
            sheets[kode].rows[id(person)].di_unit_lain += 1
        _lay(sheets[place].row_of(person), climbed, peran)

    def _units_of(self, skp: Skp) -> list[str]:
        """The person's own unit and those above it, nearest first."""
        person = baris_skp(self.organisasi, skp)
        return [unit.kode for unit in self.organisasi.rantai_unit(person.unit_kerja)] if person else []

    def _climb(self, skp: Skp, hasil: HasilKerja, sheet: _Sheet) -> Kenaikan:
        """A result followed to the columns of a sheet, over the products of the units below it.

        Where that breaks off, by way of what was decided on the results above it.
        """
        climbed = self.rantai.climb(skp, hasil, sheet.tujuan, self._branch(sheet))
        if climbed.produk or self._as_decided is None:
            return climbed
        followed = self._as_decided.climb(skp, hasil, sheet.tujuan, self._branch(sheet))
        return followed if followed.produk else climbed

    def _climb_as_decided(self, skp: Skp, hasil: HasilKerja, sheet: _Sheet, decision: Penempatan | None) -> Kenaikan:
        """The same to the columns of a branch, where what was decided on the result itself goes before its SKP."""
        units = sorted({sheet.unit.kode, *(produk.unit for produk in sheet.tujuan.produk)})
        in_branch = self._decided.in_branch(id_of(skp.pegawai.nip, hasil), units)
        if decided := decided_column((in_branch, decision), sheet.tujuan.produk, self.sense):
            return decided
        if decision and decision.produk and self._as_decided:
            return self._as_decided.climb(skp, relinked(hasil, decision), sheet.tujuan, self._branch(sheet))
        return self._climb(skp, hasil, sheet)

    def _branch(self, sheet: _Sheet) -> frozenset[str]:
        kode = sheet.unit.kode
        if kode not in self._branches:
            self._branches[kode] = frozenset(below.kode for below in self.organisasi.cabang(kode))
        return self._branches[kode]

    def _own(self, climbed: Kenaikan, sheet: _Sheet) -> Kenaikan:
        """The same, or where it broke off at a pimpinan's result that heads a column himself, ended there."""
        climbed = self.named(climbed, sheet.tujuan.produk)
        column = self.sambungan.own_column(*climbed.broken_at, sheet.tujuan.produk) if climbed.broken_at else None
        return replace(climbed, produk=column, putus=None, broken_at=None) if column else climbed

    def _columns(self, unit: Unit, people: Sequence[Pegawai]) -> list[Produk]:
        """The columns of a unit: its products, else the results of its pimpinan (where that post is vacant, the roles agreed on
        for it), else where its people's chains end.

        On the second level the ketua tim's own roles are the column heads (PermenPANRB 6/2022).
        """
        if produk := self.organisasi.produk_unit(unit.kode):
            return produk
        if self.sepakat and (roles := self.sepakat.peran_lowong(unit.kode)):
            return [_role_as_column(unit, role.peran) for role in roles]
        if pimpinan := self.organisasi.find_pegawai(unit.pimpinan) if unit.pimpinan else None:
            rows = self.organisasi.baris_pegawai(pimpinan.nip)
            own = [skp for row in rows for skp in self._by_row.get(id(row), ())]
            results = [result for skp in own for _, _, result in _written(skp)]
            if results and (self.organisasi.bawahan(pimpinan.nip) or any(skp.bagi == "jpt" for skp in own)):
                return [produk for result in results for produk in self._as_columns(unit, result)]
        return self._columns_of_ends(unit, people)

    def _as_columns(self, unit: Unit, hasil: HasilKerja) -> list[Produk]:
        """A result of the pimpinan as a column; as one per indikator where his people support those."""
        ukuran = hasil.ukuran()
        if any(id_ in self._indikator for id_, _ in ukuran):
            return [Produk(unit=unit.kode, kode=id_, teks=one_line(text), asal=id_) for id_, text in ukuran]
        return [
            Produk(
                unit=unit.kode,
                kode=hasil.id or "",
                teks=one_line(hasil.rencana_hasil_kerja),
                asal=hasil.id or "",
                peran_id=hasil.peran_id or "",
            )
        ]

    def _columns_of_ends(self, unit: Unit, people: Sequence[Pegawai]) -> list[Produk]:
        """Columns for a unit without products: the texts at which its people's chains end, in order of appearance."""
        nowhere = Tujuan(())
        # What serves another unit's product stands there, and is no column of this one.
        elsewhere = {produk.id for produk in self.organisasi.produk}
        ends: list[str] = []
        known = BySense[str](self.sense)
        for person in people:
            for skp in self._by_row.get(id(person), ()):
                for _, _, hasil in _written(skp):
                    climbed = self.rantai.climb(skp, hasil, nowhere)
                    if climbed.path and climbed.end not in elsewhere and not known.find(climbed.path[-1]):
                        ends.append(climbed.path[-1])
                        known.add(climbed.path[-1], climbed.path[-1])
        return [Produk(unit=unit.kode, kode=str(number), teks=text) for number, text in enumerate(ends, start=1)]

    def _fate(self, person: Pegawai) -> PersonFate:
        if self._fates is not None:
            return self._fates[self._numbers[id(person)]]
        if id(person) in self._by_row:
            return PersonFate.DITERIMA
        return PersonFate.LOWONG if person.kosong else PersonFate.BELUM_MASUK

    def _finished(self, sheet: _Sheet, *, bercabang: bool = False) -> MatriksPeranHasil:
        many: dict[str, int] = {}
        for row in sheet.rows.values():
            if row.person.nip:
                many[row.person.nip] = many.get(row.person.nip, 0) + 1
        return MatriksPeranHasil(
            unit=sheet.unit,
            kolom=sheet.tujuan.produk,
            bercabang=bercabang,
            baris=tuple(
                BarisMatriks(
                    nama=row.person.nama,
                    nip=row.person.nip,
                    jabatan=row.person.jabatan,
                    unit=row.person.unit_kerja,
                    nama_unit=self.organisasi.sebutan_unit(row.person.unit_kerja),
                    penilai=self.organisasi.penilai(row.person).nama if many.get(row.person.nip, 0) > 1 else "",
                    luar=row.luar,
                    peran={id_: in_decided_order(peran) for id_, peran in row.peran.items()},
                    sisa=in_decided_order(row.rest),
                    disisihkan=tuple(row.aside),
                    fate=self._fate(row.person),
                    nomor=self._numbers[id(row.person)],
                    di_unit_lain=row.di_unit_lain,
                )
                for row in sheet.rows.values()
            ),
        )


def _not_serving(organisasi: Organisasi, fates: Mapping[int, PersonFate]) -> set[str]:
    """The NIPs of which every row of the roster is one that serves on no day of the period."""
    serving: dict[str, bool] = {}
    for number, person in enumerate(organisasi.pegawai, start=1):
        is_away = fates.get(number) is PersonFate.TIDAK_BERTUGAS
        serving[person.nip] = serving.get(person.nip, False) or not is_away
    return {nip for nip, serves in serving.items() if nip and not serves}


def _role_as_column(unit: Unit, role: PeranSepakat) -> Produk:
    """A role given to the vacant post of a unit's head as a column of the unit."""
    return Produk(unit=unit.kode, kode=role.id, teks=one_line(role.teks), asal=role.id, peran_id=role.id)


def _written(skp: Skp) -> list[tuple[Bagian, int, HasilKerja]]:
    return [result for result in skp.semua_hasil() if result[2].rencana_hasil_kerja.strip()]


def _role(
    bagian: Bagian, number: int, hasil: HasilKerja, climbed: Kenaikan, decision: Penempatan | None = None
) -> Peran:
    return Peran(
        teks=one_line(hasil.rencana_hasil_kerja),
        id=hasil.id or "",
        peran_id=hasil.peran_id or "",
        key=slot_key("hasil_kerja", bagian, number, "rencana_hasil_kerja"),
        atas=climbed.above,
        jalan=climbed.path,
        sebab=climbed.reason or reason_of(decision),
        putus=climbed.putus,
        dipilih=climbed.link.dipilih if climbed.link else "",
        sekarang=climbed.link.sekarang if climbed.link else "",
        bertentangan=climbed.link is not None and climbed.link.bertentangan,
        keputusan=decision,
    )


def _lay(row: _Row, climbed: Kenaikan, peran: Peran) -> None:
    if is_aside(peran):
        row.aside.append(peran)
    elif climbed.produk:
        row.peran.setdefault(climbed.produk.id, []).append(peran)
    else:
        row.rest.append(peran)
