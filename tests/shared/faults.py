"""A disk that refuses, fills up, or a machine that stops, at a chosen moment of a command that runs in a child process.

The child is a fork: nothing has to be imported again, and nothing of what is done to it stays behind.
"""

import builtins
import contextlib
import io
import os
import pickle
import resource
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

from campaigns import Run, skpxl

# Of ours, and of SQLite: the next one that opens the ledger takes these in.
LEFT_BY_A_KILL = (".tmp", ".lock", ".sqlite-wal", ".sqlite-shm", ".sqlite-journal")


class Hooks:
    """Counts what is done to files below a folder, and lets something happen at one of the moments.

    `moments` are the operations in order, as `write`, `read` or `needless`; at the one numbered `at` it calls `happen`.
    """

    def __init__(self, folder: Path, at: int = -1, happen: Callable[[str], None] = lambda _: None) -> None:
        self.folder, self.at, self.happen = f"{folder}{os.sep}", at, happen
        self.moments: list[str] = []

    def done(self, path: object, kind: str) -> None:
        with contextlib.suppress(TypeError):
            name = str(Path(os.fsdecode(path)).absolute())
            if not name.startswith(self.folder) or name.endswith(".lock"):
                return
            self.moments.append(kind)
            if len(self.moments) - 1 == self.at:
                self.happen(name)

    def install(self) -> None:
        """For good: this is a child."""
        whole_open, whole_os_open = io.open, os.open

        def opening(file, mode="r", *args, **more):
            if not isinstance(file, int) and not more.get("opener"):
                self.done(file, "read" if mode.strip("bt") == "r" else "write")
            return whole_open(file, mode, *args, **more)

        def os_opening(path, flags, *args, **more):
            self.done(path, "write" if flags & (os.O_WRONLY | os.O_RDWR) else "read")
            return whole_os_open(path, flags, *args, **more)

        builtins.open = io.open = opening
        os.open = os_opening
        for name in ("replace", "rename", "mkdir", "unlink", "remove", "link", "symlink"):
            setattr(os, name, self._counted(getattr(os, name)))

    def _counted(self, whole):
        def counted(path, *args, **more):
            target = args[0] if whole.__name__ in ("replace", "rename") else path
            # What was written under a temporary name is cleared away; a folder that is there need not be made.
            needless = whole.__name__ in ("unlink", "remove") or (whole.__name__ == "mkdir" and Path(path).is_dir())
            self.done(target, "needless" if needless else "write")
            return whole(path, *args, **more)

        return counted


def refuse(name: str) -> None:
    """As Windows does where a file is open in another program."""
    raise PermissionError(13, "The process cannot access the file because it is being used by another process", name)


def die(_name: str) -> None:
    """The power fails."""
    os.kill(os.getpid(), signal.SIGKILL)


def full(size: int) -> None:
    """No file of this process grows beyond `size` bytes."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


class Child:
    """A command in a fork, in its folder; `result` waits for it."""

    def __init__(
        self, folder: Path, words: tuple[object, ...], prepare: Callable[[], Hooks | None] = lambda: None
    ) -> None:
        read_end, write_end = os.pipe()
        self.pid = os.fork()
        if not self.pid:
            os.close(read_end)
            self._run(folder, words, prepare, write_end)
        os.close(write_end)
        self.end = read_end

    def _run(self, folder, words, prepare, write_end) -> None:
        """In the child; it does not come back."""
        try:
            os.chdir(folder)
            os.environ["TMPDIR"] = str(folder.parent)
            hooks = prepare()
            if hooks:
                hooks.install()
            try:
                run = skpxl(*words, code=None)
                sent = (run.code, run.out, run.err, hooks.moments if hooks else [])
            except BaseException as error:
                sent = (-1, "", f"Traceback {error!r}", [])
            os.write(write_end, pickle.dumps(sent))
        finally:
            os._exit(0)

    def result(self) -> tuple[Run | None, list[str]]:
        """What it did, and the moments that were counted; None where it was killed."""
        with os.fdopen(self.end, "rb") as stream:
            sent = stream.read()
        os.waitpid(self.pid, 0)
        if not sent:
            return None, []
        code, out, err, moments = pickle.loads(sent)
        return Run(code, out, err), moments


def some(moments: list[int], number: int) -> Iterator[int]:
    """So many of them, evenly spread, the last one included."""
    number = min(number, len(moments))
    yield from (moments[(index + 1) * len(moments) // number - 1] for index in range(number))
