"""Fates: what became of each thing on a list, and the account that counts them. It decides no fate; the steps do.

A fate is decided, never left over: `tally` holds what was decided against the list itself, by name, so that nothing can be
lost, counted twice or made up without an `AccountError`.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from skpxl.errors import AccountError

F = TypeVar("F", bound=StrEnum)
Id = TypeVar("Id", bound=Hashable)
_NAMED_MAX = 3


class FileFate(StrEnum):
    """What becomes of a file that was received."""

    DITERIMA = "diterima"
    PERLU_PERBAIKAN = "perlu perbaikan"
    TIDAK_TERBACA = "tidak terbaca"
    GANDA = "ganda"
    BUKAN_KITA = "bukan formulir kita"


class MailFate(StrEnum):
    """What becomes of a mail that was fetched. `TAK_DIPAHAMI` stays where it lies and is listed."""

    DIAMBIL = "berkasnya diambil"
    TANPA_LAMPIRAN = "tanpa lampiran"
    MESIN = "surat mesin"
    KEMBALI = "surat kembali"
    KITA = "surat kita sendiri"
    TAK_DIPAHAMI = "tidak dipahami"


class TakenFate(StrEnum):
    """What a file that was met in a source is to the ledger."""

    BARU = "baru"
    LAGI = "isi yang sama datang lagi"
    TERCATAT = "sudah tercatat"


class ContentFate(StrEnum):
    """How it stands with a content that came in: as with its file, or it was set aside, or its file is gone from `masuk/`."""

    DITERIMA = "diterima"
    PERLU_PERBAIKAN = "perlu perbaikan"
    TIDAK_TERBACA = "tidak terbaca"
    GANDA = "ganda"
    BUKAN_KITA = "bukan formulir kita"
    DISISIHKAN = "disisihkan"
    HILANG = "tidak ada lagi di masuk"


class RosterFate(StrEnum):
    """What a row of the roster stands for."""

    ORANG = "orang"
    LOWONG = "jabatan lowong"


class RosterRowFate(StrEnum):
    """How a row of the roster stands to the SKP that is out for it."""

    SAMA = "sama"
    BERUBAH = "berubah sejak terbit"
    BARU = "belum terbit"
    TANPA_FORMULIR = "tanpa formulir"


class PersonFate(StrEnum):
    """How it stands with the SKP of one row of the roster. The first two are in; `TAK_DIPAKAI` has sent files, none of
    which counts, and that is something else than to have sent nothing; `TIDAK_BERTUGAS` serves on no day of the period."""

    DITERIMA = "diterima"
    PERLU_PERBAIKAN = "perlu perbaikan"
    TAK_DIPAKAI = "belum dapat dipakai"
    BELUM_MASUK = "belum masuk"
    TIDAK_BERTUGAS = "tidak bertugas dalam masa ini"
    LOWONG = "lowong"
    TANPA_UNIT = "tanpa unit"

    @property
    def is_in(self) -> bool:
        """True where an SKP is in and counts."""
        return self in (PersonFate.DITERIMA, PersonFate.PERLU_PERBAIKAN)

    @property
    def is_due(self) -> bool:
        """False where nobody owes an SKP: the post is vacant, or its holder serves on no day of the period."""
        return self not in (PersonFate.TIDAK_BERTUGAS, PersonFate.LOWONG)


class ResultFate(StrEnum):
    """Where a result (rencana hasil kerja) stands once all matrices are made."""

    DI_PRODUK = "di bawah produk"
    BELUM_TERPETAKAN = "belum terpetakan"
    DIKELUARKAN = "dikeluarkan dari matriks"
    DIGABUNG = "dicetak bersama hasil lain"
    UNIT_LAIN = "dalam matriks unit lain"
    LUAR_UNIT = "orangnya tanpa unit"


class RoleFate(StrEnum):
    """What became of a role that was agreed on; the last is a result for which none was."""

    SAMA = "ditulis sama"
    LAIN = "ditulis lain"
    TANPA_HASIL = "tanpa rencana hasil kerja"
    TANPA_PERAN = "rencana hasil kerja tanpa peran"


class PenilaianFate(StrEnum):
    """How it stands with the evaluation of one row of the roster in a period; none is due of who serves on none of its days."""

    DINILAI = "dinilai"
    BELUM_LENGKAP = "belum lengkap"
    TAK_DIPAKAI = "belum dapat dipakai"
    BELUM_MASUK = "belum masuk"
    TIDAK_BERTUGAS = "tidak bertugas dalam periode ini"
    LOWONG = "lowong"


class EvaluationFate(StrEnum):
    """What a recap makes of a file that holds an evaluation."""

    DIREKAP = "direkap"
    PERIODE_LAIN = "periode lain"
    LUAR_UNIT = "orang di luar unit ini"
    TAK_DIPAKAI = "tidak dipakai"


class PlanFate(StrEnum):
    """What a run of issuing plans for one row of the roster."""

    DITERBITKAN = "diterbitkan"
    DILEWATI = "dilewati"
    TIDAK_DIMINTA = "tidak diminta"


class IssueFate(StrEnum):
    """What becomes of one planned form. `DIBIARKAN`: an earlier one stays in force on purpose, and nothing need be done."""

    DITULIS = "diterbitkan"
    TETAP = "sudah ada dan sama"
    DILEWATI = "dilewati"
    LOWONG = "jabatan lowong"
    DIBIARKAN = "dibiarkan"
    DITOLAK = "ditolak"

    @property
    def is_held(self) -> bool:
        """True where the planned form is not out: an earlier one is."""
        return self in (IssueFate.DIBIARKAN, IssueFate.DITOLAK)


class SendFate(StrEnum):
    """Whether a workbook that was issued goes out by mail. The first waits in a letter, the next three have been in one."""

    DALAM_SURAT = "dalam surat"
    DIKIRIM = "sudah dikirim"
    TIDAK_PASTI = "tidak pasti sudah dikirim"
    DITOLAK = "ditolak atau kembali"
    TANPA_ALAMAT = "tanpa alamat"
    ALAMAT_KELIRU = "alamatnya keliru"
    DI_LUAR_DAFTAR = "orangnya tidak ada di daftar pegawai"
    TAK_DITEMUKAN = "berkasnya tidak ditemukan"
    TERLALU_BESAR = "terlalu besar untuk satu surat"
    TERBIT_LAGI = "sudah terbit lagi"
    DIGANTIKAN = "digantikan formulir lain"
    DIBEBASKAN = "dibebaskan atau nihil"
    TIDAK_DIMINTA = "tidak diminta"


class LetterFate(StrEnum):
    """What becomes of a letter in a run of sending."""

    TERKIRIM = "terkirim"
    ALAMAT_DITOLAK = "alamatnya ditolak"
    SURAT_DITOLAK = "suratnya ditolak"
    TIDAK_PASTI = "tidak pasti"
    DICOBA_LAGI = "dicoba lagi"
    MENUNGGU = "menunggu"
    PERINTAH_LAIN = "diambil perintah lain"
    BERUBAH = "berkasnya hilang atau diubah"

    @property
    def needs_somebody(self) -> bool:
        """True where a person has to do something before the letter can go out, or be forgotten."""
        return self in (
            LetterFate.ALAMAT_DITOLAK,
            LetterFate.SURAT_DITOLAK,
            LetterFate.TIDAK_PASTI,
            LetterFate.BERUBAH,
        )


class ReplyFate(StrEnum):
    """Whether something that somebody sent by mail is answered, and why not. The first is in a letter of this run."""

    DALAM_SURAT = "dalam surat"
    SUDAH = "sudah dijawab"
    BESOK = "menunggu: satu surat sehari"
    GANDA = "ganda"
    SURAT_SAMA = "surat yang sama datang lagi"
    MESIN = "bukan surat orang"
    TANPA_LAMPIRAN = "tanpa lampiran"
    TAK_DIPAHAMI = "suratnya tidak dipahami"
    TAK_ADA = "disisihkan atau tidak ada lagi di masuk"
    PETUGAS = "harus dilihat petugas"
    TANPA_ALAMAT = "tidak ada alamat yang dikenal"


class RoleIssueFate(StrEnum):
    """What a run of issuing makes of a role that was agreed on."""

    DALAM_FORMULIR = "tertulis dalam formulir"
    TANPA_FORMULIR = "milik orang tanpa formulir di sini"
    LOWONG = "milik jabatan lowong"
    TANPA_PEMILIK = "tanpa pemilik yang pasti"
    TERTINGGAL = "tidak termuat dalam formulir pemiliknya"


class ColumnFate(StrEnum):
    """Whether a role that was agreed on heads a column of the next level's matriks."""

    JUDUL = "menjadi judul kolom"
    LOWONG = "menunggu jabatan lowong terisi"
    TIDAK_DIBAGI = "tidak dibagi lagi"


class ReturnFate(StrEnum):
    """What becomes of a file that may have to be corrected."""

    DIKEMBALIKAN = "dikembalikan"
    TIDAK = "tidak dikembalikan"


class ExportFate(StrEnum):
    """Whether a file goes out."""

    DIEKSPOR = "diekspor"
    TIDAK = "tidak diekspor"


class PaperFileFate(StrEnum):
    """What becomes of a file among which papers are looked for."""

    DIKENALI = "dikenali"
    MENURUT_INDEKS = "menurut indeks"
    TAK_DIKENALI = "tidak dikenali"
    GANDA = "ganda"


class PapersFate(StrEnum):
    """How it stands with the papers of one row of the roster; a person with several rows has one set of papers."""

    LENGKAP = "lengkap"
    BELUM_LENGKAP = "belum lengkap"
    DI_BAWAH = "predikat di bawah syarat"
    PREDIKAT_BELUM = "predikat belum diketahui"
    TIDAK_DIMINTA = "tidak dimintai dokumen"
    LOWONG = "jabatan lowong"
    BARIS_LAIN = "sudah dihitung pada baris lain"


class PaperSourceFate(StrEnum):
    """Whether papers are asked for of a file that returned."""

    DIPAKAI = "dipakai"
    TIDAK = "tidak dipakai"


class PaperFate(StrEnum):
    """What becomes of a paper that is asked for."""

    DIBUAT = "dibuat"
    TIDAK = "tidak dibuat"


class PackFate(StrEnum):
    """What becomes of the package of one person."""

    DIKEMAS = "dikemas"
    TETAP = "sudah ada dan sama"
    BELUM_LENGKAP = "belum lengkap"
    DITOLAK = "ditolak"


class RemindFate(StrEnum):
    """Whether a reminder goes out about a workbook that is out."""

    DIINGATKAN = "diingatkan"
    BARU_DIINGATKAN = "baru saja diingatkan"
    SURAT_KEMBALI = "surat kembali"
    TANPA_ALAMAT = "tanpa alamat"
    BELUM_DIKIRIM = "belum dikirim"
    SELESAI = "selesai"


# What people read where it is another word than the value, on which programs and records rest.
_SAID = {FileFate.BUKAN_KITA.value: "bukan formulir terbitan instansi ini", PersonFate.LOWONG.value: "jabatan lowong"}


def said(fate: str) -> str:
    """A fate as people read it; its value is what JSON, tables for programs and records have."""
    return _SAID.get(fate, str(fate))


@dataclass(frozen=True)
class Account(Generic[F]):
    """How many things of a list had which fate, every fate of the kind named; `what` names the things."""

    what: str
    counts: Mapping[F, int]

    @property
    def total(self) -> int:
        """How many things there are."""
        return sum(self.counts.values())

    def count(self, *fates: F) -> int:
        """How many had one of these fates."""
        return sum(self.counts[fate] for fate in fates)

    def named(self) -> dict[str, int]:
        """The counts under the plain words, as JSON has them."""
        return {fate.value: many for fate, many in self.counts.items()}

    def sentence(self, *hidden: F) -> str:
        """`3 diterima + 0 ganda`, as people read it; a fate of `hidden` is named only where something had it."""
        return " + ".join(f"{many} {said(fate)}" for fate, many in self.counts.items() if many or fate not in hidden)


def counted(what: str, fates: type[F], decided: Iterable[F]) -> Account[F]:
    """Count fates that are a part of what `tally` has held."""
    many = Counter(decided)
    return Account(what, {fate: many[fate] for fate in fates})


def tally(
    what: str,
    fates: type[F],
    expected: Iterable[Id],
    decided: Iterable[tuple[Id, F]],
    name: Callable[[Id], str] = str,
) -> Account[F]:
    """Count the fates decided, one for each of `expected` and none for anybody else; `name` says in words who an id is.

    An id that stands on the list twice needs two fates. Raises AccountError that names whom it does not come out even for.
    """
    listed = Counter(iter(expected))
    given: dict[Id, list[F]] = {}
    for who, fate in decided:
        if not isinstance(fate, fates):
            raise AccountError(f"Hitungan {what} tidak cocok: {name(who)} bernasib “{fate}”, yang tidak dikenal.")
        given.setdefault(who, []).append(fate)
    wrong = [f"{name(who)} tanpa nasib" for who, many in listed.items() if len(given.get(who, ())) < many]
    wrong += [
        f"{name(who)} mendapat {len(got)} nasib ({', '.join(got)})" if who in listed else f"{name(who)} tidak terdaftar"
        for who, got in given.items()
        if len(got) > listed[who]
    ]
    if wrong:
        more = f"; dan {len(wrong) - _NAMED_MAX} lagi" if len(wrong) > _NAMED_MAX else ""
        raise AccountError(f"Hitungan {what} tidak cocok: {'; '.join(wrong[:_NAMED_MAX])}{more}.")
    return counted(what, fates, (fate for decision in given.values() for fate in decision))
