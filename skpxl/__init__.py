"""skpxl: hand out SKP workbooks, get them back, make one correct picture of them.

For notebooks and scripts: `skpxl.open`, `read`, `adopt`, `validate`, `merge` (docs/api.md). They are loaded when first used, so
that `import skpxl` costs nothing. The command line is in `skpxl.cli`.
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from skpxl.api.adopted import Adopted, adopt
    from skpxl.api.checked import Checked
    from skpxl.api.entrance import Inbox, merge, open, read, validate  # noqa: A004 (what a person would type)
    from skpxl.api.file import File
    from skpxl.api.matrix import Matrix
    from skpxl.api.recap import Recap
    from skpxl.api.tables import Table
    from skpxl.errors import SkpxlError

__version__ = "0.1.0"
__all__ = [
    "Adopted",
    "Checked",
    "File",
    "Inbox",
    "Matrix",
    "Recap",
    "SkpxlError",
    "Table",
    "adopt",
    "merge",
    "open",
    "read",
    "validate",
]
_HOME = {
    "Adopted": "api.adopted",
    "adopt": "api.adopted",
    "Recap": "api.recap",
    "Checked": "api.checked",
    "File": "api.file",
    "Matrix": "api.matrix",
    "SkpxlError": "errors",
    "Table": "api.tables",
}


if not TYPE_CHECKING:  # a type checker sees the imports above, and so a name that is mistyped

    def __getattr__(name: str) -> Any:
        """The names above, from where they live, when they are first asked for (PEP 562)."""
        if name not in __all__:
            raise AttributeError(f"module 'skpxl' has no attribute {name!r}")
        return getattr(importlib.import_module(f"skpxl.{_HOME.get(name, 'api.entrance')}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
