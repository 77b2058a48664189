"""Prints a token for a mailbox at Microsoft 365, as `perintah_token` in the settings asks for: `python -m skpxl.mail.m365`.

With the office's own registration (`--client-id`, `--tenant`); none is shipped. Logging in happens once, at a browser; after
that the token is renewed from a cache that only this user can read. It sends and fetches no mail. The only importer of msal.
"""

import argparse
import contextlib
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from skpxl.errors import SkpxlError
from skpxl.files.output import standing, write_whole
from skpxl.model.shown import shown

# Sending and reading of the person's own mail (learn.microsoft.com, "Authenticate an IMAP, POP or SMTP connection").
SCOPES = ["https://outlook.office.com/SMTP.Send", "https://outlook.office.com/IMAP.AccessAsUser.All"]
_AUTHORITY = "https://login.microsoftonline.com"


def main(words: Sequence[str] | None = None, application: Callable[..., Any] | None = None) -> int:
    """Print the token on stdout; gives the exit code (3: none to be had, said on stderr). `application` stands for msal's."""
    parser = argparse.ArgumentParser(
        prog="python -m skpxl.mail.m365", description="Cetak token Microsoft 365 untuk skpxl."
    )
    parser.add_argument("--client-id", required=True, help="ID aplikasi yang didaftarkan kantor di Microsoft Entra.")
    parser.add_argument("--tenant", required=True, help="ID atau domain tenant kantor.")
    parser.add_argument("--address", required=True, help="Alamat kotak suratnya.")
    asked = parser.parse_args(words)
    try:
        sys.stdout.write(f"{_token(asked.client_id, asked.tenant, asked.address, application)}\n")
    except SkpxlError as error:
        _tell(str(error))
        return 3
    return 0


def cache_file() -> Path:
    """Where tokens are kept, for this user alone."""
    config = os.environ.get("APPDATA" if os.name == "nt" else "XDG_CONFIG_HOME", "")
    return (Path(config) if Path(config).is_absolute() else Path.home() / ".config") / "skpxl" / "m365.json"


def _token(client: str, tenant: str, address: str, application: Callable[..., Any] | None) -> str:
    try:
        import msal
    except ImportError as error:
        raise SkpxlError(
            "Token Microsoft 365 memerlukan msal; pasang dengan: python -m pip install 'skpxl[m365]'"
        ) from error
    cache = msal.SerializableTokenCache()
    file = cache_file()
    if kept := standing(file):
        with contextlib.suppress(ValueError):  # a damaged cache: one logs in anew
            cache.deserialize(kept.decode("utf-8", "replace"))
    try:
        app = (application or msal.PublicClientApplication)(
            client, authority=f"{_AUTHORITY}/{tenant}", token_cache=cache
        )
        answer = _asked(app, address)
    except (OSError, ValueError, RuntimeError) as error:  # requests' errors are OSErrors
        raise SkpxlError(
            f"Server login Microsoft tidak dapat dihubungi, atau --tenant {tenant} tidak dikenal; periksa jaringan dan ejaan."
        ) from error
    if cache.has_state_changed:
        _keep(file, cache.serialize())
    if "access_token" not in answer:
        said = " ".join(str(answer.get("error_description") or answer.get("error") or "").split())[:300]
        raise SkpxlError(f"Microsoft tidak memberi token untuk {address}: {said or 'tanpa keterangan'}.")
    return str(answer["access_token"])


def _asked(app: Any, address: str) -> dict[str, Any]:
    """What Microsoft answers: from the cache where that does, else after a login at a browser."""
    for account in app.get_accounts(username=address):
        answer = app.acquire_token_silent(SCOPES, account=account)
        if answer and "access_token" in answer:
            return dict(answer)
    flow = app.initiate_device_flow(SCOPES)
    if "message" not in flow:
        return dict(flow)
    _tell(str(flow["message"]))
    return dict(app.acquire_token_by_device_flow(flow))


def _tell(text: str) -> None:
    sys.stderr.write(f"{shown(text)}\n")
    sys.stderr.flush()


def _keep(file: Path, text: str) -> None:
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not file.exists():
            os.close(os.open(file, os.O_WRONLY | os.O_CREAT, 0o600))
        file.chmod(0o600)
    except OSError as error:
        raise SkpxlError(f"{file} tidak dapat ditulis; periksa hak foldernya, lalu ulangi.") from error
    write_whole(file, text.encode(), force=True)


if __name__ == "__main__":
    sys.exit(main())
