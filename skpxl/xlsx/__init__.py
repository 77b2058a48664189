"""Files of spreadsheets, level by level: bytes, zip, XML, cells, foreign formats. No form, no meaning, no rule."""
