"""Where a secret comes from, and that it stays nowhere."""

import sys

import pytest
from letters_out import MAIL

from skpxl.errors import SkpxlError
from skpxl.mail import login
from skpxl.mail.login import Credential, Login

QUICK = f"{sys.executable} -S -c "


@pytest.fixture(autouse=True)
def _no_secrets(monkeypatch):
    monkeypatch.delenv("SKPXL_SUREL_SANDI", raising=False)
    monkeypatch.setattr(login, "_kept", lambda user: "")


def with_command(command):
    return Login(MAIL.model_copy(update={"perintah_token": command}))


def test_it_comes_from_the_environment_then_the_store_then_a_person(monkeypatch):
    asked = []
    person = Login(MAIL, lambda prompt: asked.append(prompt) or "diketik")
    assert (person.credential(), person.credential(), asked) == (
        Credential("diketik"), Credential("diketik"), ["Kata sandi surel skp@bkd.contoh.test: "]
    )  # fmt: skip
    monkeypatch.setattr(login, "_kept", lambda user: f"tersimpan {user}")
    assert Login(MAIL).credential() == Credential("tersimpan skp@bkd.contoh.test")
    monkeypatch.setenv("SKPXL_SUREL_SANDI", "lingkungan")
    assert Login(MAIL).credential() == Credential("lingkungan")


def test_a_person_is_asked_once_and_only_where_nothing_else_knows(monkeypatch):
    asked = []
    person = Login(MAIL, lambda prompt: asked.append(prompt) or "diketik")
    person.ask_now()
    assert (person.credential(), len(asked)) == (Credential("diketik"), 1)
    monkeypatch.setenv("SKPXL_SUREL_SANDI", "lingkungan")
    Login(MAIL, lambda prompt: asked.append(prompt) or "x").ask_now()
    Login(MAIL.model_copy(update={"perintah_token": "token"}), lambda prompt: asked.append(prompt) or "x").ask_now()
    assert len(asked) == 1


def test_without_one_it_is_told_how_to_give_it(monkeypatch):
    monkeypatch.setattr("sys.stdin", None)
    with pytest.raises(SkpxlError, match=r"SKPXL_SUREL_SANDI.*keyring set skpxl skp@bkd.contoh.test"):
        Login(MAIL).credential()


def test_a_secret_prints_as_nothing():
    secret = Credential("rahasia")
    assert "rahasia" not in repr(secret) + str(secret)
    assert secret.masked("535 rahasia salah") == "535 *** salah"


def test_a_token_is_what_a_command_prints_anew_each_time(tmp_path):
    command = f"{QUICK}'import os; print(os.urandom(8).hex())'"
    account = with_command(command)
    first, second = account.credential(), account.credential()
    assert first.is_token
    assert first != second


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (f"{QUICK}'print(\"dua kata\")'", "tidak mencetak satu token"),
        (f"{QUICK}''", "tidak mencetak satu token"),
        (f"{QUICK}'print(\"rahasia\"); raise SystemExit(3)'", r"kode keluar 3"),
        ("program-yang-tidak-ada token", "program-yang-tidak-ada .* tidak ditemukan"),
        ("./token", "tidak ditemukan"),
        ("'token", "tanda petiknya"),
    ],
)
def test_what_is_no_token_is_told_without_it(command, said):
    with pytest.raises(SkpxlError, match=said) as told:
        with_command(command).credential()
    assert "rahasia" not in str(told.value)


def test_a_command_that_does_not_end_is_ended(monkeypatch):
    monkeypatch.setattr(login, "_TOKEN_SECONDS", 0.2)
    with pytest.raises(SkpxlError, match="tidak selesai dalam"):
        with_command(f"{QUICK}'import time; time.sleep(60)'").credential()
