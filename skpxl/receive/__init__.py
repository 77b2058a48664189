"""What came back: walked, read, interpreted, judged, returned, and of several copies one. No matriks is built here."""
