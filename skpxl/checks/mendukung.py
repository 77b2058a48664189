"""Rules on what the column *Mendukung* says against what it said before and what the head's SKP says. It places no result."""

from collections.abc import Iterable, Iterator

from skpxl.findings import Finding, temuan
from skpxl.model.contradiction import Contradiction
from skpxl.model.unit import Organisasi


def check_mendukung(
    organisasi: Organisasi, contradictions: Iterable[Contradiction] = (), said: Iterable[Finding] = ()
) -> Iterator[Finding]:
    """One finding for each product whose column is not believed, or contradicts the SKP of the unit's head.

    Of a product that is among the missing links `said` it has been told there already.
    """
    missing = {(finding.unit, finding.found) for finding in said if finding.code == "produk-tanpa-sambungan"}
    for produk in organisasi.produk:
        if produk.diragukan and (produk.unit, produk.teks) not in missing:
            meant, today = produk.diragukan
            unit = organisasi.sebutan_unit(produk.unit)
            details = {"produk": produk.teks, "dulu": meant, "sekarang": today}
            yield temuan("mendukung-berganti-arti", found=produk.tertulis, **details).at(item=unit, unit=produk.unit)
    for produk, above, other, skp in contradictions:
        details = {"produk": produk.teks, "mendukung": above.teks, "pegawai": skp.pegawai.nama}
        finding = temuan("mendukung-bertentangan", found=other.teks, **details)
        yield finding.at(item=organisasi.sebutan_unit(produk.unit), unit=produk.unit)
