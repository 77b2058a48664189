"""Rules for who is whose pejabat penilai: known, not oneself, not in a circle. The penilai's own data is not judged."""

from collections.abc import Iterator

from skpxl.findings import Finding, temuan
from skpxl.model.pegawai import Pegawai
from skpxl.model.skp import slot_key
from skpxl.model.teks import sidik
from skpxl.model.unit import Organisasi


def check_reporting_line(organisasi: Organisasi) -> Iterator[Finding]:
    """All rules for the reporting line; vacant posts need no penilai."""
    for number, person in enumerate(organisasi.pegawai, start=1):
        if not person.kosong:
            yield from check_superior(person, number, organisasi)
    yield from check_circles(organisasi)


def check_superior(person: Pegawai, number: int, organisasi: Organisasi) -> Iterator[Finding]:
    """The penilai stands on the roster, or the row gives his name; a penilai without NIP is legal."""
    key = slot_key("pegawai", number, "nip_penilai")
    outside = person.penilai_luar.nama if person.penilai_luar else ""
    if person.nip and person.nip == person.nip_penilai:
        yield temuan("daftar-atasan-sendiri", key=key, found=person.nip_penilai)
        return
    atasan = organisasi.find_pegawai(person.nip_penilai)
    if atasan is None and not outside:
        if person.nip_penilai:
            yield temuan("daftar-penilai", key=key, found=person.nip_penilai)
        else:
            yield temuan("daftar-tanpa-penilai", key=key)
    elif atasan is not None and outside and sidik(outside) != sidik(atasan.nama):
        yield temuan(
            "daftar-penilai-beda",
            key=slot_key("pegawai", number, "penilai_nama"),
            found=outside,
            suggestion=atasan.nama,
        )


def check_circles(organisasi: Organisasi) -> Iterator[Finding]:
    """Nobody is, over others, his own superior; one finding per circle, at its first person."""
    upward: dict[str, list[str]] = {}
    places: dict[str, int] = {}
    for number, person in enumerate(organisasi.pegawai, start=1):
        if person.nip and person.nip_penilai and person.nip != person.nip_penilai:
            upward.setdefault(person.nip, []).append(person.nip_penilai)
            places.setdefault(person.nip, number)
    for circle in circles(upward):
        names = [organisasi.pegawai[places[nip] - 1].nama or nip for nip in circle]
        yield temuan(
            "daftar-lingkar-atasan",
            key=slot_key("pegawai", places[circle[0]], "nip_penilai"),
            found=circle[1],
            lingkar=" → ".join([*names, names[0]]),
        )


def circles(upward: dict[str, list[str]]) -> Iterator[list[str]]:
    """Yield each circle of a graph once, as the nodes along it; a node stands in at most one of those yielded."""
    # What leads nowhere cannot stand in a circle; in a healthy roster this leaves nothing.
    below: dict[str, list[str]] = {}
    for lower, above in upward.items():
        for node in above:
            below.setdefault(node, []).append(lower)
    degree = {node: len(above) for node, above in upward.items()}
    stack = [node for node in below if node not in degree]
    dead_ends: set[str] = set()
    while stack:
        node = stack.pop()
        dead_ends.add(node)
        for lower in below.get(node, ()):
            degree[lower] -= 1
            if degree[lower] == 0:
                stack.append(lower)
    seen: set[str] = set()
    for start in upward:
        if start in dead_ends or start in seen:
            continue
        way = _back_to(start, upward, dead_ends | seen)
        if way:
            seen.update(way)
            yield way


def _back_to(start: str, upward: dict[str, list[str]], excluded: set[str]) -> list[str]:
    """The shortest way from `start` to itself, as nodes from `start` on; empty where there is none."""
    came_from: dict[str, str] = {}
    queue = [start]
    for node in queue:
        for above in upward.get(node, ()):
            if above == start:
                way = [node]
                while way[-1] != start:
                    way.append(came_from[way[-1]])
                return way[::-1]
            if above not in excluded and above not in came_from:
                came_from[above] = node
                queue.append(above)
    return []
