"""A row of a roster for a post that nobody holds: what it is called, whether it leads others. Who nobody is, the words say."""

from skpxl.foreign.roster.words import RosterWords
from skpxl.model.kepegawaian import AturanKepegawaian
from skpxl.model.pegawai import Pegawai


def as_vacant(post: Pegawai, words: RosterWords, aturan: AturanKepegawaian) -> Pegawai:
    """The row of a vacant post, its title without the word in brackets that says so."""
    post = post.model_copy(update={"jabatan": words.post(post.jabatan)})
    return post.model_copy(update={"memimpin": aturan.leads(post)})
