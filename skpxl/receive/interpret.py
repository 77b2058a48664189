"""From a `Reading` to what it means: the kind of its form gives the values their names. It judges nothing."""

from dataclasses import replace

from skpxl.findings import temuan
from skpxl.forms.reading import Reading
from skpxl.forms.triage import outcome_of
from skpxl.kinds.kind import Isi
from skpxl.kinds.table import kind_of


def interpret(reading: Reading) -> Isi | None:
    """What a workbook of ours holds, as values of its kind; else None.

    Locked values are those that were issued, not those found. Results and roles get an id from the workbook's code and
    their place, so that they keep it when reworded; a superior's result chosen from the issued list brings its id along.
    Raises ValueError and its like for a form whose definition does not fit its kind: see `understood`.
    """
    form = reading.form
    answers: Isi | None = kind_of(form.definition).read(form, reading) if form else None
    return answers


def understood(reading: Reading) -> tuple[Reading, Isi | None]:
    """The reading and what it means. One that cannot be given a meaning has a finding that says so, and no form.

    A definition may have come into the folder unchecked: that stops its own files, and no others.
    """
    try:
        return reading, interpret(reading)
    except (ValueError, TypeError, LookupError, AttributeError) as fault:
        form = reading.form
        stamp = form.stamp if form else None
        code = "definisi-tidak-cocok"
        finding = temuan(
            code,
            form=stamp.form if stamp else "",
            versi=stamp.versi if stamp else "",
            sebab=" ".join(str(fault).split())[:300],
        ).at(file=reading.file)
        return replace(reading, form=None, outcome=outcome_of(code), findings=(finding,)), None
