"""One form as a workbook: written, stamped, its slots found again, read, annotated. What answers mean is not known here."""
