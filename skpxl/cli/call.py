"""One call of the command line as one value: its surroundings (campaign, templates, key, roster), and where results go.

It prints nothing but the warning that the key is gone.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, fields, replace
from functools import cached_property, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from skpxl.api.surroundings import Surroundings
from skpxl.cli.screen import say
from skpxl.errors import UsageError

if TYPE_CHECKING:
    from skpxl.campaign.folder import Campaign
    from skpxl.campaign.remembered import What

Command = Callable[..., Any]


@dataclass(frozen=True)
class Call(Surroundings):
    """What was typed for the whole call, and what follows from it.

    The fields, those of `Surroundings` included, are options: of `skpxl` itself, or shared by several commands
    (`cli/options.py`); one that a command does not offer keeps its default.
    """

    debug: bool = False
    decisions: Path | None = None
    output: Path | None = None
    force: bool = False
    as_json: bool = False

    @cached_property
    def campaign(self) -> "Campaign | None":
        """The campaign that `-C` names, or that the working directory lies in; one found further up is said on stderr."""
        from skpxl.campaign.folder import find_campaign

        found = find_campaign(self.campaign_folder)
        if found and self.campaign_folder is None and found.root != Path.cwd():
            say(f"Putaran SKP: {found.root}", err=True)
        return found

    @cached_property
    def signing_key(self) -> bytes | None:
        """The campaign's key, as of any surroundings; that it is gone is said on stderr."""
        if self.campaign and self.without_key and not self.campaign.has_key:
            say("PERHATIAN: kunci putaran SKP tidak ada, jadi keaslian formulir tidak diperiksa.", err=True)
        return super().signing_key

    def sources(self, paths: Sequence[Path], *default: str) -> Sequence[Path]:
        """The files to read: `paths`, else the folder `default` of the campaign. Raises PenggunaanError without either."""
        if not paths and self.campaign:
            return (self.campaign.root.joinpath(*default),)
        if not paths:
            raise UsageError("Berkas mana? Sebut berkas, folder atau .zip, atau jalankan di dalam folder putaran SKP.")
        return paths

    def destination(self, *default: str, ask: str = "Ke mana? Tambahkan -o.") -> Path:
        """Where the result goes: `--output`, else `default` inside the campaign; PenggunaanError(`ask`) without either."""
        if self.output is None and self.campaign:
            return self.campaign.root.joinpath(*default)
        if self.output is None:
            raise UsageError(ask)
        return self.output

    def recall(self, what: "What") -> Path | None:
        """The workbook that the campaign was told of before; it is said which one."""
        from skpxl.campaign.remembered import remembered

        found = remembered(self.campaign.root, what) if self.campaign else None
        if found:
            say(f"Dipakai lagi: {what} {found}", err=True)
        return found

    def remember(self, what: "What", path: Path | None) -> None:
        """Keep a workbook that was named, so that no command has to be told again."""
        from skpxl.campaign.remembered import remember

        if path and self.campaign:
            remember(self.campaign.root, what, path)

    def with_decisions(self) -> "Call":
        """The call with the workbook of decisions that the campaign remembers."""
        from skpxl.campaign.remembered import DECISIONS

        return replace(self, decisions=self.recall(DECISIONS))

    def remember_decisions(self) -> None:
        """Keep the workbook of decisions, where one was named."""
        if self.decisions:
            from skpxl.campaign.remembered import DECISIONS

            self.remember(DECISIONS, self.decisions)


def pass_call(command: Command) -> Command:
    """Hand the command its `Call` first; what the command returns is the exit code (None: 0)."""
    names = {field.name for field in fields(Call)}

    @wraps(command)
    def called(**options: Any) -> None:
        ctx = click.get_current_context()
        shared = {name: options.pop(name) for name in names & options.keys()}
        call = replace(ctx.obj, **shared)
        index = getattr(options.get("use"), "index", None) if options.get("make_index") else None
        places = [path for path in (call.output, options.get("report"), call.decisions, index) if path]
        writes = places or "output" in shared or options.get("why") or options.get("undo")
        with _telling_long_paths(), _alone(call, places) if writes else nullcontext():
            if "decisions" in shared and call.decisions is None:
                call = call.with_decisions()
            code = command(call, **options) or 0
            call.remember_decisions()
        ctx.exit(code)

    return called


@contextmanager
def _alone(call: Call, places: Sequence[Path]) -> Iterator[None]:
    """A command that writes works alone in its campaign; without one, on what it writes first."""
    from skpxl.campaign.folder import campaign_root
    from skpxl.files.alone import alone

    place = campaign_root(call.campaign_folder) or next(iter(places), None)
    with alone(place) if place else nullcontext():
        yield


@contextmanager
def _telling_long_paths() -> Iterator[None]:
    """Says, once for the whole call, what was written to a path so long that Excel or Windows does not open it."""
    from skpxl.files.disk import EXCEL_PATH_MAX, WINDOWS_PATH_MAX, path_length
    from skpxl.files.output import noting_long_paths

    with noting_long_paths() as noted:
        try:
            yield
        finally:
            if noted:
                worst = max(noted, key=path_length)
                others = f" ({len(noted)} berkas, ini yang terpanjang)" if len(noted) > 1 else ""
                say(
                    f"PERHATIAN: jalur {worst} panjangnya {path_length(worst)} huruf{others}. Excel hanya membuka jalur "
                    f"sampai {EXCEL_PATH_MAX} huruf, Windows {WINDOWS_PATH_MAX}; pindahkan ke folder yang lebih dekat.",
                    err=True,
                )
