"""One pegawai's form as issued: what is printed and locked, what his superior's results are, which roles it begins with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from skpxl.kinds.kind import Order
from skpxl.kinds.stamping import stamp_of
from skpxl.kinds.superior import results_in, roles_in
from skpxl.model.kesepakatan import Kesepakatan
from skpxl.model.pegawai import Pegawai
from skpxl.model.penugasan import post_mark
from skpxl.model.skp import HasilKerja, Identitas, Skp, slot_key, with_measure
from skpxl.model.stamp import singkatan
from skpxl.model.teks import one_line, sidik
from skpxl.model.unit import Organisasi
from skpxl.template.blocks import BlokDaftarTetap
from skpxl.template.definition import Definition
from skpxl.template.form import Form, Ikatan, Pilihan
from skpxl.template.lists import Daftar

# Beside the roles a form is issued with there is room for this many results of one's own.
_ROOM = 2


@dataclass(frozen=True, slots=True)
class PeranTerbit:
    """A role that a form begins with: its id and text, and the superior's result (or product) that it supports."""

    id: str
    teks: str
    atas: Pilihan


def blank_form(
    orang: Pegawai,
    order: Order,
    definition: Definition,
    *,
    hasil_atasan: Sequence[Pilihan] = (),
    peran: Sequence[PeranTerbit] = (),
) -> Form:
    """The signed form of one person, identity filled in, answers empty but for the roles that were agreed on with him.

    Those stand in section *utama*, each bound by id to its place, so that it can be told again when reworded.
    """
    organisasi, settings, signing_key = order.organisasi, order.settings, order.wishes.signing_key
    pegawai = organisasi.identitas(orang)
    penilai = organisasi.penilai(orang)
    masa = orang.masa(settings.masa) or settings.masa
    id_penilai = singkatan(penilai.nip, penilai.nama)
    id_pegawai = singkatan(pegawai.nip, pegawai.nama)
    terkunci = {
        "instansi": settings.instansi,
        "periode_tercetak": f"PERIODE PENILAIAN: {masa.tercetak()}",
        **identitas_tercetak("pegawai", pegawai),
        **identitas_tercetak("pejabat_penilai", penilai),
        **panduan(definition, order.library.daftar),
    }
    needed = {"utama": len(peran) + _ROOM} if peran else {}
    bagian = (*definition.jumlah(), *definition.jumlah_saklar(*settings.saklar))
    jumlah = tuple((name, max(settings.jumlah.get(name, many), needed.get(name, 0))) for name, many in bagian)
    stamp = stamp_of(definition, masa, id_pegawai, id_penilai, signing_key=signing_key, jumlah=jumlah)
    # A second post under the same penilai in the same days has a code of its own.
    first = order.wishes.posts.get(stamp.id)
    is_acting = order.library.kepegawaian.is_acting
    if mark := post_mark(organisasi, orang, is_acting, (sidik(first),) if first else ()):
        stamp = stamp_of(definition, masa, id_pegawai, id_penilai, signing_key=signing_key, jumlah=jumlah, unit=mark)
    # The campaign's date is that of whoever begins with it; who comes later signs later.
    later = masa.mulai if masa.mulai > settings.masa.mulai else None
    konteks = {
        "tempat_tanggal": settings.tempat_tanggal(earliest=later),
        "tahun": str(settings.tahun),
        "kertas": settings.kertas,
    }
    bonds: list[Ikatan] = []
    for number, role in enumerate(peran, start=1):
        root = ("hasil_kerja", "utama", number)
        bonds.append(Ikatan(slot_key(*root, "rencana_hasil_kerja"), role.id, role.teks))
        bonds.append(Ikatan(slot_key(*root, "rencana_hasil_kerja_diintervensi"), role.atas.id, role.atas.teks))
    choices = _each_once([*hasil_atasan, *(role.atas for role in peran if role.atas.teks)])
    lists = {"hasil_atasan": choices} if choices else {}
    form = Form(definition, stamp, terkunci, konteks, lists, tuple(bonds))
    return form.filled({bond.key: bond.teks for bond in bonds}).signed(signing_key)


def identitas_tercetak(who: str, identitas: Identitas) -> dict[str, str]:
    """Who stands in one block of a form (`who`: pegawai, pejabat_penilai), by key."""
    return {slot_key(who, name): text for name, text in identitas.model_dump().items()}


def panduan(definition: Definition, lists: Mapping[str, Daftar]) -> dict[str, str]:
    """The fixed rows (berAKHLAK values with their panduan) as printed."""
    printed: dict[str, str] = {}
    for blok in definition.semua_blok():
        if isinstance(blok, BlokDaftarTetap):
            for number, value in enumerate(lists[blok.daftar].rinci, start=1):
                printed[slot_key(blok.id, number, "panduan")] = value.tercetak()
    return printed


def hasil_untuk_bawahan(
    orang: Pegawai,
    organisasi: Organisasi,
    results: Mapping[str, Sequence[Skp]],
    kesepakatan: Kesepakatan | None = None,
) -> tuple[Pilihan, ...]:
    """What a person may choose in *yang diintervensi*; a JPT has no such column and gets nothing.

    The superior's own results where his filled workbook is known (`results`, by NIP; of a JPT with their indikator); else,
    for the direct reports of a pimpinan, the products of the units he heads (the person's own unit first); else the roles
    agreed on with the superior; else nothing: free text. Where the post of the head of his own unit is vacant, and somebody
    above judges him, the products of that unit come before the superior's, or the roles agreed on for the post.
    """
    if orang.jpt:
        return ()
    if skps := results_in(orang.nip_penilai, orang.unit_kerja, organisasi, results):
        return _each_once([choice for skp in skps for choice in _choices_from(skp)])
    if own := _of_vacant(orang.unit_kerja, organisasi, kesepakatan):
        return _each_once(own)
    headed = organisasi.unit_dipimpin(orang.nip_penilai)
    headed.sort(key=lambda unit: unit.kode != orang.unit_kerja)
    # A superior who heads several units: the one the person works in, where it is among them.
    if headed and headed[0].kode == orang.unit_kerja:
        headed = headed[:1]
    choices = [Pilihan(product.id, product.teks) for unit in headed for product in organisasi.produk_unit(unit.kode)]
    if not choices and kesepakatan and orang.nip_penilai:
        roles = roles_in(orang.nip_penilai, "", orang.unit_kerja, organisasi, kesepakatan)
        choices = [Pilihan(role.peran.id, role.peran.teks) for role in roles]
    return _each_once(choices)


def _of_vacant(kode: str, organisasi: Organisasi, kesepakatan: Kesepakatan | None) -> list[Pilihan]:
    """What is a unit's own while nobody heads it: its products, else the roles given to the post."""
    unit = organisasi.find_unit(kode)
    head = organisasi.kepala(unit) if unit else None
    if head is None or not head.kosong:
        return []
    own = [Pilihan(product.id, product.teks) for product in organisasi.produk_unit(kode)]
    roles = kesepakatan.peran_lowong(kode) if kesepakatan else []
    return own or [Pilihan(role.peran.id, role.peran.teks) for role in roles]


def peran_untuk(orang: Pegawai, kesepakatan: Kesepakatan, results: Mapping[str, Sequence[Skp]]) -> list[PeranTerbit]:
    """The roles that a person's form begins with, each bound to what it supports.

    On the second level that is the ketua tim's role; where his SKP is known (`results`), his result of that role, as he
    has worded it.
    """
    roles = []
    for role in kesepakatan.peran_baris(orang):
        column = Pilihan(role.peran.kolom, role.pembagian.teks_kolom(role.peran.kolom))
        skps = results.get(role.pembagian.pimpinan) or results.get(orang.nip_penilai) or ()
        own = [hasil for skp in skps for hasil in hasil_dari(skp)]
        written = next((hasil for hasil in own if column.id and column.id in (hasil.peran_id, hasil.id)), None)
        above = _choice(written) if written else column
        roles.append(PeranTerbit(role.peran.id, role.peran.teks, above))
    return roles


def _each_once(choices: Sequence[Pilihan]) -> tuple[Pilihan, ...]:
    """A drop-down shows each text once."""
    return tuple({choice.teks: choice for choice in reversed(choices)}.values())[::-1]


def _choices_from(skp: Skp) -> list[Pilihan]:
    """What the reports of one superior may choose. Who is below a JPT intervenes the result and its indikator together.

    PermenPANRB 6/2022, format SKP JA/JF, column 2.
    """
    choices = []
    for hasil in hasil_dari(skp):
        measures = hasil.ukuran() if skp.bagi == "jpt" else []
        plain = _choice(hasil)
        choices += [Pilihan(key, with_measure(plain.teks, one_line(text))) for key, text in measures] or [plain]
    return choices


def _choice(hasil: HasilKerja) -> Pilihan:
    """A superior's result as his reports choose it."""
    return Pilihan(hasil.id or "", one_line(hasil.rencana_hasil_kerja))


def hasil_dari(skp: Skp) -> list[HasilKerja]:
    """The results of a superior that his reports may support: utama, then tambahan; blank ones left out."""
    return [hasil for _, _, hasil in skp.semua_hasil() if hasil.rencana_hasil_kerja.strip()]
