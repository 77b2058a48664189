"""`files.walk`: what is looked at in an inbox, what is passed over, what is one thing of many; every decision is told."""

import json
import os
import socket
from pathlib import Path

import pytest
from binary_books import zipped
from click.testing import CliRunner
from forms import CHECKOUT, LIBRARY

import skpxl
from skpxl.cli.main import cli
from skpxl.errors import SkpxlError
from skpxl.files.alone import alone
from skpxl.files.bundles import APPLE, PAGE_LOST, TAKEN_APART, Document, judge
from skpxl.files.passed import Passed, PassedOver, passed_file, passed_folder
from skpxl.files.walk import Found, look
from skpxl.receive.validate import Measure, validate

GOOD = sorted((CHECKOUT / "samples" / "masuk" / "baik").glob("*.xlsx"))
FORM = GOOD[0].read_bytes()
SEMENTARA, SAMPAH, SISTEM, PELENGKAP, BAGIAN = (
    Passed.SEMENTARA, Passed.SAMPAH, Passed.SISTEM, Passed.PELENGKAP, Passed.BAGIAN,
)  # fmt: skip


def put(folder, **files):
    """Files below a folder: `/` in their names, `FORM` for None."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(FORM if data is None else data)


def met(folder, **more):
    """(files below it with their trouble, what was passed over) by name."""
    found = look([folder], **more)
    start = f"{folder}/"
    return (
        {one.name.removeprefix(start): one.problem for one in found.files},
        {one.name.removeprefix(start): one.why for one in found.passed},
    )


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("~$SKP Dewi.xlsx", SEMENTARA),
        (".~lock.SKP Dewi.xlsx#", SEMENTARA),
        (".~SKP Dewi.xlsx", SEMENTARA),
        (".SKP Dewi.xlsx~234d", SEMENTARA),
        (".SKP Dewi.xlsx.Ab3dE9", SEMENTARA),
        (".SKP.xlsx.4711.tmp", SEMENTARA),
        ("SKP.xlsx.crdownload", SEMENTARA),
        ("SKP.xlsx.part", SEMENTARA),
        ("Belum dikonfirmasi 123.crdownload", SEMENTARA),
        ("~WRL0001.tmp", SEMENTARA),
        ("~syncthing~SKP.xlsx.tmp", SEMENTARA),
        ("5A2B1C00", SEMENTARA),
        (".nfs0000000000a1b2", SEMENTARA),
        ("SKP Dewi.xlsx.sb-4b4a4f55-Xy12", SEMENTARA),
        ("#SKP Dewi.xlsx#", SEMENTARA),
        ("$RAB12CD.xlsx", SAMPAH),
        ("$IAB12CD.xlsx", SAMPAH),
        (".trashed-1700000000-SKP.xlsx", SAMPAH),
        ("SKP.xlsx:Zone.Identifier", SISTEM),
        ("SKP.xlsx\uf03aZone.Identifier", SISTEM),
        ("SKP.xlsx:Zone.Identifier:$DATA", SISTEM),
        ("SKP.xlsx.Zone.Identifier", SISTEM),
        ("Thumbs.db", SISTEM),
        ("DESKTOP.INI", SISTEM),
        (".DS_Store", SISTEM),
        ("._SKP Dewi.xlsx", SISTEM),
        ("SKP Dewi.xlsx", None),
        ("SKP (salinan).xlsx", None),
        ("SKP 10:30.xlsx", None),
        ("DOC-20220104-WA0012", None),
        ("20220100", None),
        ("SKP~1.XLS", None),
        ("SKP partisipasi", None),
        ("lampiran.part1.rar", None),
        ("SKP.tmp.xlsx", None),
        (".rels", None),
    ],
)
def test_a_file_is_passed_over_for_its_name(name, why):
    assert passed_file(name) == why


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("$RECYCLE.BIN", SAMPAH), (".Trash-1000", SAMPAH), ("#recycle", SAMPAH), ("@Recycle", SAMPAH), ("$RAB12CD", SAMPAH),
        ("__MACOSX", SISTEM), ("@eaDir", SISTEM), ("System Volume Information", SISTEM), (".git", SEMENTARA),
        ("Disisihkan", Passed.DISISIHKAN), ("SKP.xlsx.download", SEMENTARA), ("~snapshot", SISTEM),
        ("Dinas B", None), ("sampah", None), ("2022.1", None),
    ],
)  # fmt: skip
def test_a_folder_is_passed_over_for_its_name(name, why):
    assert passed_folder(name) == why


@pytest.mark.parametrize(
    ("names", "passed", "documents"),
    [
        (["SKP.numbers/Index/Document.iwa", "SKP.numbers/preview.jpg", "a.xlsx"],
         {"SKP.numbers/Index/Document.iwa": BAGIAN, "SKP.numbers/preview.jpg": BAGIAN},
         [Document("SKP.numbers", "berkas-apple", APPLE)]),
        (["B/SKP.pages/Index.zip", "B/SKP.pages/Data/x.jpg"],
         {"B/SKP.pages/Index.zip": BAGIAN, "B/SKP.pages/Data/x.jpg": BAGIAN},
         [Document("B/SKP.pages", "berkas-apple", APPLE)]),
        (["SKP.numbers/a.xlsx"], {}, []),
        (["SKP/[Content_Types].xml", "SKP/xl/workbook.xml", "SKP/xl/worksheets/sheet1.xml", "SKP/b.xlsx"],
         dict.fromkeys(["SKP/[Content_Types].xml", "SKP/xl/workbook.xml", "SKP/xl/worksheets/sheet1.xml"], BAGIAN),
         [Document("SKP", "dokumen-terurai", TAKEN_APART)]),
        (["mimetype", "content.xml", "META-INF/manifest.xml", "a.xlsx"],
         dict.fromkeys(["mimetype", "content.xml", "META-INF/manifest.xml"], BAGIAN),
         [Document("[Content_Types].xml", "dokumen-terurai", TAKEN_APART)]),
        (["SKP.htm", "SKP_files/sheet001.htm", "SKP_files/a/b.css", "lain_files/c.css"],
         {"SKP_files/sheet001.htm": BAGIAN, "SKP_files/a/b.css": BAGIAN}, []),
        (["Dinas/SKP Dewi.HTML", "Dinas/skp dewi.files/x.png"], {"Dinas/skp dewi.files/x.png": BAGIAN}, []),
        (["_chat.txt", "IMG-20220103-WA0001.jpg", "foto.jpg", "a.xlsx"],
         {"_chat.txt": PELENGKAP, "IMG-20220103-WA0001.jpg": PELENGKAP}, []),
        (["Obrolan/Chat WhatsApp dengan Budi.txt", "Obrolan/foto.jpg", "Obrolan/a.xlsx", "b.jpg"],
         {"Obrolan/Chat WhatsApp dengan Budi.txt": PELENGKAP, "Obrolan/foto.jpg": PELENGKAP}, []),
        (["T/messages.html", "T/css/style.css", "T/js/script.js", "T/files/a.xlsx", "T/photos/1.jpg"],
         dict.fromkeys(["T/messages.html", "T/css/style.css", "T/js/script.js", "T/photos/1.jpg"], PELENGKAP), []),
        (["ChatExport_2022-01-03/result.json", "ChatExport_2022-01-03/files/a.xlsx"],
         {"ChatExport_2022-01-03/result.json": PELENGKAP}, []),
        (["T/result.json", "T/photos/1.jpg", "T/voice_messages/1.ogg", "T/contacts/1.vcf", "T/files/a.xlsx", "T/a.jpg"],
         dict.fromkeys(["T/result.json", "T/photos/1.jpg", "T/voice_messages/1.ogg", "T/contacts/1.vcf"], PELENGKAP), []),
        (["T/result.json", "T/a.xlsx", "photos/1.jpg"], {}, []),
        (["Takeout/archive_browser.html", "Takeout/Drive/SKP.xlsx", "Takeout/Drive/SKP.xlsx-info.json"],
         {"Takeout/archive_browser.html": PELENGKAP, "Takeout/Drive/SKP.xlsx-info.json": PELENGKAP}, []),
        (["SKP.xlsx", "SKP.xlsx.bak", "lama.xlsx~", "lama.xlsx", "lain.xlsx.bak", "Backup of SKP.xlk"],
         dict.fromkeys(["SKP.xlsx.bak", "lama.xlsx~", "Backup of SKP.xlk"], SEMENTARA), []),
        (["Z/SKP.html", "Z/resources/sheet.css", "resources/sheet.css"], {"Z/resources/sheet.css": BAGIAN}, []),
        (["Z/SKP_files/filelist.xml", "Z/SKP_files/sheet001.htm"],
         {"Z/SKP_files/filelist.xml": BAGIAN, "Z/SKP_files/sheet001.htm": BAGIAN},
         [Document("Z/SKP_files", "dokumen-terurai", PAGE_LOST)]),
        (["catatan.txt", "messages.html", "gambar.jpg"], {}, []),
    ],
)  # fmt: skip
def test_several_files_that_are_one_thing_are_told_by_their_names(names, passed, documents):
    assert judge(names) == (passed, tuple(documents))


def test_what_is_passed_over_is_counted_in_one_line_and_nobodys_fault(tmp_path):
    put(tmp_path, **{
        "a.xlsx": None, ".b.xlsx~1f": None, "~$a.xlsx": b"x", "$RECYCLE.BIN/S-1/$RAB12CD.xlsx": None,
        "$RECYCLE.BIN/S-1/$IAB12CD.xlsx": b"x", "desktop.ini": b"x", "disisihkan/SKP.pdf": b"%PDF-1.4",
    })  # fmt: skip
    found = look([tmp_path])
    assert [one.name for one in found.files] == [str(tmp_path / "a.xlsx")]
    assert found.told() == [
        "Tidak ikut dibaca: 2 salinan sementara atau tersembunyi (.b.xlsx~1f, ~$a.xlsx); 2 di keranjang sampah "
        "($RECYCLE.BIN); 1 catatan sistem atau program (desktop.ini); 1 disisihkan (disisihkan)."
    ]


def test_the_lock_of_the_run_itself_is_nobodys_business(tmp_path):
    put(tmp_path, **{"a.xlsx": None})
    with alone(tmp_path):
        assert [path.suffix for path in tmp_path.iterdir() if path.name.startswith(".skpxl-")] == [".lock"]
        assert met(tmp_path) == ({"a.xlsx": ""}, {})


def test_a_link_laid_in_the_place_of_a_lock_is_not_followed(tmp_path):
    folder, victim = tmp_path / "masuk", tmp_path / "victim"
    folder.mkdir()
    with alone(folder):
        (lock,) = folder.iterdir()
    lock.symlink_to(victim)
    with alone(folder):
        assert not victim.exists()


def test_a_file_that_is_named_alone_is_read_whatever_it_is_called(tmp_path):
    put(tmp_path, **{"~$a.xlsx": None, "b.xlsx": None})
    named = [tmp_path / "~$a.xlsx", tmp_path / "b.xlsx"]
    assert [one.path for one in look(named[:1]).files] == named[:1]
    assert [one.path for one in look(named).files] == named[1:]  # as a shell names all there is


def test_links_are_followed_once_and_loops_end(tmp_path):
    inbox, share = tmp_path / "masuk", tmp_path / "share"
    put(share, **{"SKP.xlsx": None, "lagi/SKP2.xlsx": None})
    put(inbox, **{"ok.xlsx": None})
    (inbox / "Dinas-B").symlink_to(share)
    (inbox / "Dinas-B lagi").symlink_to(share / "lagi")
    (inbox / "salinan.xlsx").symlink_to(inbox / "ok.xlsx")
    (inbox / "lain.xlsx").symlink_to(GOOD[1])
    (share / "ke atas").symlink_to(tmp_path)
    (share / "putar").symlink_to(share)
    files, passed = met(inbox)
    assert files == dict.fromkeys(["Dinas-B/SKP.xlsx", "Dinas-B/lagi/SKP2.xlsx", "lain.xlsx", "ok.xlsx"], "")
    assert passed == {
        "Dinas-B lagi": Passed.TERTAUT, "salinan.xlsx": Passed.TERTAUT, "Dinas-B/ke atas": Passed.MELINGKAR,
        "Dinas-B/putar": Passed.TERTAUT,
    }  # fmt: skip
    assert look([inbox]).told()[0] == f"Lewat tautan: {inbox}/Dinas-B ke {share}."
    both = look([inbox, inbox / "ok.xlsx", inbox])
    assert len(both.files) == 4


def test_what_nobody_can_read_is_named(tmp_path, monkeypatch):
    put(tmp_path, **{"ok.xlsx": None, "Dinas-B/SKP.xlsx": None})
    (tmp_path / "Rina.xlsx").symlink_to(tmp_path / "tidak-ada.xlsx")
    (tmp_path / "putar.xlsx").symlink_to("putar.xlsx")
    os.mkfifo(tmp_path / "pipa.xlsx")
    with socket.socket(socket.AF_UNIX) as server:
        monkeypatch.chdir(tmp_path)
        server.bind("soket.xlsx")
    whole = os.scandir

    def refusing(path):
        if Path(path).name == "Dinas-B":
            raise PermissionError(13, "Permission denied", str(path))
        return whole(path)

    monkeypatch.setattr(os, "scandir", refusing)
    files = validate(look([tmp_path]).files, Measure(LIBRARY))
    told = {Path(file.reading.file).name: file for file in files}
    assert {name: (file.fate, [finding.code for finding in file.findings]) for name, file in told.items()} == {
        "Dinas-B": ("tidak terbaca", ["folder-tidak-terbaca"]),
        "Rina.xlsx": ("tidak terbaca", ["tautan-putus"]),
        "putar.xlsx": ("tidak terbaca", ["tautan-putus"]),
        "ok.xlsx": ("diterima", []),
        "pipa.xlsx": ("bukan formulir kita", ["berkas-bukan-biasa"]),
        "soket.xlsx": ("bukan formulir kita", ["berkas-bukan-biasa"]),
    }
    assert (
        told["Dinas-B"]
        .findings[0]
        .message.startswith(
            "Folder ini tidak dapat dibuka (sedang terbuka di program lain, atau Anda tidak berhak atasnya), jadi berkas di "
            "dalamnya belum diperiksa dan belum dihitung."
        )
    )
    assert f"tautan ke {tmp_path}/tidak-ada.xlsx, yang sudah tidak ada" in told["Rina.xlsx"].findings[0].message


CHAT = {"_chat.txt": "[03/01/22 08.15.02] Budi: terlampir", "foto.jpg": b"\xff\xd8\xff", "a.xlsx": FORM}
NUMBERS = {"SKP.numbers/Index/Document.iwa": b"x", "SKP.numbers/Metadata/p": b"x"}


@pytest.mark.parametrize(
    ("content", "files", "passed"),
    [
        (CHAT, {"z.zip/a.xlsx": ""}, {"z.zip/_chat.txt": PELENGKAP, "z.zip/foto.jpg": PELENGKAP}),
        ({"_chat.txt": "x", "a.opus": b"x"}, {}, {"z.zip/_chat.txt": PELENGKAP, "z.zip/a.opus": PELENGKAP}),
        ({"__MACOSX/._a.xlsx": b"x", "a.xlsx": FORM}, {"z.zip/a.xlsx": ""}, {"z.zip/__MACOSX/._a.xlsx": SISTEM}),
        (NUMBERS, {"z.zip/SKP.numbers": "berkas-apple"}, {f"z.zip/{name}": BAGIAN for name in NUMBERS}),
        ({"disisihkan/a": FORM, "b.xlsx": FORM}, {"z.zip/b.xlsx": ""}, {"z.zip/disisihkan/a": Passed.DISISIHKAN}),
    ],
)  # fmt: skip
def test_an_archive_is_judged_as_a_folder_is(tmp_path, content, files, passed):
    put(tmp_path, **{"z.zip": zipped(content), "0.xlsx": None})
    assert met(tmp_path) == ({"0.xlsx": "", **files}, passed)


POINTERS = {
    "a.lnk": b"L\x00\x00\x00\x01\x14\x02\x00" + bytes(60),
    "b.url": b"[InternetShortcut]\r\nURL=https://contoh.go.id/skp.xlsx\r\n",
    "c.desktop": b"#!/usr/bin/env xdg-open\n[Desktop Entry]\nType=Link\n",
    "d.webloc": b'<?xml version="1.0"?>\n<!DOCTYPE plist>\n<plist version="1.0"><dict><key>URL</key></dict></plist>',
    "f.gdoc": b"",
    "g.zip/h.lnk": b"?",
    "e.gsheet": b'{"url": "https://docs.google.com/open?id=1", "doc_id": "1", "email": "a@contoh.go.id"}',
}


def test_what_only_points_to_a_document_is_told_and_nobodys_fault(tmp_path):
    put(tmp_path, **{name: data for name, data in POINTERS.items() if "/" not in name})
    put(tmp_path, **{"g.zip": zipped({"h.lnk": POINTERS["g.zip/h.lnk"]}), "ok.xlsx": None, "buku.url": None})
    files = validate(look([tmp_path]).files, Measure(LIBRARY))
    start = f"{tmp_path}/"
    told = {
        file.reading.file.removeprefix(start): (file.fate, [(f.code, f.severity) for f in file.findings])
        for file in files
    }
    nobodys = ("bukan formulir kita", [("berkas-pintasan", "peringatan")])
    double = ("ganda", [("berkas-ganda", "peringatan")])
    assert told == {**dict.fromkeys(POINTERS, nobodys), "buku.url": ("diterima", []), "ok.xlsx": double}
    assert "pintasan Windows (.lnk)" in files[0].findings[0].message


def test_what_stands_for_a_document_in_a_cloud_is_held_back_and_in_an_archive_a_pointer(tmp_path):
    """iCloud hides it by its name, Nextcloud and ownCloud put an ending behind the name: nothing is known of what is in it."""
    put(
        tmp_path,
        **{".SKP Budi.xlsx.icloud": b"bplist00", "SKP.xlsx.nextcloud": b" ", "SKP.ods.ownCloud": b"", "b.cloud": b"x"},
    )
    put(
        tmp_path,
        **{
            "a.zip": zipped({".SKP.xlsx.icloud": b"bplist00", ".rahasia": b"x"}),
            "SKP.xlsx.cloud": None,
            "b.cloud": b"x",
        },
    )
    found = look([tmp_path])
    away = "belum terunduh dari penyimpanan awan (OneDrive, Google Drive)"
    assert {one.name.removeprefix(f"{tmp_path}/"): (one.problem, one.detail) for one in found.files} == {
        ".SKP Budi.xlsx.icloud": ("berkas-tertahan", away),
        "SKP.xlsx.nextcloud": ("berkas-tertahan", away),
        "SKP.ods.ownCloud": ("berkas-tertahan", away),
        "SKP.xlsx.cloud": ("", ""),  # a document that only has such a name
        "b.cloud": ("", ""),
        "a.zip/.SKP.xlsx.icloud": ("berkas-pintasan", "wakil berkas di penyimpanan awan (.icloud)"),
    }
    assert [(Path(one.name).name, one.why) for one in found.passed] == [(".rahasia", SEMENTARA)]


def test_a_document_of_apples_is_told_with_what_to_do(tmp_path):
    put(tmp_path, **{"SKP.numbers": zipped({"Index/Document.iwa": b"x", "preview.jpg": b"y"}),
                     "SKP.pages": zipped({"preview.jpg": b"y", "Index/Document.iwa": b"x"})})  # fmt: skip
    files = validate(look([tmp_path]).files, Measure(LIBRARY))
    assert [[finding.code for finding in file.findings] for file in files] == [["berkas-apple"]] * 2
    assert "Ekspor Ke > Excel" in files[0].findings[0].message


def test_an_inbox_with_nothing_to_read_says_what_was_passed_over(tmp_path):
    put(tmp_path, **{"~$a.xlsx": b"x"})
    with pytest.raises(SkpxlError, match=r"Tidak ada berkas di .* Tidak ikut dibaca: 1 salinan sementara"):
        look([tmp_path])
    assert look([tmp_path], or_nothing=True).files == ()


@pytest.mark.parametrize(
    "call",
    [
        ["validate", "{masuk}"],
        ["return", "{masuk}", "-o", "{baru}"],
        ["merge", "{masuk}", "-o", "{baru}/m.xlsx", "--no-pictures"],
        ["export", "{masuk}", "--as", "csv", "-o", "{baru}/e.csv"],
        ["evaluate", "{masuk}", "-o", "{baru}/e.xlsx"],
        ["generate", "--evaluasi", "T1", "--from", "{masuk}", "-o", "{baru}"],
        ["papers", "check", "{masuk}", "--use", "mutasi-2023", "--roster", "{roster}"],
    ],
    ids=lambda call: call[0],
)
def test_every_command_tells_the_same_line(call, tmp_path, monkeypatch):
    put(tmp_path / "masuk", **{"a.xlsx": None, "~$a.xlsx": b"x"})
    monkeypatch.chdir(tmp_path)
    places = {"masuk": "masuk", "baru": "baru", "roster": str(CHECKOUT / "samples" / "roster.xlsx")}
    run = CliRunner().invoke(cli, [part.format(**places) for part in call])
    assert "Tidak ikut dibaca: 1 salinan sementara atau tersembunyi (~$a.xlsx).\n" in run.output


def test_json_names_what_was_passed_over_and_where_links_lead(tmp_path, monkeypatch):
    put(tmp_path / "masuk", **{"a.xlsx": None, "~$a.xlsx": b"x"})
    (tmp_path / "masuk" / "B").symlink_to(tmp_path / "lain")
    put(tmp_path / "lain", **{"b.xlsx": GOOD[1].read_bytes()})
    monkeypatch.chdir(tmp_path)
    run = CliRunner().invoke(cli, ["validate", "masuk", "--json"])
    said = json.loads(run.stdout)
    assert said["dilewati"] == [{"file": "masuk/~$a.xlsx", "sebab": str(SEMENTARA), "banyak": 1}]
    assert said["tautan"] == [{"file": "masuk/B", "ke": str(tmp_path / "lain")}]
    assert said["counts"]["berkas"] == 2


def test_a_notebook_is_told_what_was_passed_over(tmp_path):
    put(tmp_path, **{"a.xlsx": None, "~$a.xlsx": b"x", ".~lock.a.xlsx#": b"x"})
    assert skpxl.validate(tmp_path).passed_over == {"salinan sementara atau tersembunyi": 2}


def test_many_links_are_told_in_part_and_what_is_passed_over_always():
    found = Found((), (PassedOver("m/.DS_Store", SISTEM),), tuple((f"m/{n}", f"/d/{n}") for n in range(25)))
    assert found.told() == [
        *(f"Lewat tautan: m/{n} ke /d/{n}." for n in range(20)),
        "Lewat 5 tautan lagi; semuanya dengan `skpxl validate --json`.",
        "Tidak ikut dibaca: 1 catatan sistem atau program (.DS_Store).",
    ]
