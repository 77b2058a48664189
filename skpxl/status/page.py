"""The overview as one static page for the pimpinan: no script, nothing from outside, on a phone, a desk and paper.

Whatever anybody has written is escaped. Where a table is cut, the page says how many rows are left out.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from html import escape

from skpxl.drawing.lines import clean
from skpxl.drawing.svg import thousands
from skpxl.findings.wording import Pesan, in_general
from skpxl.model.keadaan import Keadaan
from skpxl.model.periode import tanggal_tercetak
from skpxl.status.overview import Overview, StatusGroup, StatusPerson
from skpxl.status.page_drawings import days_drawing, groups_drawing
from skpxl.status.page_style import STYLE
from skpxl.status.shares import SHARES

_TITLE = "Keadaan pengumpulan SKP"
_FIRST, _PEOPLE_MAX, _GROUPS_MAX, _LINES_MAX = 25, 500, 200, 30
_REST = "semuanya dalam buku kerja dari skpxl status -o"


def status_page(overview: Overview, pesan: Pesan, *, instansi: str, local: Callable[[datetime], datetime]) -> bytes:
    """The page, UTF-8; `local` puts a moment on the clock of this machine."""
    due = f"Tenggat {tanggal_tercetak(overview.batas)}" if overview.batas else "Tenggat belum ditentukan"
    late = overview.late
    owing = [one for one in overview.people if not one.keadaan.is_settled and not one.late]
    body = [
        f"<header><h1>{_TITLE}</h1><p>{_text(instansi)}<br>Per {tanggal_tercetak(overview.as_of)} · {due}</p></header>",
        "<main>",
        _figures(overview),
        _people("terlambat", "Terlambat", late, local, "Tidak ada yang terlambat."),
        _groups("perangkat", "Perangkat daerah", overview.offices, groups_drawing(overview.offices)),
        _blocked(overview),
        _fixes(overview, pesan),
        _days(overview),
        _groups("unit", "Unit", overview.units, ""),
        _people("menunggu", "Belum selesai, belum terlambat", owing, local, "Tidak ada."),
        _others(late, local),
        "</main>",
        f"<footer><p>{thousands(overview.account.total)} orang = {_text(overview.account.sentence(*Keadaan))}.</p></footer>",
    ]
    head = (
        '<!DOCTYPE html>\n<html lang="id">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f'<meta name="referrer" content="no-referrer">\n<title>{_TITLE} · {_text(instansi)}</title>\n'
        f"<style>{STYLE}</style>\n</head>\n<body>\n"
    )
    return (head + "\n".join(part for part in body if part) + "\n</body>\n</html>\n").encode()


def _text(text: str) -> str:
    return escape(clean(text))


def _figures(overview: Overview) -> str:
    figures = (
        ("orang", "orang", overview.account.total),
        ("diterima", "diterima", overview.account.count(Keadaan.DITERIMA)),
        ("belum", "belum selesai", overview.owing),
        ("lambat", "terlambat", len(overview.late)),
    )
    items = "".join(
        f'<li><strong id="{name}" data-nilai="{many}">{thousands(many)}</strong> {words}</li>'
        for name, words, many in figures
    )
    return f'<section aria-label="Ringkasan"><ul class="angka">{items}</ul></section>'


def _section(name: str, title: str, content: str) -> str:
    return f'<section aria-labelledby="h-{name}"><h2 id="h-{name}">{title}</h2>\n{content}</section>'


def _table(name: str, headings: Sequence[str], rows: Iterable[str], *, left_out: int = 0) -> str:
    """A table; of the headings those that begin with a star are left out on a phone."""
    head = "".join(
        f'<th scope="col"{" class=lebar" if heading.startswith("*") else ""}>{heading.lstrip("*")}</th>'
        for heading in headings
    )
    more = f'<p class="sisa">… dan {thousands(left_out)} lagi; {_REST}.</p>' if left_out > 0 else ""
    return f'<table id="{name}"><thead><tr>{head}</tr></thead><tbody>\n' + "\n".join(rows) + f"\n</tbody></table>{more}"


def _people(
    name: str, title: str, people: Sequence[StatusPerson], local: Callable[[datetime], datetime], none: str
) -> str:
    title = f'{title}: <span id="n-{name}">{thousands(len(people))}</span> orang'
    if not people:
        return _section(name, title, f"<p>{none}</p>")
    table = _people_table(f"t-{name}", people[:_FIRST], local)
    where = "selebihnya di akhir halaman" if name == "terlambat" else _REST
    more = f'<p class="sisa">… dan {thousands(len(people) - _FIRST)} lagi; {where}.</p>' if len(people) > _FIRST else ""
    return _section(name, title, table + more)


def _others(late: Sequence[StatusPerson], local: Callable[[datetime], datetime]) -> str:
    """Those who are late and not among the first."""
    if len(late) <= _FIRST:
        return ""
    table = _people_table("t-selebihnya", late[_FIRST:_PEOPLE_MAX], local, left_out=len(late) - _PEOPLE_MAX)
    return _section("selebihnya", "Terlambat, selebihnya", table)


def _people_table(
    name: str, people: Sequence[StatusPerson], local: Callable[[datetime], datetime], left_out: int = 0
) -> str:
    rows = []
    for one in people:
        seat = one.seat
        where = " · ".join(dict.fromkeys(filter(None, (seat.unit_nama, seat.perangkat_daerah, one.address))))
        last = f"terakhir {one.last.kind.value} {tanggal_tercetak(local(one.last.at).date())}" if one.last else ""
        reminded = f"{len(one.reminded)} kali diingatkan" if one.reminded else ""
        told = " · ".join(filter(None, (last, reminded)))
        who = seat.nama or seat.jabatan or seat.key
        rows.append(
            f'<tr><th scope="row">{_text(who)}<small>{_text(where)}</small></th>'
            f"<td>{_text(one.keadaan.value)}<small>{_text(told)}</small></td>"
            f'<td class="n">{thousands(one.late) if one.late else "–"}</td></tr>'
        )
    return _table(name, ("Siapa", "Keadaan", "Hari terlambat"), rows, left_out=left_out)


def _groups(name: str, title: str, groups: Sequence[StatusGroup], drawing: str) -> str:
    rows = []
    for group in groups[:_GROUPS_MAX]:
        small = group.perangkat_daerah if group.kode and group.perangkat_daerah != group.nama else ""
        due = f"tenggat {tanggal_tercetak(group.batas)}" if group.batas else ""
        note = " · ".join(filter(None, (small, due)))
        shares = "".join(
            f'<td class="n{"" if share.name == "Diterima" else " lebar"}">{thousands(share.count(group.people))}</td>'
            for share in SHARES
        )
        rows.append(
            f'<tr><th scope="row">{_text(group.nama)}<small>{_text(note)}</small></th>'
            f'<td class="n">{thousands(group.people.total)}</td>{shares}'
            f'<td class="n">{thousands(group.owing)}</td>'
            f'<td class="n{" awas" if group.late else ""}">{thousands(group.late)}</td></tr>'
        )
    shares_headings = [share.name if share.name == "Diterima" else f"*{share.name}" for share in SHARES]
    headings = (title, "Orang", *shares_headings, "Belum selesai", "Terlambat")
    table = _table(f"t-{name}", headings, rows, left_out=len(groups) - _GROUPS_MAX)
    return _section(name, title, drawing + table) if groups else ""


def _blocked(overview: Overview) -> str:
    rows = [
        f'<tr><th scope="row">{_text(one.nama)}<small>{_text(one.unit)}</small></th>'
        f'<td class="n">{thousands(one.total)}</td><td class="n">{thousands(one.direct)}</td></tr>'
        for one in overview.blocked[:_LINES_MAX]
    ]
    if not rows:
        return ""
    told = "<p>SKP atau matriks atasan ini belum masuk, sehingga bawahannya belum dapat menyusun miliknya.</p>"
    table = _table("t-terhambat", ("Atasan", "Menunggu", "Langsung"), rows, left_out=len(overview.blocked) - _LINES_MAX)
    return _section("terhambat", "Yang menahan orang lain", told + table)


def _fixes(overview: Overview, pesan: Pesan) -> str:
    rows = [
        f'<tr><th scope="row">{_text(in_general(fix.code, pesan) or fix.code)}<small>{_text(fix.code)}</small></th>'
        f'<td class="n">{thousands(fix.findings)}</td><td class="n">{thousands(fix.workbooks)}</td></tr>'
        for fix in overview.fixes
    ]
    table = _table("t-perbaikan", ("Yang paling sering salah", "Temuan", "Buku kerja"), rows)
    return _section("perbaikan", "Perbaikan teratas", table) if rows else ""


def _days(overview: Overview) -> str:
    shown = overview.days[-_LINES_MAX:]
    rows = [
        f'<tr><th scope="row">{tanggal_tercetak(one.day)}</th>'
        f'<td class="n">{thousands(one.people.count(Keadaan.DITERIMA))}</td>'
        f'<td class="n">{thousands(sum(many for state, many in one.people.counts.items() if not state.is_settled))}</td></tr>'
        for one in reversed(shown)
    ]
    table = _table("t-riwayat", ("Hari", "Diterima", "Belum selesai"), rows, left_out=len(overview.days) - _LINES_MAX)
    return _section("riwayat", "Dari hari ke hari", days_drawing(overview.days) + table) if rows else ""
