#!/usr/bin/python3
"""A person at LibreOffice Calc: types, picks, pastes, reads alerts and saves. It judges nothing; tests do.

    /usr/bin/python3 driver.py < request.json > results.json

Runs in the system's Python (it needs `uno`) and imports nothing of the project. soffice is started with
SAL_USE_VCLPLUGIN=svp and *not* --headless: headless cancels every dialog unseen, and the document API writes into
locked cells and past validations, so both would prove nothing. Keys go through UITest into Calc's own input line.

request: {"file", "out": [path...], "locale": "id-ID", "typing_aids": false, "soffice": path, "actions": [...]}
Every action names its "sheet" and "cell" where it has one:
    type        "text", "on_alert": "cancel" | "ok"      keys, then Return; a line break is Ctrl+Return
    options                                              opens the drop-down, result "options" (None: there is none)
    pick        "item"                                   opens the drop-down, and enters the item if it is in there
    clear                                                the Delete key
    paste       "from": [sheet, range], "to": [sheet, cell]   Ctrl+C and Ctrl+V inside the workbook
    paste_text  "text"                                   Ctrl+V of plain text from elsewhere
    tab         "times"                                  the Tab key, result "cells": where the cursor stood after each
    read        "cells": [...] or one "cell"             result "values": what is displayed
    active                                               result "sheet" and "cell" under the cursor
    insert_row, delete_row  "row"                        through the menu command; "locked" where the menu is grey
    recalculate                                          Ctrl+Shift+F9
    pivot       "table", "rows", "columns", "sums"       a pivot of a database range (an Excel table), by headings; result
                                                         "values": its cells, a column for each sum
results: one object per action with "status":
    done      type, pick, clear, paste: the text stands there (or the question was no question)
    locked    the cell is protected (or the cursor cannot even go there: no alert then)
    refused   the value was not accepted (a validation's "stop")
    warned    a validation asked, and was answered as "on_alert" says
    absent    pick: the drop-down lacks the item (or there is none)
    lost      the keys did not end up in the cell, and no alert said why
and "alerts": [[title, text, button pressed]...], "before", "after" (as displayed), "formula", "type".
"""

import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from pathlib import Path

import uno
import unohelper
from com.sun.star.accessibility.AccessibleRole import LABEL, LIST, PARAGRAPH, STATIC
from com.sun.star.awt import KeyEvent  # noqa: F401 (loads the awt types before a thread needs them)
from com.sun.star.beans import PropertyValue
from com.sun.star.datatransfer import DataFlavor, UnsupportedFlavorException, XTransferable

FILTERS = {
    ".xlsx": "Calc MS Excel 2007 XML",
    ".ods": "calc8",
    ".xls": "MS Excel 97",
    ".csv": "Text - txt - csv (StarCalc)",
    ".pdf": "calc_pdf_Export",
}
SETTINGS = (
    ("Setup/L10N", "ooSetupSystemLocale", "{locale}"),
    ("Office.Common/Misc", "FirstRun", "false"),
    ("Office.Common/Misc", "ShowTipOfTheDay", "false"),
    ("Office.Common/Save/Document", "WarnAlienFormat", "false"),
    # "Do you want to replace what is there?" on pasting over cells; Excel does not ask.
    ("Office.Calc/Input", "ReplaceCellsWarning", "false"),
)
# What Calc changes in a text while it is typed: completions (`=a` becomes `=AVERAGE(`), capitals, quotes, dashes.
# Off unless "typing_aids" is asked for, so that what was typed is what must stand there.
TYPING_AIDS = (
    ("Office.Calc/Input", "AutoInput"),
    *(
        ("Office.Common/AutoCorrect", name)
        for name in (
            "UseReplacementTable", "TwoCapitalsAtStart", "CapitalAtStartSentence", "SetInetAttribute", "ChangeDash",
            "ChangeOrdinalNumber", "CorrectAccidentalCapsLock", "ReplaceSingleQuote", "ReplaceDoubleQuote",
        )
    ),
)  # fmt: skip
LOCKED = "Protected cells can not be modified."
DISMISS = {"cancel": ("cancel", "no", "ok", "close", "yes"), "ok": ("yes", "ok", "close", "cancel", "no")}


def properties(**values):
    """UNO's way of named arguments."""
    made = []
    for name, value in values.items():
        one = PropertyValue()
        one.Name, one.Value = name, value
        made.append(one)
    return tuple(made)


class UnreachableError(Exception):
    """The cursor does not go to the cell: the sheet's protection keeps it out."""


class PlainText(unohelper.Base, XTransferable):
    """A text on the clipboard, as another program would leave it there."""

    def __init__(self, text):
        self.text = text

    def getTransferData(self, flavor):  # noqa: N802
        if not flavor.MimeType.startswith("text/plain"):
            raise UnsupportedFlavorException()
        return self.text

    def getTransferDataFlavors(self):  # noqa: N802
        flavor = DataFlavor()
        flavor.MimeType = "text/plain;charset=utf-16"
        flavor.HumanPresentableName = "Unicode-Text"
        flavor.DataType = uno.getTypeByName("string")
        return (flavor,)

    def isDataFlavorSupported(self, flavor):  # noqa: N802
        return flavor.MimeType.startswith("text/plain")


class Calc:
    """One running soffice with one workbook open, in a profile of its own."""

    def __init__(self, soffice, file, locale, typing_aids):
        self.home = Path(tempfile.mkdtemp(prefix="skpxl-calc-"))
        (self.home / "user").mkdir()
        aids = [(path, name, str(typing_aids).lower()) for path, name in TYPING_AIDS]
        items = "".join(
            f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse">'
            f"<value>{value.format(locale=locale)}</value></prop></item>"
            for path, name, value in (*SETTINGS, *aids)
        )
        (self.home / "user" / "registrymodifications.xcu").write_text(
            '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
            f"{items}</oor:items>",
            encoding="utf-8",
        )
        # A private copy: a lock file left beside the original would open a "document in use" box and hang the load.
        self.file = self.home / Path(file).name
        shutil.copyfile(file, self.file)
        pipe = f"skpxl{uuid.uuid4().hex}"
        env = {**os.environ, "SAL_USE_VCLPLUGIN": "svp"}
        env.pop("DISPLAY", None)
        self.process = subprocess.Popen(
            [
                soffice, f"-env:UserInstallation={self.home.as_uri()}", "--norestore", "--nologo",
                "--nofirststartwizard", f"--accept=pipe,name={pipe};urp;",
            ],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=env,
        )  # fmt: skip
        self.context = self._connect(pipe)
        self.desktop = self._service("com.sun.star.frame.Desktop")
        self.uitest = self._service("org.libreoffice.uitest.UITest")
        self.toolkit = self._service("com.sun.star.awt.Toolkit")
        self.clipboard = self._service("com.sun.star.datatransfer.clipboard.SystemClipboard")
        self.document = self.desktop.loadComponentFromURL(self.file.as_uri(), "_blank", 0, ())
        if self.document is None or not hasattr(self.document, "Sheets"):
            raise RuntimeError(f"LibreOffice does not open {Path(file).name} as a workbook")
        self.controller = self.document.CurrentController
        self.grid = self._wait_for_grid()

    def _service(self, name):
        return self.context.ServiceManager.createInstanceWithContext(name, self.context)

    def _connect(self, pipe):
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        while True:  # the runner's time limit ends this
            if self.process.poll() not in (None, 0):
                raise RuntimeError(f"soffice ended at once with {self.process.returncode}")
            try:
                return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            except Exception:
                time.sleep(0.1)

    def _wait_for_grid(self):
        for _ in range(200):
            with contextlib.suppress(Exception):
                window = self.uitest.getTopFocusWindow()
                if "grid_window" in window.getChildren():
                    return window.getChild("grid_window")
            time.sleep(0.05)
        raise RuntimeError("Calc shows no sheet to type into")

    def close(self):
        """Leave without saving; the runner kills what does not go by itself."""
        with contextlib.suppress(Exception):
            self.document.setModified(False)
            self.document.close(True)
        with contextlib.suppress(Exception):
            self.desktop.terminate()
        with contextlib.suppress(Exception):
            self.process.wait(8)
        shutil.rmtree(self.home, ignore_errors=True)

    # what a person sees

    def cell(self, sheet, address):
        return self.document.Sheets.getByName(sheet).getCellRangeByName(address)

    def select(self, sheet, address):
        self.controller.setActiveSheet(self.document.Sheets.getByName(sheet))
        # Not controller.select: that marks the cell, and Tab then stays inside the mark.
        self.uitest.executeCommandWithParameters(".uno:GoToCell", properties(ToPoint=address))
        if ":" not in address and self.cursor() != (sheet, address):
            raise UnreachableError

    def cursor(self):
        """(sheet, "B3") under the cursor."""
        name = self.document.CurrentSelection.AbsoluteName.split(":")[0]  # $'Data'.$B$3
        sheet, _, address = name.rpartition(".")
        return sheet.lstrip("$").strip("'").replace("''", "'"), address.replace("$", "")

    def _box(self):
        """The dialog in front: (window, its buttons, title, text), or None while the sheet is in front."""
        window = self.uitest.getTopFocusWindow()
        children = list(window.getChildren())
        if "grid_window" in children:
            return None
        title = next((p.Value for p in window.getState() if p.Name == "Text"), "")
        texts = []

        def walk(node, depth):
            inside = node.getAccessibleContext()
            if inside.getAccessibleRole() in (LABEL, PARAGRAPH, STATIC):
                texts.append(inside.getAccessibleName())
            if depth:
                for i in range(min(inside.getAccessibleChildCount(), 20)):
                    walk(inside.getAccessibleChild(i), depth - 1)

        with contextlib.suppress(Exception):
            walk(self.toolkit.getActiveTopWindow(), 8)
        return window, children, title, " ".join(text for text in texts if text)

    def act(self, action, on_alert="cancel", limit=10):
        """Do it, answer every alert it raises, return [[title, text, button]...]."""
        done, errors, alerts = threading.Event(), [], []

        def run():
            try:
                action()
            except Exception as error:
                errors.append(error)
            finally:
                done.set()

        threading.Thread(target=run, daemon=True).start()
        end = time.time() + limit
        while True:
            finished = done.wait(0.02)
            box = self._box()
            if box:
                window, children, title, text = box
                button = next((name for name in DISMISS[on_alert] if name in children), None)
                alerts.append([title, text, button])
                if button is None:
                    raise RuntimeError(f"a window without a known button: {title!r} {children}")
                window.getChild(button).executeAction("CLICK", ())
                time.sleep(0.05)
            elif finished:
                break
            if time.time() > end:
                raise TimeoutError("Calc did not come back")
        if errors:
            raise errors[0]
        return alerts

    def key(self, name, on_alert="cancel"):
        return self.act(lambda: self.grid.executeAction("TYPE", properties(KEYCODE=name)), on_alert)

    def keys(self, text, on_alert="cancel"):
        return self.act(lambda: self.grid.executeAction("TYPE", properties(TEXT=text)), on_alert)

    def menu(self, command, on_alert="cancel"):
        alerts = self.act(lambda: self.uitest.executeCommand(command), on_alert)
        time.sleep(0.1)  # some questions come after the command has returned
        return alerts + self.act(lambda: None, on_alert)

    def state(self, sheet, address):
        cell = self.cell(sheet, address.split(":")[0])
        return {"after": cell.String, "formula": cell.Formula, "type": cell.Type.value}

    # what a person does

    def type(self, sheet, cell, text, on_alert="cancel"):
        before = self.cell(sheet, cell).String
        self.select(sheet, cell)
        alerts = self.keys(text[:1], on_alert)  # a locked cell says so at the first key
        if alerts:
            return self._outcome(sheet, cell, before, alerts, on_alert)
        first, *more = text[1:].split("\n")
        alerts += self.keys(first, on_alert) if first else []
        for line in more:
            alerts += self.key("CTRL+RETURN", on_alert)
            alerts += self.keys(line, on_alert) if line else []
        alerts += self.key("RETURN", on_alert)
        if alerts:
            self.key("ESC")  # after a refusal Calc may still be editing
        outcome = self._outcome(sheet, cell, before, alerts, on_alert)
        if outcome["status"] == "done" and outcome["after"] == before != text:
            self.key("ESC")
            outcome["status"] = "lost"
        return outcome

    def _outcome(self, sheet, cell, before, alerts, on_alert="cancel"):
        state = self.state(sheet, cell)
        if any(LOCKED in text for _, text, _ in alerts):
            status = "locked"
        elif not alerts:
            status = "done"
        elif alerts[-1][2] in ("cancel", "no") or state["after"] != before or on_alert == "ok" and len(alerts) > 1:
            status = "warned"
        else:
            status = "refused"
        return {"status": status, "alerts": alerts, "before": before, **state}

    def clear(self, sheet, cell):
        before = self.cell(sheet, cell).String
        self.select(sheet, cell)
        outcome = self._outcome(sheet, cell, before, self.menu(".uno:ClearContents"))  # what the Delete key is bound to
        if outcome["status"] == "done" and outcome["after"]:
            outcome["status"] = "locked"  # the menu is grey there, and Calc says nothing
        return outcome

    def _drop_down(self, sheet, cell):
        """Open the cell's drop-down; the accessible list, or None."""
        self.select(sheet, cell)
        place = self.cell(sheet, cell).CellAddress
        launch = properties(SELECTMENU="", COL=str(place.Column), ROW=str(place.Row))
        self.act(lambda: self.grid.executeAction("LAUNCH", launch))

        def find(node, depth=6):
            inside = node.getAccessibleContext()
            if inside.getAccessibleRole() == LIST:
                return inside
            for i in range(min(inside.getAccessibleChildCount(), 10)) if depth else ():
                if found := find(inside.getAccessibleChild(i), depth - 1):
                    return found
            return None

        for _ in range(15):
            time.sleep(0.05)
            for i in range(self.toolkit.getTopWindowCount()):
                window = self.toolkit.getTopWindow(i)
                if (found := find(window)) and found.getAccessibleChildCount():
                    return found
        return None

    def options(self, sheet, cell):
        if self.cell(sheet, cell).Validation.Type.value != "LIST":
            return {"status": "absent", "options": None, "alerts": []}  # Calc would offer what stands in the column
        opened = self._drop_down(sheet, cell)
        items = None
        if opened:
            count = opened.getAccessibleChildCount()
            items = [opened.getAccessibleChild(i).getAccessibleContext().getAccessibleName() for i in range(count)]
        self.key("ESC")
        return {"status": "done" if items else "absent", "options": items, "alerts": []}

    def pick(self, sheet, cell, item):
        seen = self.options(sheet, cell)
        if item not in (seen["options"] or ()):
            return {**seen, "status": "absent", **self.state(sheet, cell)}
        return {**self.type(sheet, cell, item), "options": seen["options"]}

    def paste(self, source, target):
        before = self.cell(*target).String if ":" not in target[1] else ""
        self.select(*source)
        self.menu(".uno:Copy")
        self.select(*target)
        return self._outcome(*target, before, self.menu(".uno:Paste", "ok"), "ok")

    def paste_text(self, sheet, cell, text):
        before = self.cell(sheet, cell).String
        self.clipboard.setContents(PlainText(text), None)
        self.select(sheet, cell)
        return self._outcome(sheet, cell, before, self.menu(".uno:Paste", "ok"), "ok")

    def tab(self, sheet, cell, times=1):
        self.select(sheet, cell)
        cells = []
        for _ in range(times):
            self.menu(".uno:JumpToNextUnprotected")  # what the Tab key is bound to; UITest passes bindings by
            cells.append(self.cursor()[1])
        return {"status": "done", "cells": cells}

    def rows(self, sheet, row, command):
        table = self.document.Sheets.getByName(sheet)

        def used():
            cursor = table.createCursor()
            cursor.gotoEndOfUsedArea(False)
            return cursor.RangeAddress.EndRow + 1

        before = used()
        self.controller.setActiveSheet(table)
        self.controller.select(table.Rows.getByIndex(row - 1))
        alerts = self.menu(command)
        after = used()
        status = "done" if after != before else "locked"  # a protected sheet greys the menu out and says nothing
        return {"status": status, "alerts": alerts, "before": before, "after": after}

    def pivot(self, table, rows, sums, columns=()):
        """A pivot over a database range, on a sheet of its own."""
        source = self.document.DatabaseRanges.getByName(table).DataArea
        sheets = self.document.Sheets
        name = f"Pivot {sheets.Count}"
        sheets.insertNewByName(name, sheets.Count)
        sheet = sheets.getByName(name)
        pivots = sheet.getDataPilotTables()
        made = pivots.createDataPilotDescriptor()
        made.setSourceRange(source)
        fields = made.getDataPilotFields()
        by_name = {fields.getByIndex(number).Name: fields.getByIndex(number) for number in range(fields.Count)}
        for place, headings in (("ROW", rows), ("COLUMN", columns), ("DATA", sums)):
            for heading in headings:
                by_name[heading].Orientation = uno.Enum("com.sun.star.sheet.DataPilotFieldOrientation", place)
        for heading in sums:
            by_name[heading].Function = uno.Enum("com.sun.star.sheet.GeneralFunction", "SUM")
        pivots.insertNewByName(name, sheet.getCellByPosition(0, 0).CellAddress, made)
        area = pivots.getByName(name).OutputRange
        found = sheet.getCellRangeByPosition(area.StartColumn, area.StartRow, area.EndColumn, area.EndRow)
        return {"status": "done", "values": [list(row) for row in found.getDataArray()]}

    def do(self, action):
        """One action of a request; its result without the action's own words."""
        action = dict(action)
        verb = action.pop("do")
        if verb in ("type", "pick", "options", "clear", "paste_text", "tab"):
            try:
                return getattr(self, verb)(**action)
            except UnreachableError:
                state = self.state(action["sheet"], action["cell"])
                return {"status": "locked", "alerts": [], "before": state["after"], **state}
        if verb == "paste":
            return self.paste(action["from"], action["to"])
        if verb == "read":
            cells = action.get("cells") or [action["cell"]]
            return {"status": "done", "values": [self.cell(action["sheet"], cell).String for cell in cells]}
        if verb == "active":
            sheet, cell = self.cursor()
            return {"status": "done", "sheet": sheet, "cell": cell}
        if verb in ("insert_row", "delete_row"):
            command = {"insert_row": ".uno:InsertRowsBefore", "delete_row": ".uno:DeleteRows"}[verb]
            return self.rows(action["sheet"], action["row"], command)
        if verb == "recalculate":
            self.document.calculateAll()
            return {"status": "done"}
        if verb == "pivot":
            return self.pivot(**action)
        raise ValueError(f"unknown action {verb!r}")

    def save(self, out):
        """Save a copy in the format of its ending."""
        out = Path(out).absolute()
        out.parent.mkdir(parents=True, exist_ok=True)
        self.document.storeToURL(out.as_uri(), properties(FilterName=FILTERS[out.suffix.lower()], Overwrite=True))


def main():
    request = json.load(sys.stdin)
    calc = Calc(request["soffice"], request["file"], request["locale"], request["typing_aids"])
    try:
        results = []
        for number, action in enumerate(request["actions"], start=1):
            try:
                results.append({"do": action["do"], **calc.do(action)})
            except Exception as error:
                raise SystemExit(f"action {number} {action}: {type(error).__name__}: {error}") from error
        for out in request["out"]:
            calc.save(out)
    finally:
        calc.close()
    json.dump(results, sys.stdout)


if __name__ == "__main__":
    main()
