"""The Python API, for notebooks and scripts: it opens, reads, validates, merges by the very calls of the commands.

`import skpxl` offers its functions and classes. It may take from every step and from campaign, and gives its surroundings to
the command line; it decides nothing itself, prints nothing, and writes only where `save` is called.
"""
