"""Who sent a form, held against the address that the roster has for its owner: said, and never decides anything."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from skpxl.ledger.arrivals import Origin
from skpxl.model.unit import Organisasi
from skpxl.receive.validate import ReceivedFile


class OtherSender(NamedTuple):
    """A form that came from another address than the owner's or his unit's: whose form, from where, and whose address that
    is on the roster (empty where nobody's: a private one)."""

    nama: str
    sender: str
    expected: str
    whose: str


def other_senders(
    contents: Iterable[str],
    files: Mapping[str, ReceivedFile],
    origins: Mapping[str, Sequence[Origin]],
    organisasi: Organisasi | None,
) -> Iterator[OtherSender]:
    """Those of these contents that came by mail, each coming from elsewhere. Of somebody without an address nothing is said."""
    if organisasi is None:
        return
    owners = {orang.email.lower(): orang.nama for orang in organisasi.pegawai if orang.email}
    owners |= {unit.email.lower(): unit.nama for unit in organisasi.unit if unit.email}
    for content in contents:
        file = files.get(content)
        orang = organisasi.find_pegawai(file.owner.nip) if file and file.owner.nip else None
        senders = list(dict.fromkeys(one.sender.lower() for one in origins.get(content, ()) if "@" in one.sender))
        if orang is None or not senders:
            continue
        expected = organisasi.addresses(orang.nip)
        if expected and not {*expected} & {*senders}:
            yield OtherSender(orang.nama, senders[0], expected[0], owners.get(senders[0], ""))
