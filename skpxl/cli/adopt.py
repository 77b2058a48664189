"""`skpxl adopt`."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from skpxl.cli import options
from skpxl.cli.call import Call, pass_call
from skpxl.cli.screen import say, say_json
from skpxl.cli.show import print_findings
from skpxl.errors import SkpxlError, UsageError

if TYPE_CHECKING:
    from skpxl.model.skp import Skp
    from skpxl.receive.adopt import Adoption


@click.command("adopt", epilog='Contoh:  skpxl adopt "SKP fix FINAL.xlsx" --into SKP_2022_....xlsx -o terisi.xlsx')
@click.argument("file", type=options.PATH)
@click.option("--sheet", "--lembar", "sheets", multiple=True, help="Lembar yang dibaca; boleh diulang untuk satu SKP.")
@options.as_json
@click.option("--into", "form", type=options.PATH, help="Formulir terbitan orang itu, yang akan diisi.")
@options.output("Formulir terisi yang dibuat.")
@click.option("--annotate", type=options.PATH, help="Buat salinan .xlsx dengan komentar di sel yang meragukan.")
@options.force("Timpa hasil yang sudah ada.")
@pass_call
def command(call: Call, file: Path, sheets: tuple[str, ...], form: Path | None, annotate: Path | None) -> int:
    """Baca SKP (atau matriks peran hasil) dari luar, dan pindahkan isian SKP-nya ke formulir terbitan.

    Yang dicari adalah tulisan kepalanya (NAMA, NIP, RENCANA HASIL KERJA, ...), di mana pun letaknya. Tiap nilai
    disebut dengan selnya; yang meragukan dan yang tidak ada tempatnya disebut juga.

    Dengan --sheet yang dibaca hanya lembar itu, misalnya SKP rekan yang disalin ke buku kerja orang lain; isian dari
    lembar lain ikut bila lembar itu menyebut orangnya. Dengan -o isiannya dipindahkan: ke formulir yang disebut --into;
    tanpa --into, di dalam folder putaran SKP, ke formulir terbitan orang itu; di luar putaran SKP, ke formulir baru.

    Dengan --annotate berkasnya (.xlsx saja) disalin dengan tampilannya sendiri; sel yang meragukan diberi komentar: apa
    yang terbaca, apa yang meragukan, dan apa yang harus dilakukan. Komentar yang sudah ada tetap ada. Gambar, bentuk,
    tombol, dan daftar pilihan gaya baru Excel tidak ikut tersalin.
    """
    from skpxl.files.output import write_whole
    from skpxl.receive.adopt import adopt, as_json
    from skpxl.receive.adopt_notes import write_annotated

    if form is not None and call.output is None:
        raise UsageError("--into membutuhkan -o: nama berkas hasilnya.")
    for path in (file, form):
        if path is not None and not path.is_file():
            raise SkpxlError(f"{path} tidak ada; periksa nama berkas atau foldernya.")
    adoption = adopt(file, call.library, lembar=sheets)
    skp = adoption.skp
    nameless = skp is None or not skp.pegawai.nama
    if nameless and not sheets and (code := _matriks(call, file)) is not None:
        if call.output is not None:
            raise UsageError("Berkas ini matriks, bukan SKP; pakai dengan `skpxl generate --matriks`.")
        if annotate is not None:
            raise UsageError("Berkas ini matriks, bukan SKP; --annotate hanya untuk SKP.")
        return code
    if call.as_json:
        say_json(as_json(adoption))
    if skp is None:
        if annotate is not None and adoption.sheets:  # the sheet that was not understood, with the reason at its cell
            write_annotated(adoption, file, annotate, call.library.pesan, force=call.force)
            say(f"Salinan dengan alasannya: {annotate}", err=True)
        raise SkpxlError(f"{file}: {adoption.findings[0].message}")
    if not call.as_json:
        _print_adoption(call, file, adoption, skp)
    if annotate is not None:
        comments = write_annotated(adoption, file, annotate, call.library.pesan, force=call.force)
        say(f"Salinan dengan {comments} komentar: {annotate}", err=True)
    if call.output is not None:
        from skpxl.campaign.folder import FORMULIR
        from skpxl.receive.adopt_form import filled

        issued = call.campaign.root / FORMULIR if call.campaign else None
        data, notes = filled(adoption, call.library, form=form, issued=issued, sandi=call.password)
        write_whole(call.output, data, force=call.force)
        for note in notes:
            say(f"{call.output.name}: {note}.", err=True)
        say(f"Formulir terisi: {call.output}", err=call.as_json)
    return 1 if any(finding.severity.value == "galat" for finding in adoption.findings) else 0


def _print_adoption(call: Call, file: Path, adoption: "Adoption", skp: "Skp") -> None:
    """Print what was read, each value with its cell, then the findings."""
    say(f"{file} · {skp.pegawai.nama or '(tanpa nama)'}: {skp.form}, lembar {', '.join(adoption.sheets)}")
    say(*_lines(skp.model_dump(mode="json", exclude_none=True), (), adoption.cells))
    if skp.periode:
        say(f"{adoption.cells['periode_tercetak']}\tperiode\t{skp.periode.tercetak()!r}")
    if adoption.place_and_date:
        say(f"{adoption.cells['tempat_tanggal']}\ttempat_tanggal\t{adoption.place_and_date!r}")
    print_findings(adoption.findings, call.library.pesan)


def _matriks(call: Call, file: Path) -> int | None:
    """Print the matrices of a file, each role with its cell; the exit code, or None where there is no matriks."""
    from skpxl.findings.wording import worded
    from skpxl.foreign.matriks.reading import read_foreign_matriks

    reading = read_foreign_matriks(file, call.library)
    if not reading.pembagian:
        return None
    findings = worded(reading.findings, call.library.pesan)
    if call.as_json:
        say_json(
            {
                "file": str(file),
                "outcome": "matriks-asing",
                "matriks": [matriks.model_dump(mode="json", exclude_none=True) for matriks in reading.pembagian],
                "findings": [finding.as_dict() for finding in findings],
            }
        )
    else:
        for matriks in reading.pembagian:
            roles = matriks.semua_peran()
            say(
                f"{file} · {matriks.sheet}: matriks {matriks.unit or '(tanpa nama unit)'}; {len(matriks.baris)} orang, "
                f"{len(matriks.kolom)} kolom, {len(roles)} peran"
            )
            for row, peran in roles:
                heading = matriks.teks_kolom(peran.kolom) or "(tanpa kolom)"
                say(f"{peran.sheet}!{peran.cell}\t{row.nama or row.jabatan}\t{heading}\t{peran.teks!r}")
        print_findings(findings, call.library.pesan)
    return 1 if any(finding.severity.value == "galat" for finding in findings) else 0


def _lines(node: object, path: tuple[str, ...], cells: Mapping[str, str]) -> list[str]:
    """The values as lines: cell, key, text. Items of lists go by their `nomor`."""
    if isinstance(node, dict):
        return [
            line for name, child in node.items() if name != "nomor" for line in _lines(child, (*path, str(name)), cells)
        ]
    if isinstance(node, list):
        lines = []
        for position, child in enumerate(node, start=1):
            nomor = child.get("nomor", position) if isinstance(child, dict) else position
            lines += _lines(child, (*path, str(nomor)), cells)
        return lines
    cell = cells.get("_".join(path))
    return [f"{cell}\t{'.'.join(path)}\t{node!r}"] if cell and node else []
