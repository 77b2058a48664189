"""Rules for who is whose pejabat penilai: known, not oneself, not in a circle. The penilai's own data is not judged."""

from collections.abc import Iterator

from skpxl.findings import Finding, temuan
from skpxl.model.pegawai import Pegawai
from skpxl.model.skp import slot_key
from skpxl.model.teks import sidik
from skpxl.model.unit import Organisasi


def check_reporting_line(organisasi: Organisasi) -> Iterator[Finding]:
    """All rules for the reporting line; vacant posts need no penilai."""
    for nomor, orang in enumerate(organisasi.pegawai, start=1):
        if not orang.kosong:
            yield from check_superior(orang, nomor, organisasi)
    yield from check_circles(organisasi)


def check_superior(orang: Pegawai, nomor: int, organisasi: Organisasi) -> Iterator[Finding]:
    """The penilai stands on the roster, or the row gives his name; a penilai without NIP is legal."""
    key = slot_key("pegawai", nomor, "nip_penilai")
    luar = orang.penilai_luar.nama if orang.penilai_luar else ""
    if orang.nip and orang.nip == orang.nip_penilai:
        yield temuan("daftar-atasan-sendiri", key=key, found=orang.nip_penilai)
        return
    atasan = organisasi.find_pegawai(orang.nip_penilai)
    if atasan is None and not luar:
        if orang.nip_penilai:
            yield temuan("daftar-penilai", key=key, found=orang.nip_penilai)
        else:
            yield temuan("daftar-tanpa-penilai", key=key)
    elif atasan is not None and luar and sidik(luar) != sidik(atasan.nama):
        yield temuan(
            "daftar-penilai-beda", key=slot_key("pegawai", nomor, "penilai_nama"), found=luar, suggestion=atasan.nama
        )


def check_circles(organisasi: Organisasi) -> Iterator[Finding]:
    """Nobody is, over others, his own superior; one finding per circle, at its first person."""
    ke_atas: dict[str, list[str]] = {}
    tempat: dict[str, int] = {}
    for nomor, orang in enumerate(organisasi.pegawai, start=1):
        if orang.nip and orang.nip_penilai and orang.nip != orang.nip_penilai:
            ke_atas.setdefault(orang.nip, []).append(orang.nip_penilai)
            tempat.setdefault(orang.nip, nomor)
    for lingkar in circles(ke_atas):
        nama = [organisasi.pegawai[tempat[nip] - 1].nama or nip for nip in lingkar]
        yield temuan(
            "daftar-lingkar-atasan",
            key=slot_key("pegawai", tempat[lingkar[0]], "nip_penilai"),
            found=lingkar[1],
            lingkar=" → ".join([*nama, nama[0]]),
        )


def circles(ke_atas: dict[str, list[str]]) -> Iterator[list[str]]:
    """Yield each circle of a graph once, as the nodes along it; a node stands in at most one of those yielded."""
    # What leads nowhere cannot stand in a circle; in a healthy roster this leaves nothing.
    anak: dict[str, list[str]] = {}
    for bawah, atas in ke_atas.items():
        for satu in atas:
            anak.setdefault(satu, []).append(bawah)
    derajat = {satu: len(atas) for satu, atas in ke_atas.items()}
    tumpukan = [satu for satu in anak if satu not in derajat]
    buntu: set[str] = set()
    while tumpukan:
        satu = tumpukan.pop()
        buntu.add(satu)
        for bawah in anak.get(satu, ()):
            derajat[bawah] -= 1
            if derajat[bawah] == 0:
                tumpukan.append(bawah)
    sudah: set[str] = set()
    for awal in ke_atas:
        if awal in buntu or awal in sudah:
            continue
        jalur = _back_to(awal, ke_atas, buntu | sudah)
        if jalur:
            sudah.update(jalur)
            yield jalur


def _back_to(awal: str, ke_atas: dict[str, list[str]], bukan: set[str]) -> list[str]:
    """The shortest way from `awal` to itself, as nodes from `awal` on; empty where there is none."""
    dari: dict[str, str] = {}
    antre = [awal]
    for satu in antre:
        for atas in ke_atas.get(satu, ()):
            if atas == awal:
                jalur = [satu]
                while jalur[-1] != awal:
                    jalur.append(dari[jalur[-1]])
                return jalur[::-1]
            if atas not in bukan and atas not in dari:
                dari[atas] = satu
                antre.append(atas)
    return []
