"""Letters handed to real servers on loopback: over TLS that is verified, with a login, and to servers that misbehave."""

import base64
import ssl

import pytest
from letters_out import MAIL
from smtp_servers import PASSWORD, USER, Inbox, authenticate, certificates, scripted, server_tls, smtp

from skpxl.campaign.surel import Server
from skpxl.errors import SkpxlError
from skpxl.mail.answers import Handover, Stage, judged
from skpxl.mail.login import Credential, Login
from skpxl.mail.smtp import Post, Unreachable

LETTER = b"Subject: x\r\n\r\nsatu\r\n.\r\n..dua\r\n"
LOGIN = Login(MAIL, lambda prompt: PASSWORD)


def post(port, aman="tanpa", login=LOGIN):
    return Post(Server(server="127.0.0.1", port=port, aman=aman), login, USER)


@pytest.fixture(scope="module")
def tls(tmp_path_factory):
    return certificates(tmp_path_factory.mktemp("sertifikat"))


def test_a_letter_arrives_as_it_was_written():
    inbox = Inbox()
    with smtp(inbox, decode_data=False) as port, post(port) as sender:
        assert sender.hand_over("a@contoh.test", LETTER).handover is Handover.SENT
        assert sender.hand_over("b@contoh.test", LETTER, nobody=True).handover is Handover.SENT
    assert inbox.letters == [(USER, ["a@contoh.test"], LETTER), ("<>", ["b@contoh.test"], LETTER)] or inbox.letters == [
        (USER, ["a@contoh.test"], LETTER),
        ("", ["b@contoh.test"], LETTER),
    ]


@pytest.mark.parametrize("aman", ["tls", "starttls"])
def test_over_tls_with_a_login(tls, monkeypatch, aman):
    ca, certificate, key = tls
    inbox, context = Inbox(), server_tls(certificate, key)
    # Over TLS from the start aiosmtpd offers a login only where it is told that none is needed for it.
    over_tls = {"ssl_context": context, "auth_require_tls": False}
    more = over_tls if aman == "tls" else {"tls_context": context, "require_starttls": True}
    monkeypatch.setenv("SSL_CERT_FILE", str(ca))
    with smtp(inbox, authenticator=authenticate, auth_required=True, **more) as port:
        with post(port, aman) as sender:
            assert sender.hand_over("a@contoh.test", LETTER).handover is Handover.SENT
        wrong = Login(MAIL, lambda prompt: "bukan ini")
        with post(port, aman, wrong) as sender, pytest.raises(SkpxlError, match=r"menolak login .* \(535 ") as told:
            sender.hand_over("a@contoh.test", LETTER)
        assert "bukan ini" not in str(told.value)
        monkeypatch.delenv("SSL_CERT_FILE")
        with post(port, aman) as sender, pytest.raises(SkpxlError, match="tidak dapat dipercaya"):
            sender.hand_over("a@contoh.test", LETTER)
    assert len(inbox.letters) == 1


def test_no_password_goes_to_a_server_from_which_starttls_was_taken():
    asked = []
    login = Login(MAIL, lambda prompt: asked.append(prompt) or "x")
    refused = pytest.raises(SkpxlError, match="tidak menawarkan STARTTLS")
    with smtp(Inbox()) as port, post(port, "starttls", login) as sender, refused:
        sender.hand_over("a@contoh.test", LETTER)
    assert asked == []


def test_a_server_that_speaks_no_tls_and_one_that_is_not_there():
    with smtp(Inbox()) as port, post(port, "tls") as sender, pytest.raises(SkpxlError, match="tidak berbicara TLS"):
        sender.hand_over("a@contoh.test", LETTER)
    with post(port) as sender, pytest.raises(Unreachable, match=f"127.0.0.1:{port} tidak menjawab"):
        sender.hand_over("a@contoh.test", LETTER)


def test_a_refused_address_does_not_stop_the_next():
    inbox = Inbox()
    inbox.at_rcpt = {"a@contoh.test": ["550 5.1.1 no such user"], "b@contoh.test": ["451 4.7.1 greylisted"]}
    inbox.at_data = {"c@contoh.test": ["552 5.3.4 too large"]}
    with smtp(inbox) as port, post(port) as sender:
        answers = [sender.hand_over(f"{name}@contoh.test", LETTER) for name in "abcd"]
    assert [(one.handover, one.said) for one in answers] == [
        (Handover.BOUNCED, "550 5.1.1 no such user"),
        (Handover.LATER, "451 4.7.1 greylisted"),
        (Handover.REFUSED, "552 5.3.4 too large"),
        (Handover.SENT, "250 OK"),
    ]


def talk(*answers, end=None):
    """A server that says these in turn and then hangs up; `end` comes after the whole letter was read."""

    def serve(connection):
        lines = connection.makefile("rwb")
        for answer in ("220 halo", *answers):
            lines.write(f"{answer}\r\n".encode())
            lines.flush()
            line = lines.readline()
            if answer.startswith("354"):
                while line not in (b".\r\n", b""):
                    line = lines.readline()
        if end:
            lines.write(end)
            lines.flush()

    return serve


@pytest.mark.parametrize(
    ("answers", "end", "delivery"),
    [
        (["250 halo", "250 OK", "250 OK", "354 ya"], None, Handover.UNSURE),
        (["250 halo", "250 OK", "250 OK"], None, Handover.LATER),
        (["250 halo", "250 OK"], None, Handover.LATER),
        (["250 halo", "250 OK", "250 OK", "354 ya"], b"421 4.3.2 shutting down\r\n", Handover.LATER),
        (["250-halo\r\n250 SIZE 10"], None, Handover.REFUSED),
    ],
)
def test_only_what_was_not_answered_for_is_unsure(answers, end, delivery):
    with scripted(talk(*answers, end=end)) as port, post(port) as sender:
        assert sender.hand_over("a@contoh.test", LETTER).handover is delivery


def test_a_server_that_hangs_up_between_two_letters_is_called_again():
    once = ["250 halo", "250 OK", "250 OK", "354 ya"]
    with scripted(talk(*once, end=b"250 OK\r\n")) as port, post(port) as sender:
        answers = [sender.hand_over(f"{name}@contoh.test", LETTER).handover for name in "abc"]
    assert answers == [Handover.SENT] * 3


def test_a_token_is_used_as_xoauth2_and_its_refusal_is_told_without_it():
    heard = []

    def serve(connection):
        lines = connection.makefile("rwb")
        for answer in (
            "220 halo",
            "250-halo\r\n250 AUTH PLAIN XOAUTH2",
            "334 eyJzdGF0dXMiOiI0MDAifQ==",
            "535 5.7.8 rahasia-token buruk",
        ):
            lines.write(f"{answer}\r\n".encode())
            lines.flush()
            heard.append(lines.readline())

    class Token(Login):
        def credential(self):
            return Credential("rahasia-token", is_token=True)

    refused = pytest.raises(SkpxlError, match=r"535 5.7.8 \*\*\* buruk.*token dari perintah_token")
    with scripted(serve) as port, post(port, login=Token(MAIL)) as sender, refused as told:
        sender.hand_over("a@contoh.test", LETTER)
    assert "rahasia-token" not in str(told.value)
    said = base64.b64decode(heard[1].split()[2]).decode()
    assert (heard[1].split()[:2], said, heard[2]) == (
        [b"AUTH", b"XOAUTH2"], f"user={USER}\x01auth=Bearer rahasia-token\x01\x01", b"\r\n"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("stage", "code", "text", "delivery"),
    [
        (Stage.RECIPIENT, 550, "5.1.1 The email account that you tried to reach does not exist", Handover.BOUNCED),
        (Stage.RECIPIENT, 554, "5.7.1 <a@b>: Relay access denied", Handover.STOP),
        (Stage.RECIPIENT, 452, "4.2.2 The email account that you tried to reach is over quota", Handover.LATER),
        (Stage.RECIPIENT, 552, "5.2.2 mailbox full", Handover.BOUNCED),
        (Stage.RECIPIENT, 452, "4.5.3 Your message has too many recipients", Handover.TOMORROW),
        (Stage.RECIPIENT, 450, "4.7.1 too fast, try again later", Handover.LATER),
        (Stage.CONTENT, 550, "5.4.5 Daily user sending limit exceeded. For more information", Handover.TOMORROW),
        (Stage.SENDER, 550, "5.4.5 Daily SMTP relay limit exceeded", Handover.TOMORROW),
        (Stage.CONTENT, 554, "5.2.0 STOREDRV.Submission.Exception:SubmissionQuotaExceededException", Handover.TOMORROW),
        (Stage.CONTENT, 550, "5.1.90 you've reached your daily limit for message recipients", Handover.TOMORROW),
        (Stage.CONTENT, 554, "5.2.252 SendAsDenied; a@b not allowed to send as c@d", Handover.STOP),
        (Stage.CONTENT, 554, "5.7.1 looks like spam", Handover.REFUSED),
        (Stage.CONTENT, 550, "5.1.1 user unknown", Handover.BOUNCED),
        (Stage.CONTENT, 451, "4.3.0 try again", Handover.LATER),
        (Stage.SENDER, 530, "5.7.0 Authentication required", Handover.STOP),
        (Stage.SENDER, 552, "5.3.4 message size exceeds limit", Handover.REFUSED),
        (Stage.SENDER, 501, "5.1.7 bad sender", Handover.STOP),
    ],
)  # fmt: skip
def test_what_servers_say_is_understood(stage, code, text, delivery):
    assert judged(stage, code, text.encode()).handover is delivery


def test_what_a_server_says_is_one_line_that_steers_nothing():
    assert judged(Stage.CONTENT, 451, b"a\r\nb \x1b[2J \xff " + b"x" * 500).said == ("451 a b [2J � " + "x" * 500)[:204]


def test_certificates_are_verified_by_the_rules_of_the_system():
    assert ssl.create_default_context().verify_mode is ssl.CERT_REQUIRED
