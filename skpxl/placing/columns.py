"""Columns of agreed matrices, and products, as they are today: what has been renumbered or reworded since. It reads no file."""

from collections.abc import Sequence

from skpxl.model.pembagian import ChangedColumn, KolomPembagian, Pembagian
from skpxl.model.unit import Organisasi
from skpxl.placing.links import Choices, ProductLinks
from skpxl.sense.compare import Sense

# Before the id of a column whose product is gone: another product may have that id today.
GONE = "lama:"


def columns_of_today(
    matrices: Sequence[Pembagian], organisasi: Organisasi, sense: Sense
) -> tuple[list[Pembagian], list[ChangedColumn]]:
    """The same matrices with the ids and texts that their columns have on the roster today, and what reads otherwise.

    A column of no product (a role of the ketua tim, a result) stays as it is. One whose product is gone keeps its text, under
    an id that is no product's.
    """
    carried = [tuple((column.id, column.teks) for column in matriks.kolom) for matriks in matrices]
    links = ProductLinks(organisasi.produk, carried, sense)
    texts = {product.id: product.teks for product in organisasi.produk}
    made: list[Pembagian] = []
    changed: list[ChangedColumn] = []
    for matriks in matrices:
        today: dict[str, KolomPembagian] = {}
        for column in matriks.kolom:
            link = links.judge(column.id, column.teks, [matriks.kode])
            if link.id in texts and links.home(column.id):
                today[column.id] = KolomPembagian(id=link.id, teks=texts[link.id])
            if link.sekarang or links.gone_from(link.id):
                roles = sum(peran.kolom == column.id for _, peran in matriks.semua_peran())
                changed.append(
                    ChangedColumn(matriks, column, link.sekarang, not link.id or link.id not in texts, roles)
                )
            if column.id not in today and links.home(column.id):
                today[column.id] = column.model_copy(update={"id": f"{GONE}{column.id}"})
        made.append(_with(matriks, today))
    return made, changed


def with_former_texts(organisasi: Organisasi, carried: Sequence[Choices], sense: Sense) -> Organisasi:
    """The roster whose products know the texts as well by which workbooks were issued, wherever that can be told."""
    links = ProductLinks(organisasi.produk, carried, sense)
    former: dict[str, list[str]] = {}
    for id_, text in dict.fromkeys(choice for choices in carried for choice in choices):
        link = links.judge(id_, text)
        if link.berubah:
            former.setdefault(link.id, []).append(text)
    if not former:
        return organisasi
    produk = tuple(
        product.model_copy(
            update={"sebelumnya": tuple(dict.fromkeys([*product.sebelumnya, *former.get(product.id, ())]))}
        )
        for product in organisasi.produk
    )
    return organisasi.model_copy(update={"produk": produk})


def _with(matriks: Pembagian, today: dict[str, KolomPembagian]) -> Pembagian:
    """A matriks with other ids and texts in its columns, by the ids they had."""
    if not today:
        return matriks
    rows = tuple(
        row.model_copy(
            update={
                "peran": tuple(
                    peran.model_copy(update={"kolom": today[peran.kolom].id}) if peran.kolom in today else peran
                    for peran in row.peran
                )
            }
        )
        for row in matriks.baris
    )
    columns = tuple(today.get(column.id, column) for column in matriks.kolom)
    return matriks.model_copy(update={"kolom": columns, "baris": rows})
