"""The verdict on a file that cannot be read. Which files those are is said by who reads them."""


class Unreadable(Exception):  # noqa: N818 (a verdict on a file, not an error of the program)
    """The file cannot be read: `code` is a code of findings/catalogue.py, `detail` says in Indonesian what was met."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(f"{code}: {detail}")
        self.code = code
        self.detail = detail


class Tertahan(Unreadable):
    """The disk does not give the file now (open elsewhere, in a cloud, gone): nothing is known of the file itself."""

    def sentence(self, what: str) -> str:
        """What an operator is told of a file of his own; `what` names it."""
        return f"{what} belum dapat dibaca: {self.detail}. Tutup, unduh, atau kembalikan berkasnya, lalu ulangi perintah ini."
