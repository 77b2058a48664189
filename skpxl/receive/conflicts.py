"""Between validate and merge: contradicting copies of one workbook become one, cell by cell, or wait for a decision.

No copy wins by being the last. What the copies change differently is listed in a workbook of decisions (`settle`), and
counts once somebody has decided it. It writes no file itself.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from skpxl.errors import required
from skpxl.findings import Finding, temuan
from skpxl.findings.wording import worded
from skpxl.forms.reading import Reading
from skpxl.forms.triage import BUKAN_KITA
from skpxl.kinds.kind import Isi
from skpxl.model.keputusan import Bentrokan, Keputusan, Sumber, tanpa_kembar
from skpxl.model.pembagian import Pembagian
from skpxl.receive.interpret import understood
from skpxl.receive.three_way import Gabung, merge_answers, mergeable
from skpxl.receive.unproven import settle_unproven
from skpxl.receive.validate import GANDA, Measure, ReceivedFile, check_reading, file_account, results_by_nip
from skpxl.template.library import Library

_BERTENTANGAN = "berkas-bertentangan"
USANG = "Usang: isi berkas sudah berubah sesudah diputuskan, atau tidak bertabrakan lagi. Baris ini tidak dipakai."
BERKAS_LAIN = "Berkasnya tidak ikut dalam penggabungan terakhir."
RUSAK = "Kode baris ini rusak, jadi tidak diketahui milik isian yang mana. Baris ini tidak dipakai."
_SEBUT_MAKS = 12


@dataclass(frozen=True)
class Penyelesaian:
    """What has become of the files: `files` in the order given, every collision with its decision, findings (worded).

    `sisa` are rows of decisions that fit no collision of now; they are kept. `data_untuk_ditulis` is the workbook of
    decisions where it must be (re)written, `kalimat` tells in one sentence what is in it; both only from `settle`.
    """

    files: tuple[ReceivedFile, ...]
    bentrokan: tuple[Bentrokan, ...] = ()
    findings: tuple[Finding, ...] = ()
    sisa: tuple[Keputusan, ...] = ()
    data_untuk_ditulis: bytes | None = None
    kalimat: str = ""

    @property
    def terbuka(self) -> tuple[Bentrokan, ...]:
        """The collisions that nobody has decided yet, and that hold files up."""
        return tuple(satu for satu in self.menunggu if not satu.tanpa_bukti)

    @property
    def menunggu(self) -> tuple[Bentrokan, ...]:
        """All that nobody has decided yet, what unproven files say included."""
        return tuple(satu for satu in self.bentrokan if not satu.putusan.jelas)


def settle(files: Sequence[ReceivedFile], measure: Measure, berkas: Path | None, *, sandi: str = "") -> Penyelesaian:
    """`resolve` with the decisions of the workbook `berkas`, which need not exist yet; the caller writes what is to be.

    It is to be written where there are collisions and no workbook, or collisions that are not in it. Everything typed in
    it before is kept. Raises SkpxlError where `berkas` is no workbook of decisions.
    """
    if berkas is None:
        return resolve(files, measure)
    from skpxl.books.decisions import read_decisions, write_decisions

    ada, library = berkas.exists(), measure.library
    keputusan, findings = read_decisions(berkas, library) if ada else ([], [])
    selesai = resolve(files, measure, keputusan)
    baru = [satu for satu in selesai.menunggu if not satu.baris]
    # Rows may have come to count, or ceased to: the workbook says so, and its own count must be true.
    kini = {_tulisan(satu): satu.keterangan for satu in selesai.sisa}
    berlaku = {_tempat(satu): satu for satu in selesai.bentrokan}
    berubah = bool(baru) or any(
        satu.keterangan != ("" if _berlaku(satu, berlaku) else kini.get(_tulisan(satu))) for satu in keputusan
    )
    data = None
    if selesai.menunggu and (berubah or not ada):
        data = write_decisions(selesai.bentrokan, library, rest=selesai.sisa, link=_penaut(berkas.parent), sandi=sandi)
    return replace(
        selesai,
        findings=(*worded(findings, library.pesan), *selesai.findings),
        data_untuk_ditulis=data,
        kalimat=_kalimat(selesai, len(baru), berkas, ditulis=data is not None),
    )


def _tempat(satu: Bentrokan | Keputusan) -> tuple[str, str, bool]:
    return satu.buku, satu.key, satu.butir


def _berlaku(satu: Keputusan, bentrokan: Mapping[tuple[str, str, bool], Bentrokan]) -> bool:
    """True where a row was made for a collision of now."""
    return (b := bentrokan.get(_tempat(satu))) is not None and b.milik(satu)


def _tulisan(satu: Keputusan) -> Keputusan:
    """A row but for its note on whether it counts."""
    return satu.model_copy(update={"keterangan": ""})


def _kalimat(selesai: Penyelesaian, baru: int, berkas: Path, *, ditulis: bool) -> str:
    """What is in the workbook of decisions, in one sentence; empty where there never was a collision."""
    if not selesai.bentrokan and not selesai.sisa:
        return ""
    belum = len(selesai.menunggu)
    usang = sum(1 for satu in selesai.sisa if satu.keterangan != BERKAS_LAIN)
    bagian = [f"{sum(1 for satu in selesai.bentrokan if satu.putusan.jelas)} sudah diputuskan"]
    bagian.append(f"{belum} belum" + (f" ({baru} baru)" if baru else ""))
    bagian += [f"{usang} usang dan tetap disimpan"] if usang else []
    ke = f"; ditulis ke {berkas}, isi kolom Keputusan lalu jalankan lagi" if ditulis else ""
    sisa = f"; putuskan di {berkas} lalu jalankan lagi" if belum and not ditulis else ""
    return f"{len(selesai.bentrokan)} tempat untuk diputuskan: {', '.join(bagian)}{ke}{sisa}."


def _penaut(folder: Path) -> Callable[[Sumber], str]:
    from skpxl.receive.report import link_to

    def tautan(sumber: Sumber) -> str:
        sheet, _, cell = sumber.sel.rpartition("!")
        return link_to(sumber.file, sheet, cell, folder)

    return tautan


def resolve(files: Sequence[ReceivedFile], measure: Measure, keputusan: Sequence[Keputusan] = ()) -> Penyelesaian:
    """Merge what contradicts each other in validated files, as far as nothing collides or it has been decided.

    The first file of each group then stands for all of it, is checked anew and counts; the others are doubles that say
    what was taken from them. Groups with an open collision stay as they are, and say how many places are to be decided.
    """
    baru, library = list(files), measure.library
    per_tempat: dict[tuple[str, str, bool], list[Keputusan]] = {}
    for baris in keputusan:
        per_tempat.setdefault(_tempat(baris), []).append(baris)
    semua: list[Bentrokan] = []
    gabungan: dict[int, Reading] = {}
    lebur: set[int] = set()
    for anggota in _kelompok(files):
        readings = [files[nomor].reading for nomor in anggota]
        merged = merge_answers(readings)
        bentrokan = [_berkeputusan(satu, per_tempat.get(_tempat(satu), ())) for satu in merged.bentrokan]
        semua += bentrokan
        terbuka = [satu for satu in bentrokan if not satu.putusan.jelas]
        if terbuka:
            for nomor in anggota:
                baru[nomor] = _tetap_bertentangan(files[nomor], readings, terbuka, library)
            continue
        satu_reading, dari = _fuse(readings, merged, bentrokan)
        gabungan[anggota[0]] = satu_reading
        for ke, nomor in enumerate(anggota[1:], start=1):
            keys = [key for key, sumber in dari.items() if sumber == ke]
            baru[nomor] = _digabung(files[nomor], readings[0].file, keys, library)
            lebur.add(nomor)
    readings = [gabungan.get(nomor, satu.reading) for nomor, satu in enumerate(files)]
    berlaku = [nomor for nomor, satu in enumerate(files) if (satu.dipakai or nomor in gabungan) and nomor not in lebur]
    tanpa_bukti = settle_unproven(
        readings, berlaku, lambda satu: _berkeputusan(satu, per_tempat.get(_tempat(satu), ()))
    )
    semua += tanpa_bukti.bentrokan
    gabungan |= tanpa_bukti.readings
    for nomor, (ke, keys) in tanpa_bukti.merged.items():
        baru[nomor] = _digabung(files[nomor], readings[ke].file, keys, library)
        lebur.add(nomor)
    for nomor, info in tanpa_bukti.set_aside.items():
        baru[nomor] = replace(
            files[nomor], findings=tuple(worded([info], library.pesan)), nasib=BUKAN_KITA, dipakai=False
        )
    for nomor, satu in _diperiksa(files, gabungan, lebur, measure).items():
        baru[nomor] = satu
    file_account("berkas sesudah keputusan", [satu.reading.file for satu in files], baru)
    sisa = _sisa(semua, keputusan, files)
    return Penyelesaian(tuple(baru), tuple(semua), tuple(worded(_temuan(semua, sisa), library.pesan)), sisa)


# -- groups ----------------------------------------------------------------------------------------------------------


def _kelompok(files: Sequence[ReceivedFile]) -> list[list[int]]:
    """The positions of files that contradict each other, group by group; those issued differently are left alone."""
    kelompok: dict[tuple[str, ...], list[int]] = {}
    for nomor, satu in enumerate(files):
        if satu.reading.form and any(temuan.code == _BERTENTANGAN for temuan in satu.findings):
            stamp = satu.reading.form.stamp
            kelompok.setdefault((stamp.form, stamp.id, stamp.nip, str(stamp.periode), stamp.penilai), []).append(nomor)
    return [anggota for anggota in kelompok.values() if mergeable([files[nomor].reading for nomor in anggota])]


def _berkeputusan(satu: Bentrokan, keputusan: Sequence[Keputusan]) -> Bentrokan:
    return satu.model_copy(update={"baris": tanpa_kembar([baris for baris in keputusan if satu.milik(baris)])})


def _fuse(
    readings: Sequence[Reading], merged: Gabung, bentrokan: Sequence[Bentrokan]
) -> tuple[Reading, dict[str, int | None]]:
    """One reading out of many, and the copy that each value came from; None for what somebody typed or cleared."""
    utama = readings[0]
    form = required(utama.form, "formulir salinan yang digabung")
    isian = dict(merged.isian)
    dari: dict[str, int | None] = {**merged.dari}
    cells = dict(utama.cells)
    asal: dict[str, str] = {}
    for satu in bentrokan:
        pilihan = satu.pilihan
        isian |= satu.terpilih()
        dari |= dict.fromkeys(satu.keys, pilihan.sumber[0].ke if pilihan else None)
        baris = next(b for b in satu.baris if b.putusan == satu.putusan)
        if satu.putusan.jenis == "sendiri" and baris.file:
            asal[satu.keys[0]], cells[satu.keys[0]] = baris.file, baris.sel
    for key, ke in dari.items():
        if ke:
            asal[key] = readings[ke].file
            cells[key] = readings[ke].cells.get(key, cells.get(key, ""))
    reading = replace(
        utama,
        form=form.terisi(isian),
        cells={key: sel for key, sel in cells.items() if sel},
        findings=tuple(_temuan_baca(readings, isian, dari)),
        lain=tuple(dict.fromkeys(satu for reading in readings for satu in reading.lain)),
        asal=asal,
    )
    return reading, dari


def _temuan_baca(
    readings: Sequence[Reading], isian: Mapping[str, str], dari: Mapping[str, int | None]
) -> list[Finding]:
    """What was said on reading that still holds: of every file as such, of a cell where its value comes from, of a blank
    in every copy (a cell that could not be read looks like one)."""
    hasil = []
    for ke, reading in enumerate(readings):
        for satu in reading.findings:
            entri = satu.key in dari
            kosong = entri and dari[satu.key] is not None and not isian.get(satu.key)
            berlaku = dari[satu.key] == ke or kosong if entri else ke == 0 or not satu.key
            if berlaku:
                hasil.append(satu)
    return hasil


def _diperiksa(
    files: Sequence[ReceivedFile], gabungan: Mapping[int, Reading], lebur: set[int], measure: Measure
) -> dict[int, ReceivedFile]:
    """The merged files, checked, and those of people who build on one of them: what they may choose from has changed."""
    if not gabungan:
        return {}
    dibaca: dict[int, tuple[Reading, Isi | None]] = {
        nomor: (satu.reading, satu.isi) for nomor, satu in enumerate(files) if nomor not in lebur
    }
    for nomor, reading in gabungan.items():
        merged, isi = understood(reading)
        dibaca[nomor] = (merged, _di_berkasnya(isi, merged))
    atasan = results_by_nip(dibaca.values())
    pemilik = {isi.pegawai.nip for nomor in gabungan if (isi := files[nomor].skp)}
    ulang = set(gabungan)
    for nomor, satu in enumerate(files):
        form = satu.reading.form
        if satu.dipakai and satu.skp and form and not form.hasil_atasan and satu.skp.pejabat_penilai.nip in pemilik:
            ulang.add(nomor)
    selesai = {}
    for nomor in sorted(ulang):
        satu = check_reading(*dibaca[nomor], measure, atasan)
        selesai[nomor] = replace(satu, findings=tuple(worded(satu.findings, measure.library.pesan)))
    return selesai


def _di_berkasnya(isi: Isi | None, reading: Reading) -> Isi | None:
    """The roles of a matriks know the file they were read in: of merged ones it may be another copy."""
    if not isinstance(isi, Pembagian):
        return isi
    baris = []
    for satu in isi.baris:
        peran = (p.model_copy(update={"file": reading.asal.get(p.key, p.file)}) for p in satu.peran)
        baris.append(satu.model_copy(update={"peran": tuple(peran)}))
    return isi.model_copy(update={"baris": tuple(baris)})


# -- findings --------------------------------------------------------------------------------------------------------


def _pemilik(satu: ReceivedFile) -> str:
    return satu.reading.form.terkunci.get("pegawai_nama", "") if satu.reading.form else ""


def _in_words(sel: Sequence[str], banyak: int = _SEBUT_MAKS) -> str:
    return ", ".join(sel[:banyak]) + (f" dan {len(sel) - banyak} sel lain" if len(sel) > banyak else "")


def _tetap_bertentangan(
    satu: ReceivedFile, readings: Sequence[Reading], terbuka: Sequence[Bentrokan], library: Library
) -> ReceivedFile:
    """The same file, with how many places are to be decided in place of a bare contradiction."""
    lain = next((reading.file for reading in readings if reading is not satu.reading), "")
    sel = [satu.reading.cells.get(b.keys[0], b.tempat) + (" dst." if b.butir else "") for b in terbuka]
    beda = f"{len(terbuka)} tempat yang harus diputuskan: {_in_words(sel, 5)}"
    baru = temuan(_BERTENTANGAN, berkas_lain=lain, beda=beda).at(file=satu.reading.file, who=_pemilik(satu))
    findings = [f for f in satu.findings if f.code != _BERTENTANGAN]
    return replace(satu, findings=(*findings, *worded([baru], library.pesan)))


def _digabung(satu: ReceivedFile, ke: str, keys: Sequence[str], library: Library) -> ReceivedFile:
    """A file that has gone into another: it does not count by itself any more."""
    sel = [satu.reading.cells.get(key, key) for key in keys]
    diambil = f"yang diambil dari sini: {_in_words(sel)}" if sel else "semua isiannya sudah ada di sana"
    tentang = temuan("berkas-digabung", berkas_lain=ke, diambil=diambil)
    tentang = tentang.at(file=satu.reading.file, who=_pemilik(satu))
    return replace(satu, findings=tuple(worded([tentang], library.pesan)), nasib=GANDA, dipakai=False)


def _sisa(
    bentrokan: Sequence[Bentrokan], keputusan: Sequence[Keputusan], files: Sequence[ReceivedFile]
) -> tuple[Keputusan, ...]:
    """The rows that belong to no collision of now, each with why; those in which nothing was typed are dropped."""
    buku = {satu.reading.form.stamp.id for satu in files if satu.reading.form}
    berlaku = {_tempat(satu): satu for satu in bentrokan}
    sisa = []
    for satu in keputusan:
        if not satu.diketik or _berlaku(satu, berlaku):
            continue
        sebab = RUSAK if not satu.buku else USANG if satu.buku in buku else BERKAS_LAIN
        sisa.append(satu.model_copy(update={"keterangan": sebab}))
    return tuple(sisa)


def _temuan(bentrokan: Sequence[Bentrokan], sisa: Sequence[Keputusan]) -> list[Finding]:
    """Decisions that do not count although something was decided."""
    findings = []
    for satu in sisa:
        if satu.keterangan == USANG and satu.putusan.jenis != "belum":
            findings.append(_di_baris(temuan("keputusan-usang", found=satu.pilihan or satu.isi_sendiri), satu))
    for b in bentrokan:
        if b.putusan.jenis == "rancu":
            findings += [_di_baris(temuan("keputusan-tak-dimengerti", sebab=b.putusan.nilai), satu) for satu in b.baris]
    return findings


def _di_baris(satu: Finding, baris: Keputusan) -> Finding:
    sheet, _, cell = baris.sel.rpartition("!")
    return satu.at(file=baris.file, sheet=sheet, cell=cell, item=baris.tempat, who=baris.siapa)
