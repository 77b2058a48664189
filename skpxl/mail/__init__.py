"""Letters as bytes, and the servers that take and give them: no round, no ledger, no workbook is known here.

The only importer of smtplib and imapclient. What goes to whom is decided in `dispatch`, what arrives is judged in `collect`.
"""
