"""The three pages on angka kredit: Konversi, Akumulasi, Penetapan (Peraturan BKN 3/2023), from what has been granted.

What is not known is left open, to be typed or written in. Nothing here decides whether somebody is promoted.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from skpxl.books.letterhead import letterhead_text
from skpxl.books.paper import Naskah
from skpxl.model.angka import tercetak
from skpxl.model.angka_kredit import Minimal
from skpxl.model.nip import parse_nip
from skpxl.model.pegawai import KeteranganJF, Pegawai
from skpxl.model.periode import BULAN, TITIK, Periode, tanggal_tercetak
from skpxl.model.skp import slot_key
from skpxl.papers.contents import paper_of, printed_identity
from skpxl.papers.credits import Konversi
from skpxl.papers.doubtful import minimal_in_doubt
from skpxl.papers.order import PaperOrder

# A paper that aturan/berkas.toml does not know: its form is called so, too.
ANGKA_KREDIT = "konversi-angka-kredit"
_PAGES = ("konversi", "akumulasi", "penetapan")
_SEX = {"pria": "Laki-laki", "wanita": "Perempuan"}
_NONE = "-"
# Rows of Penetapan, and where the roster keeps what was there before.
_BEFORE = {
    "dasar": "ak_dasar",
    "jf_lama": "ak_jf_lama",
    "penyesuaian": "ak_penyesuaian",
    "konversi": "ak_konversi",
    "pendidikan": "ak_pendidikan",
}


def credit_paper(konversi: Konversi, pegawai: Pegawai | None, order: PaperOrder) -> Naskah:
    """Konversi of one evaluation, with the Akumulasi of its year so far and the Penetapan that comes of it."""
    dinilai, kredit = konversi.dinilai, konversi.kredit
    evaluasi = dinilai.evaluasi
    rows = (*konversi.sebelumnya, konversi)
    total = sum((one.kredit.nilai for one in rows), Decimal(0))
    jf = (pegawai.jf if pegawai else None) or KeteranganJF()
    settled, differences = _penetapan(total, kredit.jenjang, jf, order)
    values = {
        **printed_identity("pegawai", evaluasi.pegawai),
        **printed_identity("pejabat_penilai", evaluasi.pejabat_penilai),
        **{slot_key("konversi", "butir", 1, name): text for name, text in _result(konversi).items()},
        **_akumulasi(rows, total),
        **settled,
    }
    identity = _identity(konversi, pegawai, jf)
    spans = {"konversi": dinilai.masa, **dict.fromkeys(_PAGES[1:], _whole(rows))}
    for page in _PAGES:
        values |= {slot_key(page, name): text for name, text in identity.items()}
        values[slot_key(page, "nomor")] = f"NOMOR: {TITIK}"
        values[slot_key(page, "kepala")] = f"Instansi: {evaluasi.instansi}"
        title = "Periode" if page == "konversi" else "Masa Penilaian"
        values[slot_key(page, "periode")] = f"{title}: {spans[page].dalam_kalimat()}"
    signing = order.wanted.signing
    context = {
        **differences,
        "kop": _letterhead(konversi, pegawai, order),
        "tempat": signing.tempat or TITIK,
        "tanggal": tanggal_tercetak(signing.tanggal) if signing.tanggal else TITIK,
    }
    outcome = f"{tercetak(kredit.nilai)} angka kredit"
    jumlah = (("akumulasi", len(rows)), ("konversi", 1))
    return paper_of(ANGKA_KREDIT, values, context, order, (ANGKA_KREDIT, evaluasi.tahun, outcome), jumlah)


def _result(konversi: Konversi) -> dict[str, str]:
    """What one evaluation gives, as a row prints it: a part of a year stands in the column of the percentage."""
    kredit = konversi.kredit
    percent = f"{tercetak(kredit.persen)}%"
    return {
        "predikat": kredit.predikat,
        "persentase": percent if kredit.bulan == 12 else f"{kredit.bulan}/12 x {percent}",
        "koefisien": tercetak(kredit.koefisien),
        "angka_kredit": tercetak(kredit.nilai),
    }


def _akumulasi(rows: Sequence[Konversi], total: Decimal) -> dict[str, str]:
    values = {slot_key("akumulasi", "jumlah", "angka_kredit"): tercetak(total)}
    for number, row in enumerate(rows, start=1):
        cells = {
            "tahun": str(row.dinilai.evaluasi.tahun),
            "periodik": _months(row.dinilai.masa),
            **_result(row),
        }
        values |= {slot_key("akumulasi", "butir", number, name): text for name, text in cells.items()}
    return values


def _penetapan(
    total: Decimal, jenjang: str, jf: KeteranganJF, order: PaperOrder
) -> tuple[dict[str, str], dict[str, str]]:
    """The cells of Penetapan, and how the differences are called: sums only where all that was there before is known."""
    before = {row: getattr(jf, field) for row, field in _BEFORE.items()}
    # Somebody who has written down one of them has left out the others because he has none there.
    known = (
        {row: amount or Decimal(0) for row, amount in before.items()}
        if any(amount is not None for amount in before.values())
        else {}
    )
    values: dict[str, str] = {slot_key("penetapan", "konversi", "baru"): tercetak(total)}
    for row, amount in known.items():
        new = total if row == "konversi" else Decimal(0)
        cells = {"lama": amount, "baru": new, "jumlah": amount + new}
        values |= {slot_key("penetapan", row, column): _figure(number) for column, number in cells.items()}
    whole = sum(known.values(), Decimal(0))
    values[slot_key("penetapan", "total", "baru")] = tercetak(total)
    if known:
        values[slot_key("penetapan", "total", "lama")] = _figure(whole)
        values[slot_key("penetapan", "total", "jumlah")] = tercetak(whole + total)
    least = _minimal(jenjang, order)
    words = {}
    for what in ("pangkat", "jenjang"):
        needed = getattr(least, what) if least else None
        other = "jenjang" if what == "pangkat" else "pangkat"
        values[slot_key("syarat", f"untuk_{what}", other)] = _NONE
        words[f"selisih_{what}"] = "Kelebihan/Kekurangan *)"
        if least:
            values[slot_key("syarat", "minimal", what)] = _figure(needed or Decimal(0))
        if least and needed is None:
            values[slot_key("syarat", f"untuk_{what}", what)] = _NONE
        elif known and needed is not None:
            difference = whole + total - needed
            words[f"selisih_{what}"] = "Kekurangan" if difference < 0 else "Kelebihan"
            values[slot_key("syarat", f"untuk_{what}", what)] = tercetak(abs(difference))
    return values, words


def _minimal(jenjang: str, order: PaperOrder) -> Minimal | None:
    """What promotions out of this jenjang ask for; None where it is not known for sure and nobody stands for it."""
    rules = order.library.aturan.angka_kredit.jenjang[jenjang]
    doubt = minimal_in_doubt(jenjang, rules)
    return rules.minimal if doubt is None or doubt in order.wanted.confirmed else None


def _figure(number: Decimal) -> str:
    return tercetak(number) if number else _NONE


def _identity(konversi: Konversi, pegawai: Pegawai | None, jf: KeteranganJF) -> dict[str, str]:
    """The nine rows: what the form prints, the roster's further columns, and what the NIP itself says."""
    evaluasi = konversi.dinilai.evaluasi
    orang, nip = evaluasi.pegawai, parse_nip(evaluasi.pegawai.nip)
    born = tanggal_tercetak(nip.born) if nip.born and nip.sah else TITIK
    return {
        "nama": orang.nama,
        "nip": orang.nip,
        "karpeg": jf.karpeg,
        "lahir": f"{jf.tempat_lahir or TITIK}, {born}",
        "jenis_kelamin": _SEX.get(nip.sex, "") if nip.sah else "",
        "pangkat_tmt": f"{orang.pangkat_golongan} / {_since(jf.tmt_pangkat)}",
        "jabatan_tmt": f"{orang.jabatan} / {_since(jf.tmt_jabatan)}",
        "unit_kerja": orang.unit_kerja,
        "instansi": evaluasi.instansi,
    }


def _since(day: date | None) -> str:
    return f"TMT {tanggal_tercetak(day) if day else TITIK}"


def _whole(rows: Sequence[Konversi]) -> Periode:
    """From the first to the last day of all rows."""
    return Periode(mulai=rows[0].dinilai.masa.mulai, selesai=max(row.dinilai.masa.selesai for row in rows))


def _months(masa: Periode) -> str:
    """`Januari - Mei`."""
    names = [BULAN[day.month - 1].capitalize() for day in (masa.mulai, masa.selesai)]
    return " - ".join(dict.fromkeys(names))


def _letterhead(konversi: Konversi, pegawai: Pegawai | None, order: PaperOrder) -> str:
    evaluasi, organisasi, kop = konversi.dinilai.evaluasi, order.organisasi, order.wanted.kop
    office, lines = "", kop.get("", ())
    if organisasi and pegawai:
        office = organisasi.nama_perangkat_daerah(pegawai)
        above = (unit.kode for unit in organisasi.rantai_unit(pegawai.unit_kerja))
        lines = next((kop[kode] for kode in above if kode in kop), lines)
    places = {
        "instansi": evaluasi.instansi,
        "perangkat_daerah": office,
        "unit": evaluasi.pegawai.unit_kerja,
        "tahun": str(evaluasi.tahun),
    }
    return letterhead_text(lines, places)
