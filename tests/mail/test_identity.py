"""By what a letter of ours is known again: each of the three signs alone is enough, and none can be made up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skpxl.mail.identity import codes_in_ids, codes_in_text, letter_code, message_id, printed_letter_code, reference

KEY = bytes(range(32))
ADDRESS = "skp@bkd.contoh.test"


@given(st.text(max_size=40))
def test_each_of_the_three_signs_gives_the_code_back(key):
    code = letter_code(KEY, key)
    assert codes_in_ids(message_id(code, ADDRESS)) == [code]
    assert codes_in_ids("<lain@contoh.test>\r\n " + reference(code, ADDRESS)) == [code]
    assert codes_in_text(f"> Kode surat: {printed_letter_code(code)}.") == [code]


def test_the_code_is_of_this_letter_and_this_round():
    codes = {letter_code(key, name) for key in (KEY, bytes(32)) for name in ("a", "b", "")}
    assert len(codes) == 6
    assert all(len(code) == 9 for code in codes)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("skp-0123abcde", ["0123ABCDE"]),  # a program that writes all small
        ("SKP-O1Z3ABCDE", ["01Z3ABCDE"]),  # read off a print-out
        ("SKP\u20110123ABCDE dan SKP-0123ABCDE", ["0123ABCDE"]),  # a hyphen that does not break; said twice
        ("SKP-0123ABCD", []),
        ("SKP-0123ABCDEF", []),
        ("SKP-2026 sudah kami kirim", []),
    ],
)
def test_a_code_is_read_as_mail_programs_leave_it(text, codes):
    assert codes_in_text(text) == codes


def test_other_ids_are_none_of_ours():
    assert codes_in_ids("", "<0100abc@relay.contoh.test>", "<skpxl.2022.dinas-a.1@contoh.test>") == []


def test_the_domain_is_the_senders():
    assert message_id("0123ABCDE", ADDRESS) == "<skpxl.0123abcde.surat@bkd.contoh.test>"
