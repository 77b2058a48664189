"""What titles of columns mean by the wordings of this checkout; a library for tests, it proves nothing itself."""

from forms import LIBRARY

from skpxl.foreign.roster.words import words_of

field_of_path = words_of(LIBRARY).role
