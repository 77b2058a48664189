"""Rosters as offices keep them: where the tables are, which column means what, who is in them. No rules about people."""
