"""Rules on missing links: one finding for each, at every level, with how many results it holds back. It follows no chain."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from skpxl.findings import Finding, temuan
from skpxl.model.hambatan import Hambatan
from skpxl.model.matriks import BarisMatriks, MatriksPeranHasil, Peran
from skpxl.model.putus import JenisPutus, Putus
from skpxl.model.unit import Organisasi
from skpxl.sense.compare import NEAR

_MATRICES_NAMED = 4

Held = tuple[MatriksPeranHasil, BarisMatriks, Peran]


@dataclass
class MissingLink:
    """A missing link and all results without a place that hang on it, matriks by matriks.

    With `bare` the matriks has no column at all.
    """

    putus: Putus
    bare: bool = False
    held: list[Held] = field(default_factory=list)


def check_putus(
    matrices: Iterable[MatriksPeranHasil], organisasi: Organisasi, blocking: Sequence[Hambatan] = ()
) -> Iterator[Finding]:
    """Every result in *Belum terpetakan* of any of these matrices is covered by exactly one finding: that on its missing link.

    Keys are those of the workbook in which the link is missing; `item` is a unit. A missing SKP of somebody in `blocking` is
    told with the people who wait for it as well.
    """
    waiting = {block.orang.nip: block for block in blocking}
    for link in missing_links(matrices):
        finding = _without_columns(link, organisasi) if link.bare else _finding(link, organisasi, waiting)
        own = link.held[0][0].unit
        yield finding if finding.unit else finding.at(item=own.nama, unit=own.kode)


def missing_links(matrices: Iterable[MatriksPeranHasil]) -> list[MissingLink]:
    """All results without a place by the link that they lack; one that a person has left there on purpose lacks none.

    Of a branch without a column that alone is missing, whatever its results lack. A missing SKP of a head is one link, however
    many products it leaves without one.
    """
    links: dict[tuple[str, str], MissingLink] = {}
    for matriks in matrices:
        bare = matriks.bercabang and not matriks.kolom
        for row in matriks.baris:
            for peran in row.sisa:
                if peran.keputusan is None or peran.putus is not None:
                    putus = peran.putus or _own(row, peran)
                    name = ("", matriks.unit.kode) if bare else _name(putus)
                    links.setdefault(name, MissingLink(putus, bare)).held.append((matriks, row, peran))
    for link in links.values():
        several = {peran.putus.id for _, _, peran in link.held if peran.putus}
        if link.putus.jenis is JenisPutus.PRODUK and len(several) > 1:
            who = {"nip": link.putus.nip, "nama": link.putus.nama}
            link.putus = Putus(
                jenis=JenisPutus.SKP, id=link.putus.nip, teks=link.putus.nama, sebab=link.putus.sebab, **who
            )
    return list(links.values())


def _name(putus: Putus) -> tuple[str, str]:
    """What makes it one link: the SKP that is missing, else itself."""
    if putus.jenis is JenisPutus.PRODUK and putus.nip:
        return JenisPutus.SKP, putus.nip
    return putus.jenis, putus.id


def _own(row: BarisMatriks, peran: Peran) -> Putus:
    """The link of a result that says only why it has no place."""
    id_ = f"{row.nomor}:{peran.id or peran.key}"
    return Putus(
        jenis=JenisPutus.HASIL,
        id=id_,
        teks=peran.teks,
        nip=row.nip,
        nama=row.nama or row.jabatan,
        key=peran.key,
        sebab=peran.sebab,
    )


def _finding(link: MissingLink, organisasi: Organisasi, waiting: Mapping[str, Hambatan]) -> Finding:
    putus, held = link.putus, _in_words(link.held, organisasi)
    if putus.jenis in (JenisPutus.PRODUK, JenisPutus.UNIT_LAIN):
        code = "produk-tanpa-sambungan" if putus.jenis is JenisPutus.PRODUK else "produk-unit-lain"
        unit = organisasi.sebutan_unit(putus.unit)
        finding = temuan(code, found=putus.teks, unit=unit, sebab=putus.sebab, tertahan=held)
        return finding.at(item=unit, unit=putus.unit) if putus.jenis is JenisPutus.PRODUK else finding
    if putus.jenis is JenisPutus.SKP:
        more = _waiting_too(waiting[putus.nip]) if putus.nip in waiting else ""
        return temuan("skp-atasan-ditunggu", found=putus.teks, tertahan=held, menunggu=more).at(who=putus.nip)
    own = [peran for _, row, peran in link.held if peran.key == putus.key and row.nip == putus.nip]
    if own and own[0].bertentangan:
        more = "" if len(own) == len(link.held) else f" Yang tertahan karenanya: {held}."
        return temuan(
            "tautan-bertentangan",
            key=f"{putus.key}_diintervensi",
            found=own[0].dipilih,
            pegawai=putus.nama,
            hasil=own[0].teks,
            sekarang=own[0].sekarang,
            akibat=more,
        ).at(who=putus.nip)
    details = {"pegawai": putus.nama, "sebab": putus.sebab}
    if putus.jenis is JenisPutus.PUNCAK:
        code, details = "hasil-pimpinan-tanpa-produk", {"pegawai": putus.nama, "tertahan": held}
    elif putus.jenis is JenisPutus.LINGKAR:
        code, details = "hasil-melingkar", {"pegawai": putus.nama, "tertahan": held}
    elif len(own) == len(link.held):
        code = "belum-terpetakan"
    else:
        code, details = "rantai-putus", {**details, "tertahan": held}
    if putus.jenis is not JenisPutus.HASIL:
        return temuan(code, key=putus.key, found=putus.teks, **details).at(who=putus.nip)
    suggestion, other = _meant(link)
    finding = temuan(
        code,
        key=f"{putus.key}_diintervensi",
        found=putus.dipilih,
        suggestion=suggestion,
        hasil=putus.teks,
        atau=f" atau “{other}”" if other else "",
        **details,
    )
    return finding.at(who=putus.nip)


def _waiting_too(block: Hambatan) -> str:
    """Who waits below for the same SKP, and whom its owner waits for."""
    himself = f" {block.orang.nama} sendiri menunggu SKP {block.waits_for.nama}." if block.waits_for else ""
    return f" SKP {block.total} orang di bawahnya juga belum masuk ({len(block.direct)} bawahan langsung).{himself}"


def _meant(link: MissingLink) -> tuple[str, str]:
    """What may be meant by the link, as it is to be written there, and another one where two are close."""
    usulan = next((peran.usulan for _, _, peran in link.held if peran.usulan), ())
    texts = [*(place.lewat or place.teks for place in usulan if place.skor >= NEAR), "", ""]
    return texts[0], texts[1]


def _without_columns(link: MissingLink, organisasi: Organisasi) -> Finding:
    held = _in_words(link.held, organisasi)
    return temuan("matriks-tanpa-produk", found=link.held[0][0].unit.nama, tertahan=held)


def _in_words(held: Sequence[Held], organisasi: Organisasi) -> str:
    """`2 hasil kerja dari 1 orang dalam matriks Bidang Satu, 5 dari 3 orang dalam matriks Dinas beserta bawahannya`."""
    by_matriks: dict[int, list[Held]] = {}
    for entry in held:
        by_matriks.setdefault(id(entry[0]), []).append(entry)
    parts = []
    for number, entries in enumerate([*by_matriks.values()][:_MATRICES_NAMED]):
        matriks = entries[0][0]
        people = len({row.nomor for _, row, _ in entries})
        results = f"{len(entries)} hasil kerja" if number == 0 else str(len(entries))
        name = organisasi.sebutan_unit(matriks.unit.kode) or matriks.unit.nama
        below = " beserta unit di bawahnya" if matriks.bercabang and matriks.unit.kode else ""
        parts.append(f"{results} dari {people} orang dalam matriks {name}{below}")
    more = len(by_matriks) - _MATRICES_NAMED
    return ", ".join(parts) + (f", dan dalam {more} matriks lagi" if more > 0 else "")
