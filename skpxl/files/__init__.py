"""Files on disk: walking folders and archives, writing whole files, names for them. It knows no workbook."""
