"""Workbooks as files: the only room that knows zip, XML, xlsxwriter, openpyxl or calamine. No rules about answers."""
