"""The verdict on a file that cannot be read. Which files those are is said by who reads them."""


class TakTerbaca(Exception):  # noqa: N818 (a verdict on a file, not an error of the program)
    """The file cannot be read: `code` is a code of findings/catalogue.py, `detail` says in Indonesian what was met."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(f"{code}: {detail}")
        self.code = code
        self.detail = detail
