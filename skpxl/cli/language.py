"""The language of the command line's own words: Indonesian, through gettext. What commands say is written Indonesian."""

import gettext
import os
from pathlib import Path


def speak_indonesian() -> None:
    """Let click speak Indonesian. Must run before its first message.

    gettext looks the language up in LANGUAGE at every message, so that is set for this process.
    """
    gettext.bindtextdomain("skpxl", str(Path(__file__).with_name("locale")))
    gettext.textdomain("skpxl")
    os.environ["LANGUAGE"] = "id"
