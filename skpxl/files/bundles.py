"""Several files that are one thing: a document kept as a folder, a saved web page, the export of a chat. By names alone."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

from skpxl.files.passed import Passed, is_backup, passed_file, passed_folder

APPLE = "dokumen Apple (Numbers, Pages, atau Keynote)"
TAKEN_APART = "folder berisi bagian-bagian satu dokumen (.xlsx atau sejenisnya) yang sudah diekstrak"
PAGE_LOST = "folder pelengkap halaman web yang halamannya sendiri tidak ikut terkirim"
# Members that tell that a folder, or an archive, is a document of Apple's.
APPLE_MARKERS = (
    "index/document.iwa",
    "index.zip",
    "index.apxl",
    "index.xml.gz",
    "metadata/documentidentifier",
)
_APPLE = re.compile(r"(?P<document>.*\.(?:numbers|pages|key))/(?:" + "|".join(map(re.escape, APPLE_MARKERS)) + ")")
# The parts of an Office Open XML or OpenDocument file, where one was unpacked.
_OPENED = re.compile(
    r"(?P<folder>(?:.*/)?)(?:xl/workbook\.(?:xml|bin)|word/document\.xml|ppt/presentation\.xml|meta-inf/manifest\.xml)"
)
_PARTS = {
    "[content_types].xml", "_rels", "xl", "word", "ppt", "docprops", "customxml", "customui", "meta-inf", "mimetype",
    "content.xml", "styles.xml", "settings.xml", "meta.xml", "manifest.rdf", "thumbnails", "configurations2", "pictures",
    "basic", "object 1",
}  # fmt: skip
_PAGE = re.compile(r"(?P<stem>.+)\.[xs]?html?")
_PAGE_FOLDER = re.compile(
    r"(?P<stem>.+)(?:[_-](?:files|file|berkas|fichiers|dateien|bestanden|archivos|arquivos|elementen)|\.files)"
)
_CHAT = re.compile(r"_chat\.txt|.*(?:whats ?app|telegram).*\.txt|\[line\].*\.txt")
_CHAT_MEDIA = re.compile(r"(?:img|vid|ptt|aud|stk)-\d{8}-wa\d+.*|\d{8}-(?:photo|video|audio|sticker|gif)-.*")
_MEDIA = (
    ".jpg", ".jpeg", ".png", ".webp", ".gif", ".mp4", ".3gp", ".mov", ".opus", ".m4a", ".mp3", ".ogg", ".oga", ".aac",
    ".amr", ".vcf", ".webm", ".tgs", ".heic",
)  # fmt: skip
_TELEGRAM = re.compile(
    r"messages\d*\.html|result\.json|(?:css|js|images|photos|stickers|video_files|voice_messages|round_video_messages|contacts)/.*"
)
_TELEGRAM_FOLDER = re.compile(r"(?:.*/)?(?:chat|data)export_\d{4}-\d{2}-\d{2}(?: ?\(\d+\))?")
_TAKEOUT = re.compile(r"(?:.*/)?takeout/(?:archive_browser\.html|.*-info\.json|.*/metadata\.json)")


class Document(NamedTuple):
    """A document that is a folder: its name, the finding code that says so, and in words what it is."""

    name: str
    problem: str
    kind: str


class Judged(NamedTuple):
    """What is passed over, by name, and the documents that are folders; all other names are to be looked into."""

    passed: dict[str, Passed]
    documents: tuple[Document, ...]


def judge(names: Sequence[str], *, closed: bool = False) -> Judged:
    """Judge the files of one tree by their names, with `/` between folders; `closed` is an archive: one thing that was sent."""
    passed: dict[str, Passed] = {}
    for name in names:
        if why := _alone(name):
            passed[name] = why
    rest = [name for name in names if name not in passed]
    documents: dict[str, Document] = {}
    folded = {name: name.casefold() for name in rest}
    for find in (_apple, _taken_apart, _pages_lost):
        for document, parts in find(folded):
            documents.setdefault(document.name, document)
            passed |= dict.fromkeys(parts, Passed.BAGIAN)
    folded = {name: plain for name, plain in folded.items() if name not in passed}
    passed |= dict.fromkeys(_web_pages(folded), Passed.BAGIAN)
    for name, why in _companions(folded, closed):
        passed.setdefault(name, why)
    return Judged(passed, tuple(documents.values()))


def _alone(name: str) -> Passed | None:
    *folders, last = name.split("/")
    return next(filter(None, map(passed_folder, folders)), None) or passed_file(last)


def _split(name: str) -> tuple[str, str]:
    folder, _, last = name.rpartition("/")
    return folder, last


def _apple(folded: dict[str, str]) -> Iterator[tuple[Document, list[str]]]:
    found = {match["document"] for plain in folded.values() if (match := _APPLE.fullmatch(plain))}
    for document in sorted(found):
        parts = [name for name, plain in folded.items() if plain.startswith(f"{document}/")]
        yield Document(_as_written(parts[0], document), "berkas-apple", APPLE), parts


def _as_written(name: str, folded: str) -> str:
    """The folder of `name` that is `folded` when folded."""
    return "/".join(name.split("/")[: folded.count("/") + 1])


def _taken_apart(folded: dict[str, str]) -> Iterator[tuple[Document, list[str]]]:
    plain_names = set(folded.values())
    found = {match["folder"] for plain in folded.values() if (match := _OPENED.fullmatch(plain))}
    for folder in sorted(found):
        if not {f"{folder}[content_types].xml", f"{folder}content.xml"} & plain_names:
            continue
        parts = [
            name
            for name, plain in folded.items()
            if plain.startswith(folder) and plain[len(folder) :].split("/")[0] in _PARTS
        ]
        yield (
            Document(
                _as_written(parts[0], folder[:-1]) if folder else "[Content_Types].xml",
                "dokumen-terurai",
                TAKEN_APART,
            ),
            parts,
        )


def _pages_lost(folded: dict[str, str]) -> Iterator[tuple[Document, list[str]]]:
    """The folder beside a web page, where the page itself is not there."""
    plain_names = set(folded.values())
    for plain in sorted(plain_names):
        folder, last = _split(plain)
        above, own = _split(folder)
        if last != "filelist.xml" or (match := _PAGE_FOLDER.fullmatch(own)) is None:
            continue
        stem = f"{above}/{match['stem']}" if above else match["stem"]
        if not any(f"{stem}{ending}" in plain_names for ending in (".htm", ".html", ".xhtml", ".shtml")):
            parts = [name for name, other in folded.items() if other.startswith(f"{folder}/")]
            yield Document(_as_written(parts[0], folder), "dokumen-terurai", PAGE_LOST), parts


def _web_pages(folded: dict[str, str]) -> Iterator[str]:
    pages = {match["stem"] for plain in folded.values() if (match := _PAGE.fullmatch(plain))}
    with_pages = {_split(stem)[0] for stem in pages}
    for name, plain in folded.items():
        folders = plain.split("/")[:-1]
        # As Google makes a web page of a workbook: a page for each sheet.
        if plain.endswith("resources/sheet.css") and "/".join(folders[:-1]) in with_pages:
            yield name
        for depth, folder in enumerate(folders):
            above = "".join(f"{part}/" for part in folders[:depth])
            if (match := _PAGE_FOLDER.fullmatch(folder)) and above + match["stem"] in pages:
                yield name
                break


def _companions(folded: dict[str, str], closed: bool) -> Iterator[tuple[str, Passed]]:
    by_folder: dict[str, list[str]] = defaultdict(list)
    for name, plain in folded.items():
        by_folder[_split(plain)[0]].append(name)
    plain_names = set(folded.values())
    for folder, names in by_folder.items():
        beside = {_split(folded[name])[1] for name in names}
        is_chat = any(_CHAT.fullmatch(last) for last in beside)
        for name in names:
            last = _split(folded[name])[1]
            if is_backup(last, beside):
                yield name, Passed.SEMENTARA
            elif is_chat and (_CHAT.fullmatch(last) or _is_media(last, any_name=closed or bool(folder))):
                yield name, Passed.PELENGKAP
        start = f"{folder}/" if folder else ""
        if _is_telegram(beside, folder, plain_names):
            for name, plain in folded.items():
                if plain.startswith(start) and _TELEGRAM.fullmatch(plain[len(start) :]):
                    yield name, Passed.PELENGKAP
    yield from ((name, Passed.PELENGKAP) for name, plain in folded.items() if _TAKEOUT.fullmatch(plain))


def _is_telegram(beside: set[str], folder: str, plain_names: set[str]) -> bool:
    """True for the folder that Telegram exports a chat to, as web pages or as JSON; what was sent lies in `files/` there."""
    start = f"{folder}/" if folder else ""
    if "messages.html" in beside and {f"{start}css/style.css", f"{start}js/script.js"} & plain_names:
        return True
    if "result.json" not in beside:
        return False
    media = (f"{start}photos/", f"{start}voice_messages/", f"{start}video_files/", f"{start}files/")
    return bool(_TELEGRAM_FOLDER.fullmatch(folder)) or any(plain.startswith(media) for plain in plain_names)


def _is_media(last: str, *, any_name: bool) -> bool:
    """A picture or voice of a chat; where other things lie beside it, only under the name that the messenger gives."""
    return bool(_CHAT_MEDIA.fullmatch(last)) or (any_name and PurePosixPath(last).suffix in _MEDIA)
