"""The house, held by reading it: who imports whom, how long a module is, what is documented, which words stay out."""

import ast
import io
import subprocess
import sys
import tokenize
import tomllib
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from skpxl.findings.catalogue import KODE

CHECKOUT = Path(__file__).resolve().parents[2]
MODULES = sorted((CHECKOUT / "skpxl").rglob("*.py"))
# The floors, from the ground up: a room may take from the rooms named here, from itself, and from `errors`. A room inside
# a room (`foreign.skp`) may also take what its house has in common (`foreign`).
GROUND = {"sense", "model", "findings"}
FORMS = GROUND | {"template", "xlsx", "forms", "files.disk"}
STEPS = FORMS | {"placing", "checks", "files", "books", "foreign", "foreign.skp", "foreign.matriks", "foreign.roster"}
MAY_IMPORT: dict[str, set[str]] = {
    "errors": set(),
    "sense": {"model.teks"},
    "model": {"sense"},
    "placing": {"model", "sense"},
    "files": set(),
    "xlsx": {"files.fetch", "files.methods"},
    "template": {"model", "sense", "files.notation", "files.text"},
    "findings": {"model", "template.source"},  # the wording stands in workbook_templates/pesan.toml
    "checks": GROUND | {"template"},  # what a form asks for stands in its layout alone
    "drawing": {"model", "template"},
    "forms": FORMS,
    "forms.lists": FORMS,
    "books": FORMS | {"drawing", "forms.lists", "foreign.roster_columns", "files.output"},
    "foreign": FORMS,
    "foreign.skp": FORMS,
    "foreign.matriks": FORMS,
    "foreign.roster": FORMS | {"checks", "files.names"},
    "campaign": GROUND | {"template", "files", "placing"},
    "ledger": {"model", "campaign", "files"},
    "mail": {"model", "template", "campaign", "files"},
    "kinds": FORMS | {"forms.lists", "checks", "files", "books", "campaign"},
    "receive": STEPS | {"kinds"},
    "issue": STEPS | {"kinds", "receive", "campaign"},
    "consolidate": STEPS | {"kinds", "receive", "drawing"},
    "papers": STEPS | {"kinds", "receive"},
    # What goes out by mail, what comes in, how it stands: each a list of calls on the ledger and the steps before.
    "dispatch": STEPS | {"kinds", "receive", "issue", "campaign", "ledger", "mail"},
    "collect": STEPS | {"kinds", "receive", "campaign", "ledger", "mail"},
    "status": STEPS | {"kinds", "receive", "drawing", "campaign", "ledger"},
    "api": STEPS | {"receive", "consolidate", "campaign", "ledger"},
    "": {"api"},  # skpxl/__init__ offers its names and loads nothing
    "cli": STEPS
    | {"kinds", "receive", "issue", "consolidate", "papers", "campaign", "api"}
    | {"ledger", "mail", "dispatch", "collect", "status"},
}
# Packages that only some rooms may know.
ONLY_IN = {
    "click": {"cli"},
    "rich": {"cli"},
    "openpyxl": {"xlsx"},
    "pandas": {"api", "books"},
    "python_calamine": {"xlsx"},
    "xlsxwriter": {"forms", "forms.lists", "books"},
    "zipfile": {"files", "xlsx"},
    "sqlalchemy": {"ledger"},
    "imapclient": {"mail"},
    "smtplib": {"mail"},
    "msal": {"mail"},
}
SLOW = {"numpy", "openpyxl", "pandas", "python_calamine", "rapidfuzz", "sqlalchemy", "xlsxwriter"}
# Paths of somebody's machine (put together here, or this file would be the first find).
DENIED = ["/" + "work/", "/tmp/" + "venv"]
SKIPPED = {".git", ".venv", "venv", "build", "dist", "demo", "skpxl-demo", "bench", "htmlcov", "__pycache__"}


def name_of(path: Path) -> str:
    return path.relative_to(CHECKOUT).as_posix()


def room_of(module: str) -> str:
    """The room of `skpxl.forms.write` is forms, of `skpxl.foreign.skp.list` foreign.skp; "" for what stands in no room."""
    parts = module.split(".")[1:]
    return next((room for end in (2, 1) if (room := ".".join(parts[:end])) in MAY_IMPORT), "")


def imports_of(path: Path) -> Iterator[str]:
    """Every module a file imports, wherever in it, in full: `skpxl.model.skp`, `click`."""
    package = [*path.relative_to(CHECKOUT).parent.parts]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            # `from skpxl import merge` and `from skpxl.model import skp` name modules, not values.
            found = [f"{module}.{alias.name}" for alias in node.names]
            yield from (name if is_module(name) else module for name in found)


def module_of(path: Path) -> str:
    """`skpxl.model.skp` for skpxl/model/skp.py, `skpxl.model` for its `__init__`."""
    return ".".join(path.relative_to(CHECKOUT).with_suffix("").parts).removesuffix(".__init__")


def is_module(name: str) -> bool:
    path = CHECKOUT.joinpath(*name.split("."))
    return path.is_dir() or path.with_suffix(".py").is_file()


def allowed(here: str, module: str) -> bool:
    """May a file of room `here` import this module of skpxl?"""
    there = room_of(module)
    inside = module.removeprefix("skpxl.")
    common = there in ("errors", here, here.partition(".")[0])
    return module == "skpxl" or common or there in MAY_IMPORT[here] or inside in MAY_IMPORT[here]


def test_every_folder_of_the_package_is_a_room_with_known_arrows():
    folders = {".".join(path.relative_to(CHECKOUT / "skpxl").parent.parts) for path in MODULES} - {""}
    assert folders - {*MAY_IMPORT} == set()


def test_nothing_stands_outside_the_rooms_but_the_entrances():
    assert {path.name for path in (CHECKOUT / "skpxl").glob("*.py")} == {"__init__.py", "__main__.py", "errors.py"}


def test_the_tests_stand_in_the_rooms_they_try():
    folders = {
        path.parent.relative_to(CHECKOUT / "tests").as_posix() for path in (CHECKOUT / "tests").rglob("test_*.py")
    }
    # `house` tries the whole as a thing that is built, `story` as a thing that is used.
    assert folders - {room.partition(".")[0] for room in MAY_IMPORT} == {"house", "story"}


def code_lines(path: Path) -> int:
    """The lines of a module without blank lines, comments and docstrings."""
    text = path.read_text(encoding="utf-8")
    owners = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    documented = [
        node.body[0] for node in ast.walk(ast.parse(text)) if isinstance(node, owners) and ast.get_docstring(node)
    ]
    left_out = {line for node in documented for line in range(node.lineno, (node.end_lineno or 0) + 1)}
    lines = enumerate(text.splitlines(), start=1)
    return sum(1 for number, line in lines if number not in left_out and line.strip() and line.strip()[0] != "#")


def test_no_room_takes_up_more_than_a_tenth_of_the_house():
    lines = Counter[str]()
    for path in MODULES:
        lines[room_of(module_of(path))] += code_lines(path)
    assert {room: count for room, count in lines.items() if count > sum(lines.values()) / 10} == {}


def test_the_arrows_between_the_rooms_point_one_way():
    wrong = {
        f"{name_of(path)} imports {module}"
        for path in MODULES
        for module in imports_of(path)
        if module.split(".")[0] == "skpxl"
        and path.name != "__main__.py"
        and not allowed(room_of(module_of(path)), module)
    }
    assert wrong == set()


def test_there_is_no_way_round_in_the_floors():
    for room, below in MAY_IMPORT.items():
        assert [other for other in below - {room} if room in MAY_IMPORT.get(other, ())] == []


@pytest.mark.parametrize(
    ("here", "module", "may"),
    [
        ("checks", "skpxl.model.skp", True),
        ("checks", "skpxl.template.layout", True),
        ("checks", "skpxl.forms.write", False),
        ("model", "skpxl.findings", False),
        ("findings", "skpxl.template.source", True),
        ("findings", "skpxl.template.layout", False),
        ("template", "skpxl.forms.write", False),
        ("xlsx", "skpxl.template.layout", False),
        ("forms", "skpxl.receive.validate", False),
        ("foreign.skp", "skpxl.foreign.board", True),
        ("foreign", "skpxl.foreign.skp.list", False),
        ("receive", "skpxl.consolidate.merge", False),
        ("consolidate", "skpxl.cli.merge", False),
        ("cli", "skpxl.consolidate.merge", True),
    ],
)
def test_the_arrows_are_those_of_the_design(here, module, may):
    assert allowed(here, module) is may


def test_libraries_stay_in_the_rooms_that_know_them():
    wrong = {
        f"{name_of(path)} imports {module}"
        for path in MODULES
        for module in imports_of(path)
        if (rooms := ONLY_IN.get(module.split(".")[0])) and room_of(module_of(path)) not in rooms
    }
    assert wrong == set()


def test_no_step_knows_a_form_by_its_name():
    forms = {folder.name for folder in (CHECKOUT / "workbook_templates").iterdir() if any(folder.glob("[0-9]*.toml"))}
    named = {
        f"{name_of(path)}: {node.value}"
        for path in MODULES
        if room_of(module_of(path)) in ("issue", "receive", "consolidate", "cli") and not path.name.startswith("papers")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and node.value in forms
    }
    assert named == set()


def test_no_module_holds_two_nouns():
    long = {name_of(path): lines for path in MODULES if (lines := len(path.read_text("utf-8").splitlines())) > 400}
    assert long == {}
    assert [name_of(path) for path in MODULES if path.stem in ("utils", "util", "helpers", "common", "misc")] == []


def test_whatever_is_public_says_what_it_is():
    silent = []
    for path in MODULES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if not ast.get_docstring(tree):
            silent.append(name_of(path))
        classes = [node for node in tree.body if isinstance(node, ast.ClassDef) and not node.name.startswith("_")]
        silent += [
            f"{name_of(path)}:{node.name}"
            for owner in [tree, *classes]
            for node in owner.body
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
            and not node.name.startswith("_")
            and not ast.get_docstring(node)
        ]
    assert silent == []


def functions_in(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method of a module, inner ones too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_no_function_has_more_than_eight_parameters():
    """What goes together is one value: `Call`, `Measure`, `Order`, an option set."""

    def parameters(node: ast.FunctionDef | ast.AsyncFunctionDef) -> list[str]:
        args = node.args
        more = [arg for arg in (args.vararg, args.kwarg) if arg]
        named = [arg.arg for arg in (*args.posonlyargs, *args.args, *args.kwonlyargs, *more)]
        return [name for name in named if name not in ("self", "cls")]

    many = {
        f"{name_of(path)}:{node.name}": count
        for path in MODULES
        for node in functions_in(path)
        if (count := len(parameters(node))) > 8
    }
    assert many == {}


def test_a_name_of_a_class_stands_for_one_thing():
    homes: dict[str, list[str]] = {}
    for path in MODULES:
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                homes.setdefault(node.name, []).append(name_of(path))
    assert {name: paths for name, paths in homes.items() if len(paths) > 1} == {}


# What the program does has an English word (docs/adr/0002-penamaan.md); nothing that does it begins with one of these.
INDONESIAN_VERBS = set(
    "ambil baca bagi bandingkan beri bersihkan buat bulatkan cari catat cetak cocokkan coba gabung gabungkan ganti hapus "
    "hentikan hitung integrasikan isikan jalankan kemas kenali kirim konversikan kumpulkan kutip lanjutkan laporkan lebur "
    "letakkan lipat longgarkan maju minta muat muatkan naik padankan padatkan pakai pasang pastikan pecah pendekkan periksa "
    "pilih pisahkan potong pulihkan rampungkan rapatkan rapikan sebut selesaikan siapkan simpan sisihkan susun tambah "
    "tambahkan tampilkan tandai taruh tegur tempatkan tentukan terima tulis tumbuh tumpuk turun tutup ubah ukur urai "
    "urutkan warnai".split()
)


def test_no_verb_is_said_in_two_languages():
    wrong = [
        f"{name_of(path)}:{node.name}"
        for path in MODULES
        for node in functions_in(path)
        if node.name.strip("_").partition("_")[0] in INDONESIAN_VERBS
    ]
    assert wrong == []


def test_three_keys_have_three_names():
    """`signing_key` of a campaign, `slot_key` of a place on a form, `key` of anything else; never `kunci` for all of them."""
    found = {
        f"{name_of(path)}: {token.string}"
        for path in MODULES
        for token in tokenize.tokenize(io.BytesIO(path.read_bytes()).readline)
        if token.type == tokenize.NAME and "kunci" in token.string.lower().split("_") and not token.string.isupper()
    }
    assert found == set()


def test_every_finding_code_has_its_wording_and_every_wording_its_code():
    with (CHECKOUT / "workbook_templates" / "pesan.toml").open("rb") as file:
        wording = tomllib.load(file)
    assert {"code": set(KODE) - set(wording), "wording": set(wording) - set(KODE)} == {"code": set(), "wording": set()}
    assert {code for code, texts in wording.items() if {"pesan", "saran", "contoh"} - set(texts)} == set()


def test_no_file_knows_the_machine_it_was_written_on():
    assert [found for path in files() for found in denied_in(path)] == []


def files() -> Iterator[Path]:
    """What belongs to the project: all files outside environments, caches and what the commands write."""
    for top in CHECKOUT.iterdir():
        if top.name in SKIPPED or top.suffix == ".egg-info" or (top.name.startswith(".") and top.name != ".ci"):
            continue
        inside = top.rglob("*") if top.is_dir() else [top]
        yield from (path for path in inside if path.is_file() and not SKIPPED & {*path.relative_to(CHECKOUT).parts})


def denied_in(path: Path) -> Iterator[str]:
    """`file: word` for each denied word in a file, or in the parts of a workbook or other zip."""
    contents = {name_of(path): path.read_bytes()}
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            contents |= {f"{name_of(path)}:{name}": archive.read(name) for name in archive.namelist()}
    for name, content in contents.items():
        yield from (f"{name}: {word}" for word in DENIED if word.encode() in content)


def test_asking_for_help_loads_nothing_heavy():
    run = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "skpxl", "--help"], cwd=CHECKOUT, capture_output=True, text=True
    )
    assert run.returncode == 0, run.stderr
    loaded = {line.rpartition("|")[2].strip() for line in run.stderr.splitlines() if line.startswith("import time:")}
    assert "skpxl.cli" in loaded
    assert {module.split(".")[0] for module in loaded} & SLOW == set()


def test_the_help_of_a_command_loads_neither_campaign_nor_templates():
    """Every module of the command line, imported as for its help: nothing of skpxl below it comes along."""
    code = (
        "import importlib, sys; from skpxl.cli.main import COMMANDS\n"
        "for module, _ in COMMANDS.values(): importlib.import_module(f'skpxl.cli.{module}')\n"
        "print(*sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=CHECKOUT, capture_output=True, text=True, check=True)
    loaded = {*run.stdout.split()}
    assert "skpxl.cli.generate" in loaded
    assert {name for name in loaded if name.split(".")[0] in {*SLOW, "pydantic"}} == set()
    rooms = {name.split(".")[1] for name in loaded if name.startswith("skpxl.")}
    assert rooms == {"cli", "errors", "api"}
    assert {name for name in loaded if name.startswith("skpxl.api")} == {"skpxl.api", "skpxl.api.surroundings"}
