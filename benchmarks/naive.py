"""The main job as a competent script of one afternoon does it; the yardstick of `loop.py`, not an alternative.

generate: xlsxwriter from scratch per person. fill: full openpyxl load, set cells, save. validate: full openpyxl load.
merge: pandas read_excel, concat, to_excel. The form is like skpxl's in size: 60 rows of 8 columns, merges, drop-downs,
conditional formats, protection, print set-up, two hidden sheets.
"""

import json
import sys
from pathlib import Path

ASPEK = ("Kuantitas", "Kualitas", "Waktu", "Biaya")
NILAI = ("Berorientasi Pelayanan", "Akuntabel", "Kompeten", "Harmonis", "Loyal", "Adaptif", "Kolaboratif")
IDENTITAS = ("NAMA", "NIP", "PANGKAT/GOL. RUANG", "JABATAN", "UNIT KERJA")
KEPALA = ("NO.", "RENCANA HASIL KERJA ATASAN YANG DIINTERVENSI", "RENCANA HASIL KERJA", "ASPEK", "INDIKATOR", "TARGET")
FIRST, RESULTS, PER_RESULT = 14, 8, 4  # the first row of results (from 1), results, rows per result
PERILAKU = FIRST + RESULTS * PER_RESULT + 1


def generate(roster: str, out: str) -> None:
    """One workbook per row of sheet Pegawai."""
    import pandas
    import xlsxwriter

    sheets = pandas.read_excel(roster, sheet_name=None, dtype=str, keep_default_na=False, engine="openpyxl")
    products = [str(text) for text in sheets["Produk"].iloc[:, -1]][:30]
    Path(out).mkdir(parents=True)
    for row in sheets["Pegawai"].to_dict("records"):
        with xlsxwriter.Workbook(f"{out}/SKP_{row['NIP']}.xlsx") as book:
            plain = {"text_wrap": True, "border": 1, "valign": "top"}
            bold = book.add_format({**plain, "bold": True, "align": "center"})
            text = book.add_format(plain)
            entry = book.add_format({**plain, "num_format": "@", "locked": False, "bg_color": "#FFF9E5"})
            wrong = book.add_format({"bg_color": "#FFC7CE"})
            form, lists, stamp = (book.add_worksheet(name) for name in ("SKP", "Daftar", "Stempel"))
            lists.hide()
            stamp.very_hidden()
            lists.write_column("A1", ASPEK)
            lists.write_column("B1", products)
            lists.write_column("C1", NILAI)
            book.define_name("aspek", "=Daftar!$A$1:$A$4")
            book.define_name("produk", f"=Daftar!$B$1:$B${len(products)}")
            stamp.write_column("A1", ["skp-kuantitatif", "2022.1", row["NIP"]])
            form.set_column("A:A", 5)
            form.set_column("B:F", 28)
            for number, title in enumerate(("SASARAN KINERJA PEGAWAI", "PENDEKATAN HASIL KERJA KUANTITATIF"), start=1):
                form.merge_range(f"A{number}:F{number}", title, bold)
            for number, label in enumerate(IDENTITAS):
                form.write_number(4 + number, 0, number + 1, text)
                form.write_string(4 + number, 1, label, text)
                form.write_string(4 + number, 2, str(list(row.values())[number]), text)
                form.merge_range(4 + number, 3, 4 + number, 5, "", text)
            for column, label in enumerate(KEPALA):
                form.write_string(FIRST - 2, column, label, bold)
            for result in range(RESULTS):
                top = FIRST - 1 + result * PER_RESULT
                form.merge_range(top, 0, top + PER_RESULT - 1, 0, str(result + 1), text)
                form.merge_range(top, 1, top + PER_RESULT - 1, 1, "", entry)
                form.merge_range(top, 2, top + PER_RESULT - 1, 2, "", entry)
                for line in range(PER_RESULT):
                    for column in (3, 4, 5):
                        form.write_blank(top + line, column, None, entry)
                    form.set_row(top + line, 30)
                form.data_validation(top, 1, top, 1, {"validate": "list", "source": "=produk", "error_type": "warning"})
                form.data_validation(top, 3, top + PER_RESULT - 1, 3, {"validate": "list", "source": "=aspek"})
                unknown = f'=AND(D{top + 1}<>"",COUNTIF(aspek,D{top + 1})=0)'
                rule = {"type": "formula", "criteria": unknown, "format": wrong}
                form.conditional_format(top, 3, top + PER_RESULT - 1, 3, rule)
            for number, value in enumerate(NILAI):
                form.merge_range(PERILAKU - 1 + number, 1, PERILAKU - 1 + number, 2, value, text)
                form.merge_range(PERILAKU - 1 + number, 3, PERILAKU - 1 + number, 5, "", entry)
                form.set_row(PERILAKU - 1 + number, 60)
            form.set_landscape()
            form.set_paper(9)
            form.fit_to_pages(1, 0)
            form.repeat_rows(FIRST - 2)
            form.set_footer("&CHalaman &P dari &N")
            form.protect("", {"format_rows": True, "format_columns": True})


def fill(issued: str, answers: str, out: str) -> None:
    """Set every answer in its cell and save."""
    from openpyxl import load_workbook

    Path(out).mkdir(parents=True)
    for path in sorted(Path(issued).glob("*.xlsx")):
        nip = path.stem.partition("_")[2]
        given = json.loads(Path(answers, f"{nip}.json").read_text(encoding="utf-8"))
        book = load_workbook(path)
        form = book["SKP"]
        for number, result in enumerate(given["hasil_kerja"]["utama"]):
            top = FIRST + number * PER_RESULT
            form.cell(top, 2).value = result["rencana_hasil_kerja_diintervensi"]
            form.cell(top, 3).value = result["rencana_hasil_kerja"]
            for line, indicator in enumerate(result["indikator"]):
                for column, value in enumerate(indicator.values(), start=4):
                    form.cell(top + line, column).value = value
        for number, behaviour in enumerate(given["perilaku_kerja"]):
            form.cell(PERILAKU + number, 4).value = behaviour["ekspektasi_khusus"]
        book.save(Path(out, path.name))


def validate(filled: str) -> None:
    """Print a line per empty target beside a filled indikator, and per unknown aspek."""
    from openpyxl import load_workbook

    for path in sorted(Path(filled).glob("*.xlsx")):
        form = load_workbook(path)["SKP"]
        for row in range(FIRST, FIRST + RESULTS * PER_RESULT):
            aspek, indicator, target = (form.cell(row, column).value for column in (4, 5, 6))
            if indicator and not target:
                print(f"{path.name} F{row}: target kosong")
            if aspek and aspek not in ASPEK:
                print(f"{path.name} D{row}: aspek tidak dikenal")


def merge(filled: str, out: str) -> None:
    """All result rows under each other."""
    import pandas

    frames = []
    for path in sorted(Path(filled).glob("*.xlsx")):
        where = {"sheet_name": "SKP", "header": None, "skiprows": FIRST - 1, "nrows": RESULTS * PER_RESULT}
        frame = pandas.read_excel(path, engine="openpyxl", **where)
        frame.insert(0, "berkas", path.stem)
        frames.append(frame.dropna(how="all", subset=[3, 4, 5]))
    pandas.concat(frames).to_excel(out, index=False)


if __name__ == "__main__":
    {"generate": generate, "fill": fill, "validate": validate, "merge": merge}[sys.argv[1]](*sys.argv[2:])
