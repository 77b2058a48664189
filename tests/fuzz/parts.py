"""The parts of a workbook one after the other, as an input that can be mutated; and back into a zip. Nothing is judged."""

import io
import zipfile

_MARK = b"\n=== "
_PARTS_MAX = 60


def unpacked(data: bytes) -> bytes:
    """The parts of a workbook as one text: a line with the name before each; the theme, which nobody reads, is left out."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [name for name in archive.namelist() if not name.startswith("xl/theme/")]
        return b"".join(_MARK + name.encode() + b"\n" + archive.read(name) for name in names)


def packed(data: bytes) -> bytes:
    """A zip of such parts; anything else is given back as it is."""
    if not data.startswith(_MARK):
        return data
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        seen = set()
        for part in data.split(_MARK)[1 : _PARTS_MAX + 1]:
            name, _, content = part.partition(b"\n")
            shown = name.decode("ascii", "ignore").replace("\0", "")[:100]
            if shown and shown not in seen:
                seen.add(shown)
                archive.writestr(zipfile.ZipInfo(shown), content)
    return out.getvalue()
