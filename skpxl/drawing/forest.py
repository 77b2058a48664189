"""A matriks as trees: which result hangs on which, from the products down. It knows no place and no colour."""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass

from skpxl.model.matriks import BarisMatriks, MatriksPeranHasil, Peran

# Above this many roles only the products and the first layer under them are drawn: nobody reads more on one sheet.
PERAN_MAKS = 1_500


@dataclass(frozen=True, slots=True)
class Node:
    """A product (`layer` 0) or a role with the row it stands in; `parent` is an index, -1 for products.

    A product that is the pimpinan's own result has his row. `hidden` counts the results under it that the drawing
    leaves out; `unsupported` is a product nobody supports. A `proposed` role is only proposed for what it hangs on.
    """

    text: str
    layer: int
    parent: int
    row: BarisMatriks | None = None
    hidden: int = 0
    unsupported: bool = False
    proposed: bool = False


@dataclass(frozen=True)
class Forest:
    """All of one matriks: `nodes` with parents before children, `rest` without a place, `without_roles` the people.

    Of some of these the roles are not known yet: the SKP is not in, or the post is vacant.

    A role of the rest for which a place is proposed is a node, too, under that place; the others are `loose`.
    `brief` tells that there are too many roles: deeper layers are left out, `Node.hidden` counts them.
    """

    nodes: tuple[Node, ...]
    rest: tuple[tuple[Peran, BarisMatriks], ...]
    without_roles: tuple[BarisMatriks, ...]
    loose: tuple[tuple[Peran, BarisMatriks], ...] = ()
    brief: bool = False

    def lacking(self) -> tuple[int, int]:
        """(people who have no role, those of whom it is not known)."""
        unknown = sum(1 for row in self.without_roles if row.tanda)
        return len(self.without_roles) - unknown, unknown

    def children(self) -> list[list[int]]:
        """The children of every node, in reading order."""
        children: list[list[int]] = [[] for _ in self.nodes]
        for number, node in enumerate(self.nodes):
            if node.parent >= 0:
                children[node.parent].append(number)
        return children


def plant(matriks: MatriksPeranHasil, *, maks: int = PERAN_MAKS) -> Forest:
    """The trees of a matriks. A role hangs where its `atas` says; where that is not known, on the product it stands under.

    The pimpinan's own result that is a column (`Produk.asal`) is that product's node, not another one under it. Roles under
    a product that is no column count as without a place. Roles that point at each other in a circle are cut
    loose at the first of them, which then hangs on its product. With more than `maks` roles only one layer of roles is
    kept, and none where that one is too large as well.
    """
    columns = {produk.id: number for number, produk in reversed([*enumerate(matriks.kolom)])}
    placed = [(columns[id_], role, row) for id_, role, row in _below_produk(matriks) if id_ in columns]
    rest = tuple(_without_place(matriks, columns))
    proposed = [_as_proposed(columns, role, row) for role, row in rest if is_proposed(role, columns)]
    all_roles = [*placed, *proposed]
    own = _columns_themselves(matriks, all_roles)
    owners = {all_roles[index][0]: all_roles[index][2] for index in own}
    roles = [entry for index, entry in enumerate(all_roles) if index not in own]
    uncertain = {id(role) for _, role, _ in proposed}
    own_produk = [number for number, _, _ in roles]
    first = len(matriks.kolom)
    parents = [-1] * first + _parents(columns, roles, first)
    _cut_circles(parents, first, own_produk)
    depths = _depths(parents)
    short = matriks.count_roles() > maks
    last_layer = _last_layer(depths, maks) if short else max(depths, default=0)
    hidden = _hidden_below(parents, depths, last_layer)
    texts: list[tuple[str, BarisMatriks | None]] = [
        *((produk.teks, owners.get(number)) for number, produk in enumerate(matriks.kolom)),
        *((role.tercetak, row) for _, role, row in roles),
    ]
    order = sorted(
        (number for number in range(len(texts)) if depths[number] <= last_layer), key=lambda number: depths[number]
    )
    new = {number: index for index, number in enumerate(order)}
    served = {
        produk
        for number, (own_column, role, _) in enumerate(roles, start=first)
        if id(role) not in uncertain
        for produk in (own_column, parents[number])
    }
    return Forest(
        nodes=tuple(
            Node(
                text=texts[number][0],
                layer=depths[number],
                parent=new.get(parents[number], -1),
                row=texts[number][1],
                hidden=hidden.get(number, 0),
                unsupported=number < first and number not in served,
                proposed=number >= first and id(roles[number - first][1]) in uncertain,
            )
            for number in order
        ),
        rest=rest,
        loose=tuple((role, row) for role, row in rest if not is_proposed(role, columns)),
        without_roles=tuple(row for row in matriks.baris if row.without_roles),
        brief=short,
    )


def is_proposed(role: Peran, columns: Container[str]) -> bool:
    """True where a place among these products is proposed for a role."""
    return bool(role.usulan) and role.usulan[0].produk in columns


def _as_proposed(columns: Mapping[str, int], role: Peran, row: BarisMatriks) -> tuple[int, Peran, BarisMatriks]:
    """The role as it would hang on the likeliest place proposed for it."""
    likeliest = role.usulan[0]
    return columns[likeliest.produk], role.model_copy(update={"atas": likeliest.atas or likeliest.produk}), row


def _columns_themselves(matriks: MatriksPeranHasil, roles: Sequence[tuple[int, Peran, BarisMatriks]]) -> set[int]:
    """Which of the roles are a column themselves, the first for each."""
    found: dict[int, int] = {}
    for index, (column, role, _) in enumerate(roles):
        if role.id and role.id == matriks.kolom[column].asal:
            found.setdefault(column, index)
    return {*found.values()}


def _below_produk(matriks: MatriksPeranHasil) -> Iterator[tuple[str, Peran, BarisMatriks]]:
    """(product id, role, row), person by person, and of one person in the order of the columns."""
    order = {produk.id: number for number, produk in enumerate(matriks.kolom)}
    for row in matriks.baris:
        for id_, roles in sorted(row.peran.items(), key=lambda pair: order.get(pair[0], len(order))):
            yield from ((id_, peran, row) for peran in roles)


def _without_place(matriks: MatriksPeranHasil, columns: dict[str, int]) -> Iterator[tuple[Peran, BarisMatriks]]:
    for row in matriks.baris:
        yield from ((peran, row) for peran in row.sisa)
        for id_, roles in row.peran.items():
            if id_ not in columns:
                yield from ((peran, row) for peran in roles)


def _parents(columns: dict[str, int], roles: Sequence[tuple[int, Peran, BarisMatriks]], first: int) -> list[int]:
    """The parent of every role. The same id in two columns is one result for two products: the one of this column counts."""
    by_id: dict[str, int] = {}
    by_column: dict[tuple[int, str], int] = {}
    for number, (produk, role, _) in enumerate(roles, start=first):
        if role.id:
            by_id.setdefault(role.id, number)
            by_column.setdefault((produk, role.id), number)
    parents = []
    for number, (produk, role, _) in enumerate(roles, start=first):
        parent = columns.get(role.atas, by_column.get((produk, role.atas), by_id.get(role.atas, produk)))
        parents.append(produk if parent == number else parent)
    return parents


def _cut_circles(parents: list[int], first: int, own_produk: Sequence[int]) -> None:
    """Hang the first role of every circle on its product."""
    done = [number < first for number in range(len(parents))]
    for number in range(first, len(parents)):
        path: dict[int, None] = {}
        current = number
        while not done[current] and current not in path:
            path[current] = None
            current = parents[current]
        if current in path:
            order = [*path]
            earliest = min(order[order.index(current) :])
            parents[earliest] = own_produk[earliest - first]
        for node in path:
            done[node] = True


def _depths(parents: Sequence[int]) -> list[int]:
    depths = [0 if parent < 0 else -1 for parent in parents]
    for number in range(len(parents)):
        path = []
        current = number
        while depths[current] < 0:
            path.append(current)
            current = parents[current]
        for node in reversed(path):
            depths[node] = depths[parents[node]] + 1
    return depths


def _last_layer(depths: Sequence[int], maks: int) -> int:
    """The deepest layer to draw where there are too many roles."""
    return 1 if depths.count(1) <= maks else 0


def _hidden_below(parents: Sequence[int], depths: Sequence[int], last_layer: int) -> dict[int, int]:
    """How many nodes under each node of the last layer drawn are left out."""
    below = [0] * len(depths)
    for number in sorted(range(len(depths)), key=lambda number: -depths[number]):
        if depths[number] > last_layer:
            below[parents[number]] += below[number] + 1
    return {number: count for number, count in enumerate(below) if count and depths[number] == last_layer}
