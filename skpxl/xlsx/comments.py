"""The notes at the cells of one sheet of an .xlsx, those with replies as texts. No cell is read, nothing is written."""

import re
from collections.abc import Iterator
from xml.etree import ElementTree

from skpxl.xlsx.package import Package
from skpxl.xlsx.parts import ns_of, relations

NOTE_MAX = 30_000  # characters of one note; Excel allows 32,767
_COUNT_MAX = 20_000  # notes of one sheet
# What Excel puts before the remark in the note that stands in for a thread, in whatever language: the link is the same.
_STANDS_IN = re.compile(r"\s*\[[^\]\n]{3,60}\].{0,600}?linkid=870924\W*\s*[^:\n]{1,30}:\s*", re.DOTALL)
_THREAD_AUTHOR = "tc="


def has_comments(package: Package) -> bool:
    """True for a workbook with a note somewhere."""
    return any("comment" in name.casefold() for name in package.names)


def comments_of(package: Package, part: str) -> Iterator[tuple[str, str, str]]:
    """(cell, author, text) of each note of a sheet, in order. Raises `Unreadable` for a damaged part."""
    found: dict[str, tuple[str, str]] = {}
    leads = [(kind, target) for kind, target in relations(package, part).values() if target in package]
    for kind, target in leads:
        if kind == "comments":
            found |= _plain(package.xml(target))
    for kind, target in leads:
        if kind == "threadedComment":
            found |= _threads(package.xml(target), _people(package))
    for cell, (author, text) in [*found.items()][:_COUNT_MAX]:
        author, text = _as_said(author.strip(), text)
        if text.strip():
            yield cell, author, text[:NOTE_MAX]


def _as_said(author: str, text: str) -> tuple[str, str]:
    """A note without what a program has put around it: that it stands in for a thread, whose note it is."""
    if author.startswith(_THREAD_AUTHOR):
        author = ""
    if stands_in := _STANDS_IN.match(text):
        lines = text[stands_in.end() :].splitlines()
        text = "\n".join(line.strip() for line in lines)
    return author, text


def _plain(xml: ElementTree.Element) -> Iterator[tuple[str, tuple[str, str]]]:
    ns, _ = ns_of(xml)
    authors = [author.text or "" for author in xml.iterfind(f"{ns}authors/{ns}author")]
    for comment in xml.iterfind(f"{ns}commentList/{ns}comment"):
        number = comment.get("authorId", "")
        author = authors[int(number)] if number.isdecimal() and int(number) < len(authors) else ""
        texts = [piece.text or "" for whole in comment.iterfind(f"{ns}text") for piece in whole.iter(f"{ns}t")]
        yield comment.get("ref", ""), (author, _lines("".join(texts)))


def _threads(xml: ElementTree.Element, people: dict[str, str]) -> dict[str, tuple[str, str]]:
    """A thread is one text: the first remark, then each reply with who gave it."""
    ns, _ = ns_of(xml)
    found: dict[str, tuple[str, str]] = {}
    for remark in xml.iterfind(f"{ns}threadedComment"):
        cell, who = remark.get("ref", ""), people.get(remark.get("personId", ""), "")
        text = _lines("".join(piece.text or "" for piece in remark.iterfind(f"{ns}text")))
        if cell in found:
            author, before = found[cell]
            found[cell] = author, f"{before}\n{who}: {text}" if who else f"{before}\n{text}"
        else:
            found[cell] = who, text
    return found


def _people(package: Package) -> dict[str, str]:
    """The names of those who took part in threads, by id."""
    names: dict[str, str] = {}
    for name in package.names:
        if name.casefold().startswith("xl/persons/") and name.casefold().endswith(".xml"):
            names |= {person.get("id", ""): person.get("displayName", "") for person in package.xml(name)}
    return names


def _lines(text: str) -> str:
    return text.replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n")
