"""What an SKP, a pegawai, a unit and a matriks are. No file, no command line, no spreadsheet library."""
