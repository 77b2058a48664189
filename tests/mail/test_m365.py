"""Tokens of Microsoft 365 through msal, against answers as Microsoft gives them; Microsoft itself is not asked."""

import json
import stat
import sys

import pytest

msal = pytest.importorskip("msal")

from skpxl.mail.m365 import cache_file, main  # noqa: E402

WORDS = ["--client-id", "c-1", "--tenant", "kantor.test", "--address", "skp@kantor.test"]
TENANT = "https://login.microsoftonline.com/kantor.test"


class Answer:
    """As msal reads one."""

    def __init__(self, content, status=200):
        self.status_code, self.text, self.headers = status, json.dumps(content), {}

    def raise_for_status(self):
        pass


class Microsoft:
    """What msal talks to, in place of the network: one login by device code, then tokens from a refresh token."""

    def __init__(self, *, refuses=False):
        self.asked, self.refuses = [], refuses

    def get(self, url, **_):
        return Answer(
            {
                "authorization_endpoint": f"{TENANT}/oauth2/v2.0/authorize",
                "token_endpoint": f"{TENANT}/oauth2/v2.0/token",
                "device_authorization_endpoint": f"{TENANT}/oauth2/v2.0/devicecode",
                "issuer": f"{TENANT}/v2.0",
                "tenant_discovery_endpoint": f"{TENANT}/v2.0/.well-known/openid-configuration",
                "metadata": [],
            }
        )

    def post(self, url, data=None, **_):
        if url.endswith("devicecode"):
            said = {"message": "Buka https://microsoft.com/devicelogin, ketik ABCD", "user_code": "ABCD"}
            return Answer({"device_code": "d", "interval": 1, "expires_in": 900, **said})
        self.asked.append(data.get("grant_type", ""))
        if self.refuses:
            return Answer(
                {"error": "access_denied", "error_description": "AADSTS65004: User declined\r\nto consent"}, 400
            )
        number = len(self.asked)
        claims = {"preferred_username": "skp@kantor.test", "oid": "o", "tid": "t", "aud": "c-1", "iss": "x", "sub": "s"}
        return Answer(
            {
                "access_token": f"token-{number}",
                "refresh_token": "perpanjang",
                "expires_in": 1,
                "token_type": "Bearer",
                "scope": data.get("scope", ""),
                "client_info": "eyJ1aWQiOiJvIiwidXRpZCI6InQifQ",
                "id_token_claims": claims,
            }
        )


@pytest.fixture
def microsoft(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("APPDATA", str(tmp_path))
    return Microsoft()


def asked(server, capsys):
    """(exit code, stdout, stderr)"""

    def application(client, **told):
        return msal.PublicClientApplication(client, http_client=server, **told)

    code = main(WORDS, application)
    said = capsys.readouterr()
    return code, said.out, said.err


def test_a_person_logs_in_once_and_the_token_alone_is_printed(microsoft, capsys):
    code, out, err = asked(microsoft, capsys)
    assert (code, out, "ABCD" in err) == (0, "token-1\n", True)
    assert stat.S_IMODE(cache_file().stat().st_mode) == 0o600
    assert "perpanjang" in cache_file().read_text()


def test_a_refusal_is_one_sentence(microsoft, capsys):
    microsoft.refuses = True
    assert asked(microsoft, capsys)[::2] == (
        3,
        "Buka https://microsoft.com/devicelogin, ketik ABCD\n"
        "Microsoft tidak memberi token untuk skp@kantor.test: AADSTS65004: User declined to consent.\n",
    )


def test_without_the_network_and_without_msal_it_says_what_to_do(microsoft, capsys, monkeypatch):
    def cut_off(*_, **__):
        raise ConnectionError

    microsoft.get = microsoft.post = cut_off
    code, out, err = asked(microsoft, capsys)
    assert (code, out) == (3, "")
    assert "tidak dapat dihubungi" in err
    monkeypatch.setitem(sys.modules, "msal", None)
    code, out, err = asked(microsoft, capsys)
    assert (code, "pip install 'skpxl[m365]'" in err) == (3, True)
