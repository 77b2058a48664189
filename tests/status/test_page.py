"""The page for the pimpinan and the workbook: the same figures as the JSON, all escaped, nothing asked of the network."""

import http.server
import io
import os
import shutil
import subprocess
import threading
from datetime import date
from html.parser import HTMLParser

import openpyxl
import pytest
from rounds import HOSTILE, people_of, story_of

from skpxl.campaign.deadlines import Deadlines
from skpxl.drawing.svg import thousands
from skpxl.status.as_json import as_json
from skpxl.status.overview import overview
from skpxl.status.page import status_page
from skpxl.status.tables import status_workbook
from skpxl.template.library import load_library

INSTANSI = "PEMERINTAH KABUPATEN CONTOH & <KOTA>"


@pytest.fixture(scope="module")
def library():
    return load_library(None)


@pytest.fixture(scope="module")
def whole():
    organisasi = people_of(3, 40)
    return overview([*story_of(organisasi)], organisasi, Deadlines(date(2026, 1, 12)), date(2026, 1, 20))


@pytest.fixture(scope="module")
def page(whole, library):
    return status_page(whole, library.pesan, instansi=INSTANSI, local=lambda at: at).decode()


class Dom(HTMLParser):
    """What a page says: tags met, texts by id, rows of tables by the id of the table."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags, self.attributes, self.texts, self.tables = set(), set(), {}, {}
        self._id = self._table = ""
        self._cell = False
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        told = dict(attrs)
        self.tags.add(tag)
        self.attributes |= told.keys()
        self._id = told.get("id", "")
        if tag == "table":
            self._table = self._id
            self.tables[self._table] = []
        elif tag == "tr":
            self.tables[self._table].append([])
        elif tag in ("td", "th"):
            self.tables[self._table][-1].append("")
            self._cell = True
        elif tag == "small":
            self._cell = False

    def handle_endtag(self, tag):
        if tag in ("td", "th"):
            self._cell = False

    def handle_data(self, data):
        if self._id:
            self.texts[self._id] = self.texts.get(self._id, "") + data
            self._id = ""
        if self._cell:
            self.tables[self._table][-1][-1] += data


def check_figures(dom, whole):
    told = as_json(whole)
    assert dom.texts["orang"] == thousands(told["jumlah"]["orang"]) == "120"
    assert dom.texts["lambat"] == dom.texts["n-terlambat"] == str(told["jumlah"]["terlambat"])
    assert dom.texts["belum"] == str(told["jumlah"]["belum_selesai"])
    assert dom.texts["diterima"] == str(told["keadaan"]["diterima"])
    rows = dom.tables["t-perangkat"][1:]
    assert [(row[0], int(row[1]), int(row[2]), int(row[-1])) for row in rows] == [
        (one["nama"], one["orang"], one["keadaan"]["diterima"], one["terlambat"]) for one in told["perangkat_daerah"]
    ]
    listed = [*dom.tables["t-terlambat"][1:], *dom.tables["t-selebihnya"][1:]]
    assert [(row[0], row[1], row[2]) for row in listed] == [
        (one["nama"], one["keadaan"], str(one["terlambat_hari"])) for one in told["orang"] if one["terlambat_hari"]
    ]
    assert [int(row[1]) for row in dom.tables["t-riwayat"][1:]] == [
        one["keadaan"]["diterima"] for one in reversed(told["riwayat"])
    ]


def test_the_page_says_what_the_json_says_and_a_name_makes_no_tag(page, whole):
    dom = Dom(page)
    check_figures(dom, whole)
    assert dom.tags & {"script", "img", "link", "iframe", "a", "b", "object", "form", "image", "use"} == set()
    assert HOSTILE in {row[0] for row in dom.tables["t-terlambat"]}
    assert dom.attributes & {"src", "srcset", "href", "data", "action", "background", "onload", "onerror"} == set()
    assert "url(" not in page and "@import" not in page
    assert "default-src 'none'" in page and '<html lang="id">' in page


def chromium():
    """A Chromium that is installed, or a skip (with SKPXL_CI=1 a failure)."""
    if found := shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome"):
        return found
    if os.environ.get("SKPXL_CI") == "1":
        pytest.fail("SKPXL_CI=1, and there is no Chromium")
    pytest.skip("there is no Chromium")


def test_chromium_shows_the_same_and_asks_nobody(page, whole, tmp_path):
    browser, asked = chromium(), []

    class Listener(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_error(404)

    with http.server.HTTPServer(("127.0.0.1", 0), Listener) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        file = tmp_path / "keadaan.html"
        file.write_text(page.replace("127.0.0.1:9", f"127.0.0.1:{server.server_port}"), "utf-8")
        words = [browser, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profil'}"]
        shown = subprocess.run([*words, "--dump-dom", file.as_uri()], capture_output=True, text=True)
        server.shutdown()
    assert shown.returncode == 0, shown.stderr
    check_figures(Dom(shown.stdout.replace(f"127.0.0.1:{server.server_port}", "127.0.0.1:9")), whole)
    assert asked == []


def test_the_workbook_has_the_same_figures_and_two_charts(whole, library):
    data = status_workbook(whole, library.gaya, library.pesan, instansi=INSTANSI, kertas="A4", local=lambda at: at)
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames == [
        "Orang",
        "Grafik",
        "Perangkat daerah",
        "Unit",
        "Tenggat",
        "Terhambat",
        "Perbaikan",
        "Riwayat",
    ]
    assert len(book["Grafik"]._charts) == 2
    people = [*book["Orang"].iter_rows(min_row=5, values_only=True)]
    told = as_json(whole)["orang"]
    assert [(row[0], row[6], row[7]) for row in people] == [
        (one["nama"], one["keadaan"], one["terlambat_hari"]) for one in told
    ]
    assert book["Orang"].freeze_panes == "A5" and book["Orang"].auto_filter.ref
    assert {cell.data_type for row in book["Orang"].iter_rows() for cell in row if cell.value is not None} == {"s", "n"}
    offices = [*book["Perangkat daerah"].iter_rows(min_row=5, values_only=True)]
    assert [(row[0], row[2], row[3], row[-1]) for row in offices] == [
        (one["nama"], one["orang"], one["keadaan"]["diterima"], one["terlambat"])
        for one in as_json(whole)["perangkat_daerah"]
    ]
    assert all(sum(row[3:10]) == row[2] for row in offices)
