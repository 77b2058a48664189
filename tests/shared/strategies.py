"""Hypothesis strategies for organisations and what their people write, as odd as files can hold; it proves nothing itself."""

from typing import NamedTuple

from hypothesis import strategies as st
from organisation_results import FORMULIR, PERIODE, VERSI, id_buku

from skpxl.model.pegawai import Pegawai
from skpxl.model.skp import Bagian, HasilKerja, HasilKerjaSkp, Identitas, Indikator, Skp
from skpxl.model.unit import Organisasi, Produk, Unit

# What people type and exports leave behind; none of it can be told from a name by its look.
_ANEH = (
    "'Apostrof", "=RUMUS()", "- Butir", "Dua  Spasi", " Tepi ", "Tanda\u200bNol", "“Kutip”", "Éva Žukić", "王 小明", "😀",
    "[x]:*?/\\", "x", "-", "A\nB", "ﬁ", "I\u0307", "ß", "#N/A", "1e5", "(lanjutan)", "a" * 120,
)  # fmt: skip
# Everything an .xlsx can hold in a cell: no control characters but tab and line feed, no surrogates, no non-characters.
_HURUF = st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff", include_characters="\n\t")


def texts(max_size: int = 20) -> st.SearchStrategy[str]:
    """A text that a cell can hold: plain, odd, or anything; it may be empty or look empty."""
    return st.one_of(
        st.sampled_from(("Layanan", "Data", "Terlaksananya konsultasi", "Tersusunnya data.", "TERSUSUNNYA DATA")),
        st.sampled_from(_ANEH),
        st.text(_HURUF, max_size=max_size),
    )


def names(max_size: int = 20) -> st.SearchStrategy[str]:
    """A text that does not look empty."""
    return texts(max_size).filter(lambda teks: bool(teks.strip()) and any(huruf.isalnum() for huruf in teks))


class Kantor(NamedTuple):
    """An organisation, and the SKPs that came back from it."""

    organisasi: Organisasi
    skps: list[Skp]


@st.composite
def organisations(draw: st.DrawFn, *, max_units: int = 6, max_people: int = 10) -> Organisasi:
    """A small roster: units 1-5 levels deep (some empty, some without a pimpinan or products), people, vacant posts.

    Some people hold two posts (the same NIP in another row, under another penilai), some share a name, some have a penilai
    who stands on no roster; nobody is his own penilai, but a circle of several can occur, as it does on rosters.
    """
    kode = [f"U{nomor}" for nomor in range(1, draw(st.integers(1, max_units)) + 1)]
    induk: dict[str, str] = {kode[0]: ""}
    dalam = {kode[0]: 1}
    for satu in kode[1:]:
        calon = ["", *(atas for atas in induk if dalam[atas] < 5)]
        induk[satu] = calon[-1] if draw(st.booleans()) else draw(st.sampled_from(calon))  # often one below the other
        dalam[satu] = dalam.get(induk[satu], 0) + 1
    nip = [_nip(nomor) for nomor in range(draw(st.integers(1, max_people)))]
    nama = draw(st.lists(names(), min_size=1, max_size=max(1, len(nip) - 1)))
    pegawai: list[Pegawai] = []
    for satu in [*nip, *draw(st.lists(st.sampled_from(nip), max_size=3))]:
        kedua = next((orang for orang in pegawai if orang.nip == satu), None)
        atasan = draw(st.sampled_from(["", *(lain for lain in nip if lain != satu)]))
        if any(orang.nip == satu and orang.nip_penilai == atasan for orang in pegawai):
            continue  # the same person under the same penilai is one SKP
        orang = Pegawai(
            nip=satu,
            nama=kedua.nama if kedua else draw(st.sampled_from(nama)),
            jabatan=draw(names()),
            unit_kerja=draw(st.sampled_from(kode)),
            nip_penilai=atasan,
            pendekatan=kedua.pendekatan if kedua else draw(st.sampled_from(("kuantitatif", "kualitatif"))),
            penilai_luar=None if atasan else Identitas(nama=draw(names())),
        )
        pegawai.append(orang)
    for _ in range(draw(st.integers(0, 2))):
        pegawai.append(Pegawai(jabatan=draw(names()), unit_kerja=draw(st.sampled_from(kode))))
    pegawai = draw(st.permutations(pegawai))
    nama_unit = draw(st.lists(names(), min_size=1, max_size=len(kode)))
    return Organisasi(
        pegawai=tuple(orang.model_copy(update={"baris": baris}) for baris, orang in enumerate(pegawai, start=2)),
        unit=tuple(
            Unit(kode=satu, nama=draw(st.sampled_from(nama_unit)), induk=induk[satu],
                 pimpinan=draw(st.sampled_from(["", *nip])), perangkat_daerah=draw(st.sampled_from(("", "PD", "PD Lain"))))
            for satu in kode
        ),
        produk=tuple(
            Produk(unit=satu, kode=f"P{nomor}", teks=draw(names()))
            for satu in kode
            for nomor in range(1, draw(st.integers(0, 3)) + 1)
        ),
    )  # fmt: skip


def _nip(nomor: int) -> str:
    """Invented, valid and different for every number below 99."""
    return f"1980{nomor % 12 + 1:02}01200501{nomor % 2 + 1}{901 + nomor}"


@st.composite
def offices(draw: st.DrawFn, *, max_units: int = 6, max_people: int = 10, max_roles: int = 6) -> Kantor:
    """An organisation and the SKPs of most of its people, 0 to `max_roles` results each, in any order.

    A result supports a product (of any unit), anybody's result (his own and missing people's too, so circles occur), a
    text that nobody has, or nothing. Links have an id, an id that nobody has, or only the text. Some results are blank.
    """
    organisasi = draw(organisations(max_units=max_units, max_people=max_people))
    tujuan = [(produk.id, produk.teks) for produk in organisasi.produk]
    tulisan: list[tuple[Pegawai, dict[Bagian, list[tuple[str, str]]]]] = []  # (id, text) by section
    for orang in organisasi.pegawai:
        if orang.nip:
            buku = id_buku(orang, organisasi)
            semua = draw(st.lists(st.one_of(names(), texts()), max_size=max_roles))
            utama = draw(st.integers(0, len(semua)))
            bagian: dict[Bagian, list[str]] = {"utama": semua[:utama], "tambahan": semua[utama:]}
            isi = {
                nama: [(f"hasil:{buku}:{nama}:{nomor}", teks) for nomor, teks in enumerate(daftar, start=1)]
                for nama, daftar in bagian.items()
            }
            tulisan.append((orang, isi))
            tujuan += [(id_, teks) for daftar in isi.values() for id_, teks in daftar if teks.strip()]
    asing = st.tuples(st.just("hasil:XXXX-XXXX-X:utama:1"), names())
    ke_mana = st.one_of(st.sampled_from(tujuan), asing) if tujuan else asing
    skps = [
        Skp(
            form=FORMULIR[orang.pendekatan],
            versi=VERSI[FORMULIR[orang.pendekatan]],
            nip=orang.nip,
            periode=PERIODE,
            pegawai=organisasi.identitas(orang),
            pejabat_penilai=organisasi.penilai(orang),
            hasil_kerja=HasilKerjaSkp(
                **{
                    nama: tuple(
                        _hasil(draw, id_, nomor, teks, *draw(ke_mana))
                        for nomor, (id_, teks) in enumerate(daftar, start=1)
                    )
                    for nama, daftar in isi.items()
                }
            ),
        )
        for orang, isi in draw(st.lists(st.sampled_from(tulisan), unique_by=lambda satu: satu[0].baris))
    ]
    return Kantor(organisasi, skps)


def _hasil(draw: st.DrawFn, id_: str, nomor: int, teks: str, id_atas: str, atas: str) -> HasilKerja:
    """One result with its link: by id and text, by text alone, by an id whose text was reworded, or none."""
    cara = draw(st.sampled_from(("id dan teks", "id dan teks", "teks", "ditulis ulang", "kosong")))
    return HasilKerja(
        id=id_,
        nomor=nomor,
        rencana_hasil_kerja=teks,
        rencana_hasil_kerja_diintervensi=""
        if cara == "kosong"
        else f"{atas} lagi"
        if cara == "ditulis ulang"
        else atas,
        diintervensi_id=id_atas if cara in ("id dan teks", "ditulis ulang") else None,
        indikator=(Indikator(nomor=1, aspek="Waktu", indikator_kinerja_individu="Lama", target="1 hari"),),
    )
