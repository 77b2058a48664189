"""Why nobody was found in a roster, and what was found instead, in one sentence. It looks for nobody itself."""

from collections.abc import Sequence

from skpxl.foreign.roster.detect import GuessedMap

_WHO = {"nip", "nama_nip", "nama"}


def nobody_found(file: str, sheets: Sequence[str], guess: GuessedMap | None) -> str:
    """The sentence for a file without people: what its tables have, and what to do."""
    names = ", ".join(f"“{name}”" for name in sheets) or "(tidak ada)"
    tables = guess.tabel if guess else []
    if guess is None or guess.has_people:
        return (
            f"Tidak ada seorang pegawai pun di {file}: pada lembar {names} ada judul kolomnya, tetapi tidak ada baris yang "
            "berisi nama atau NIP orang; isi daftarnya, atau betulkan petanya (--map)."
        )
    found = "; ".join(
        f"lembar “{table.lembar}” baris {table.kepala}: {', '.join(table.kolom.values()) or 'tidak ada kolom yang dikenal'}"
        for table in tables
        if table.kepala
    )
    reason = (
        "ada kolom nama atau NIP, tetapi tidak ada tabel yang pasti berisi pegawai"
        if _WHO & {word for table in tables for word in table.kolom}
        else "tidak ada baris judul dengan NIP atau Nama, tidak ada kartu berlabel Nama dan NIP, dan tidak ada kolom yang "
        "berisi NIP"
    )
    said = f" (yang ditemukan: {found})" if found else ""
    return (
        f"Tata letak {file} tidak dapat dibaca, karena pada lembar {names} {reason}{said}; tunjukkan letaknya "
        "dengan --map, atau pindahkan isinya ke daftar pegawai dari `skpxl new`."
    )
