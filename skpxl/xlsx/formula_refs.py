"""Which sheets a formula names, where it stays inside its workbook. It computes nothing."""

import re

# Of what Excel has known since 2007, without what fetches, opens or calls something: a name, a file, another program.
_FETCHES = {
    "CALL",
    "GETPIVOTDATA",
    "HYPERLINK",
    "INDIRECT",
    "INFO",
    "CELL",
    "REGISTER.ID",
    "RTD",
    "SQL.REQUEST",
    "WEBSERVICE",
}
_LATER = {
    f"_XLFN.{name}" for name in ("CONCAT", "IFNA", "IFS", "MAXIFS", "MINIFS", "SWITCH", "TEXTJOIN", "DAYS", "NUMBERVALUE")
}  # fmt: skip
_CELLS = r"\$?[A-Z]{1,3}\$?[0-9]{1,7}|\$?[A-Z]{1,3}:\$?[A-Z]{1,3}|\$?[0-9]{1,7}:\$?[0-9]{1,7}"
_REFERENCE = re.compile(
    rf"(?:(?:'(?P<quoted>(?:[^'\[\]:*?/\\|]|'')+)'|(?P<plain>[\w.]+))!)?(?:(?:{_CELLS})(?::\$?[A-Z]{{1,3}}\$?[0-9]{{1,7}})?)"
)
_LENGTH_MAX, _TOKEN_MAX, _NESTED_MAX = 8_000, 255, 60


def refs_of(formula: str) -> list[str] | None:
    """The sheets that it names; None for a formula that could lead outside, or that names what is not understood.

    What is not understood are names of areas and of tables, and functions that came later than most programs.
    """
    from openpyxl.formula import Tokenizer
    from openpyxl.formula.tokenizer import TokenizerError
    from openpyxl.utils import FORMULAE

    if len(formula) > _LENGTH_MAX or "|" in re.sub(r'"[^"]*"', "", formula):
        return None
    try:
        tokens = Tokenizer(f"={formula}").items
    except (TokenizerError, IndexError, AssertionError):
        return None
    sheets: list[str] = []
    deepest = 0
    depth = {"FUNC": 0, "PAREN": 0, "ARRAY": 0}
    for token in tokens:
        if token.type in depth:
            depth[token.type] += {"OPEN": 1, "CLOSE": -1}.get(token.subtype, 0)
            deepest = max(deepest, sum(depth.values()))
        outside = token.type == "SEP" and not depth["FUNC"] + depth["PAREN"] + depth["ARRAY"]
        if outside or (token.subtype == "ROW" and not depth["ARRAY"]) or len(token.value) > _TOKEN_MAX:
            return None
        if token.type == "OPERAND" and token.subtype == "RANGE":
            match = _REFERENCE.fullmatch(token.value)
            if match is None:
                return None
            if name := (match["quoted"] or "").replace("''", "'") or match["plain"]:
                sheets.append(name)
        elif token.type == "FUNC" and token.subtype == "OPEN":
            name = token.value.rstrip("(").upper()
            if name in _FETCHES or name.startswith("CUBE") or (name not in FORMULAE and name not in _LATER):
                return None
    return None if any(depth.values()) or deepest > _NESTED_MAX else [*dict.fromkeys(sheets)]
