"""Which id which product was given, once and for all: the record that a campaign keeps. It places no result.

A table beside the settings, for programs and people alike: one row for each text that a product bears or has borne. The id is
made of the code at first, but it is never taken from it again: a product that is renumbered, reworded or put elsewhere on the
roster keeps its id, and the id of one that is gone is given to no other. A further row says what stood in a product's cell
*Mendukung* and which product it meant: a number that stands there still is not believed where it means another one today.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from skpxl.files.names import bukan_rumus
from skpxl.files.record import damaged_record, read_record, write_record
from skpxl.files.walk import PRODUCT_HEADING
from skpxl.model.teks import sidik
from skpxl.model.unit import Organisasi, Produk, product_id, unused_id
from skpxl.placing.tracing import Entry, trace
from skpxl.sense.compare import Sense

NAMA_PRODUK = "produk.csv"
_NAME, _COLUMNS = "produk", tuple(PRODUCT_HEADING.split(";"))
NOW, BEFORE, GONE = "berlaku", "dahulu", "dihapus"
# What stands before a code, so that no spreadsheet program takes it for a number or a date.
_UNIT, _CODE = "unit ", "kode "
_SUPPORTS, _TYPED = "mendukung ", "tertulis "


@dataclass(frozen=True)
class KnownProduct:
    """A product as it was last seen: its id, unit, code and text, the texts it has borne before, and whether it is gone.

    `typed` is what its cell *Mendukung* said when it was last believed, `supports` the id of the product that it meant.
    """

    id: str
    unit: str
    kode: str
    teks: str
    before: tuple[str, ...] = ()
    gone: bool = False
    typed: str = ""
    supports: str = ""


@dataclass(frozen=True)
class Reconciled:
    """A roster whose products have their lasting ids, the record as it is now, and what was taken for the same in other words.

    `reworded` are (text of before, product as it is today).
    """

    organisasi: Organisasi
    known: tuple[KnownProduct, ...]
    reworded: tuple[tuple[str, Produk], ...] = ()


def read_products(file: Path) -> tuple[KnownProduct, ...]:
    """The products that were given an id, in the order of the file; none where nothing was recorded yet.

    Raises SkpxlError where the record is damaged: ids would be given twice.
    """
    products: dict[str, KnownProduct] = {}
    for row in read_record(file, _NAME, _COLUMNS):
        if not row[1].startswith(_UNIT) or not row[2].startswith(_CODE):
            raise damaged_record(file, _NAME)
        id_, unit, kode = row[0], row[1].removeprefix(_UNIT), row[2].removeprefix(_CODE)
        state, teks = row[3], _plain(row[4])
        if state == BEFORE and id_ in products:
            products[id_] = replace(products[id_], before=(*products[id_].before, teks))
        elif state.startswith(_SUPPORTS) and id_ in products and teks.startswith(_TYPED):
            supports, typed = state.removeprefix(_SUPPORTS), teks.removeprefix(_TYPED)
            products[id_] = replace(products[id_], typed=typed, supports=supports)
        elif state in (NOW, GONE) and id_ and id_ not in products:
            products[id_] = KnownProduct(id_, unit, kode, teks, gone=state == GONE)
        else:
            raise damaged_record(file, _NAME)
    return tuple(products.values())


def record_products(file: Path, known: Sequence[KnownProduct]) -> None:
    """Write the record, where there is anything to record."""
    if known:
        write_record(file, _COLUMNS, _rows(known))


def reconcile(known: Sequence[KnownProduct], organisasi: Organisasi, sense: Sense) -> Reconciled:
    """Hold the products of a roster against the record: who is who, who is new, who is gone.

    A unit that the roster does not have is left as it was recorded.
    """
    of_unit: dict[str, list[KnownProduct]] = {}
    for product in known:
        of_unit.setdefault(product.unit, []).append(product)
    taken = {product.id for product in known}
    ids: dict[int, KnownProduct] = {}  # by the position on the roster
    reworded: list[tuple[str, Produk]] = []
    for unit in dict.fromkeys(product.unit for product in organisasi.produk):
        places = [n for n, product in enumerate(organisasi.produk) if product.unit == unit and product.teks.strip()]
        listed = [organisasi.produk[place] for place in places]
        for place, (product, was) in zip(places, _of_unit(of_unit.get(unit, ()), listed, taken, sense), strict=True):
            ids[place] = product
            if was:
                reworded.append((was, _named(organisasi.produk[place], product)))
    here = {product.unit for product in organisasi.produk} | {unit.kode for unit in organisasi.unit}
    kept = {product.id: product for product in ids.values()}
    gone = {
        product.id: replace(product, gone=True) for product in known if product.id not in kept and product.unit in here
    }
    order = {product.id: product for product in known}
    record = tuple({**order, **kept, **gone}.values())
    produk = tuple(
        _named(product, ids[place]) if place in ids else product for place, product in enumerate(organisasi.produk)
    )
    produk, record = _believed(_supporting(organisasi.produk, produk), record)
    return Reconciled(organisasi.model_copy(update={"produk": produk}), record, tuple(reworded))


def _of_unit(
    known: Sequence[KnownProduct], listed: Sequence[Produk], taken: set[str], sense: Sense
) -> Iterator[tuple[KnownProduct, str]]:
    """For each product listed what it is in the record, and the text it was recognised by where that was another one."""
    places = _back_again(known, listed)
    here = [product for product in known if not product.gone]
    rest = [place for place in range(len(listed)) if place not in places]
    before = [Entry(product.kode, product.teks, product.before) for product in here]
    now = [Entry(listed[place].kode, listed[place].teks) for place in rest]
    places |= {rest[new]: here[old] for old, new in trace(before, now, sense).items()}
    for place, product in enumerate(listed):
        was = places.get(place)
        if was is None:
            id_ = unused_id(product_id(product.unit, product.kode), taken)
            taken.add(id_)
            yield KnownProduct(id_, product.unit, product.kode, product.teks), ""
            continue
        changed = sidik(was.teks) != sidik(product.teks)
        texts = [text for text in (*was.before, *([was.teks] if changed else [])) if sidik(text) != sidik(product.teks)]
        today = replace(was, kode=product.kode, teks=product.teks, before=tuple(dict.fromkeys(texts)), gone=False)
        yield today, was.teks if changed else ""


def _back_again(known: Sequence[KnownProduct], listed: Sequence[Produk]) -> dict[int, KnownProduct]:
    """What was gone and stands on the roster again, with the same text; none where one that is not gone has that text."""
    here = {sidik(product.teks) for product in known if not product.gone}
    gone = {sidik(product.teks): product for product in known if product.gone and sidik(product.teks) not in here}
    found: dict[int, KnownProduct] = {}
    for place, product in enumerate(listed):
        if was := gone.pop(sidik(product.teks), None):
            found[place] = was
    return found


def _named(product: Produk, known: KnownProduct) -> Produk:
    return product.model_copy(update={"identitas": known.id, "sebelumnya": known.before})


def _supporting(before: Sequence[Produk], produk: Sequence[Produk]) -> tuple[Produk, ...]:
    """The products with the lasting id of what they support, in place of the one it had on the roster as it was read."""
    lasting: dict[str, str] = {}
    for was, product in zip(before, produk, strict=True):
        lasting.setdefault(was.id, product.id)
    return tuple(
        product.model_copy(update={"mendukung": lasting.get(product.mendukung, product.mendukung)})
        for product in produk
    )


def _believed(
    produk: Sequence[Produk], record: Sequence[KnownProduct]
) -> tuple[tuple[Produk, ...], tuple[KnownProduct, ...]]:
    """The products without the links that are not believed, and the record with those that are.

    Not believed is a cell that says what it said before and means another product today, unless it says that one's text.
    """
    today = {product.id: product for product in reversed(produk)}
    known = {product.id: product for product in record}
    found: list[Produk] = []
    for product in produk:
        was, above = known.get(product.id), today.get(product.mendukung)
        if was and above and product.tertulis:
            same = sidik(was.typed) == sidik(product.tertulis) != sidik(above.teks)
            if same and was.supports not in ("", above.id):
                meant = today.get(was.supports) or known.get(was.supports)
                doubt = (meant.teks if meant else was.supports, above.teks)
                product = product.model_copy(update={"mendukung": "", "diragukan": doubt})
            else:
                known[product.id] = replace(was, typed=product.tertulis, supports=above.id)
        found.append(product)
    return tuple(found), tuple(known.values())


def _rows(known: Iterable[KnownProduct]) -> Iterator[tuple[str, ...]]:
    for product in known:
        place = (product.id, f"{_UNIT}{product.unit}", f"{_CODE}{product.kode}")
        yield (*place, GONE if product.gone else NOW, bukan_rumus(product.teks))
        yield from ((*place, BEFORE, bukan_rumus(text)) for text in product.before)
        if product.supports:
            yield (*place, f"{_SUPPORTS}{product.supports}", f"{_TYPED}{product.typed}")


def _plain(cell: str) -> str:
    """A text as it was before it was kept from being a formula."""
    return cell[1:] if cell[:1] == "'" and bukan_rumus(cell[1:]) == cell else cell
