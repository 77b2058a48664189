"""`skpxl export`."""

from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from skpxl.cli import options
from skpxl.cli.call import Call, pass_call
from skpxl.cli.receiving import receive, say_changed, settle_copies
from skpxl.cli.screen import Advance, progress, say
from skpxl.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from skpxl.consolidate.export import Export
    from skpxl.receive.validate import ReceivedFile

Write = Callable[[Path, "Export"], dict[str, int]]
# What OUTPUT may end in; the first is the default.
SUFFIXES = {"ekinerja": (".xlsx",), "rekap": (".xlsx", ".csv"), "csv": (".csv",), "parquet": (".parquet",)}


@click.command("export", epilog="Contoh:  skpxl export masuk --as ekinerja -o ekinerja.xlsx --roster roster.xlsx")
@click.option(
    "--as",
    "shape",
    type=click.Choice(list(SUFFIXES)),
    required=True,
    help="ekinerja: urutan isian untuk disalin ke e-Kinerja BKN (.xlsx); rekap: satu baris per SKP dengan nama kolom "
    "nasional (.xlsx atau .csv); csv, parquet: satu baris per indikator, untuk diolah.",
)
@options.output("Berkas hasil (bawaan: hasil/ekspor-BENTUK di folder putaran SKP).")
@click.option("--with-errors", is_flag=True, help="Sertakan juga SKP yang masih bergalat.")
@click.option("--per-perangkat", is_flag=True, help="Satu berkas per perangkat daerah; -o menyebut folder.")
@options.force("Timpa berkas yang sudah ada.")
@options.decisions
@options.without_key
@options.received("Daftar pegawai: urutan (atasan lebih dahulu), perangkat daerah, produk.")
@pass_call
def command(call: Call, paths: tuple[Path, ...], shape: str, with_errors: bool, per_perangkat: bool) -> int:
    """Keluarkan SKP yang terkumpul: untuk disalin ke e-Kinerja BKN, untuk rekap nasional, atau untuk diolah.

    Berkas yang tidak dihitung (ganda, bertentangan, tidak terbaca, ...) dan SKP yang masih bergalat tidak ikut;
    jumlahnya disebut.
    """
    from skpxl.campaign.folder import HASIL
    from skpxl.consolidate.export import choose, per_perangkat_daerah
    from skpxl.consolidate.export_rows import need_pyarrow
    from skpxl.receive.validate import PERLU_PERBAIKAN

    if shape == "parquet":
        need_pyarrow()
    suffix = SUFFIXES[shape][0]
    if call.output and not per_perangkat and call.output.suffix.lower() not in SUFFIXES[shape]:
        raise UsageError(f"Nama berkas untuk --as {shape} harus berakhiran {' atau '.join(SUFFIXES[shape])}.")
    received = receive(call, paths)
    files = settle_copies(call, received.files, received.measure).files
    name = f"ekspor-{shape}" + ("" if per_perangkat else suffix)
    target = call.destination(
        HASIL, name, ask=f"Ke mana? Tambahkan -o {'FOLDER' if per_perangkat else 'NAMA' + suffix}."
    )
    if (
        shape == "csv"
        and not per_perangkat
        and not any(file.skp for file in files)
        and any(file.bebas for file in files)
    ):
        return _own_forms(call, files, target)
    ekspor = choose(files, call.organisasi, dengan_galat=with_errors)
    parts = [(target, ekspor)]
    if per_perangkat:
        parts = [(target / path, part) for path, part in per_perangkat_daerah(ekspor, suffix)]
    counts: Counter[str] = Counter()
    with progress("Menulis", len(ekspor.files)) as advance:
        write = _writer(call, shape, ekspor, advance)
        for path, part in parts:
            counts.update(write(path, part))
    say_changed(ekspor.files)
    left_out = ", ".join(f"{number} {reason}" for reason, number in ekspor.left_out.items())
    say(
        f"{len(files)} berkas = {len(ekspor.files)} diekspor + {sum(ekspor.left_out.values())} tidak diekspor"
        + (f" ({left_out})." if left_out else ".")
    )
    _print_counts(shape, len(ekspor.files), counts)
    if faulty := ekspor.left_out.get(PERLU_PERBAIKAN):
        say(f"{faulty} SKP masih bergalat dan tidak ikut; sertakan juga dengan --with-errors.", err=True)
    say(f"Ekspor: {len(parts)} berkas di {target}" if per_perangkat else f"Ekspor: {target}")
    return 1 if any(file.galat for file in files) else 0


def _own_forms(call: Call, files: "Sequence[ReceivedFile]", target: Path) -> int:
    """Where there is no SKP, but forms of the office's own: a row per item, a file for each form where there are several."""
    from skpxl.consolidate.export_rows import write_csv
    from skpxl.consolidate.own_forms import collect, own_form_records

    own_forms = collect(files, call.organisasi)
    for own in own_forms:
        path = target if len(own_forms) == 1 else target.with_stem(f"{target.stem}-{own.form}")
        columns, records = own_form_records(own)
        say(f"{len(own.files)} {own.form}, {write_csv(path, columns, records, force=call.force)} baris.")
        say(f"Ekspor: {path}")
    return 1 if any(file.galat for file in files) else 0


def _writer(call: Call, shape: str, whole: "Export", advance: Advance) -> Write:
    """What writes one file of this shape and returns its counts; `whole` is the export of all files together."""
    from skpxl.consolidate.export import rekap_rows, rekap_workbook, tanpa_nilai, write_ekinerja
    from skpxl.consolidate.export_rows import columns_of, export_rows, products_of_results, write_csv, write_parquet
    from skpxl.files.output import write_whole
    from skpxl.receive.validate import bertanda

    library = call.library

    def ekinerja(path: Path, ekspor: "Export") -> dict[str, int]:
        instansi = bertanda(call.instansi or ekspor.skps()[0].instansi, ekspor.received)
        written = write_ekinerja(
            path, ekspor, library, instansi=instansi, kertas=call.kertas, force=call.force, advance=advance
        )
        return {"isian": written.isian, "tanpa tautan": written.unlinked}

    def rekap(path: Path, ekspor: "Export") -> dict[str, int]:
        columns, rows = rekap_rows(ekspor, library)
        if path.suffix.lower() == ".csv":
            write_csv(path, columns, rows, force=call.force)
        else:
            write_whole(path, rekap_workbook(columns, rows, library, call.kertas), force=call.force)
        return {"tanpa nilai": tanpa_nilai(rows)}

    if shape in ("ekinerja", "rekap"):
        return ekinerja if shape == "ekinerja" else rekap
    produk = products_of_results(whole, library)

    def data(path: Path, ekspor: "Export") -> dict[str, int]:
        rows = export_rows(ekspor, produk, columns_of(whole), advance=advance)
        if shape == "csv":
            return {"baris": write_csv(path, list(columns_of(whole)), rows, force=call.force)}
        return {"baris": write_parquet(path, columns_of(whole), rows, force=call.force)}

    return data


def _print_counts(shape: str, skps: int, counts: Mapping[str, int]) -> None:
    """What was written, and what is missing in it."""
    from skpxl.model.rekap import KOLOM_NILAI
    from skpxl.template.limits import TAUTAN_MAKS

    if shape == "ekinerja":
        say(f"{skps} SKP, {counts['isian']} isian untuk disalin.")
    elif shape == "rekap":
        say(f"{skps} SKP, satu baris masing-masing.")
    else:
        say(f"{skps} SKP, {counts['baris']} baris.")
    if counts.get("tanpa tautan"):
        say(
            f"{counts['tanpa tautan']} tautan tidak dipasang, karena satu lembar Excel memuat paling banyak {TAUTAN_MAKS}; "
            "bagi dengan --per-perangkat.",
            err=True,
        )
    if counts.get("tanpa nilai"):
        say(
            f"Kolom {', '.join(KOLOM_NILAI)} kosong pada {counts['tanpa nilai']} dari {skps} SKP: belum dievaluasi.",
            err=True,
        )
