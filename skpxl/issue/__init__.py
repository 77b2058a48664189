"""What goes out: the forms of every pegawai and pimpinan, planned from the roster and written. It reads no answer itself."""
