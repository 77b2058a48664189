"""`skpxl return --mail`: replies to all that came by mail, written into the outbox; `skpxl send --really` sends them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from skpxl.cli.call import Call
from skpxl.cli.noted import opened_ledger
from skpxl.cli.screen import say, say_json
from skpxl.cli.send import desk_of
from skpxl.cli.show import say_first

if TYPE_CHECKING:
    from skpxl.dispatch.replying import Replied

_REST = "semuanya dengan --json"


def reply_by_mail(call: Call, empty: Sequence[str]) -> int:
    """Judge what lies in `masuk/`, decide who is to be answered, write the letters; tells to whom, and why not to others."""
    from skpxl.collect.judging import judge_inbox
    from skpxl.dispatch.replying import reply_to_all
    from skpxl.model.fate import ReplyFate

    with opened_ledger(call) as ledger:
        desk = desk_of(call, ledger)
        judged = judge_inbox(ledger, call.measure, call.aside, at=desk.at, by=desk.by)
        replied = reply_to_all(desk, judged.by_content, call.organisasi, empty=empty, sandi=call.password)
    if call.as_json:
        say_json(_as_json(replied))
    else:
        _tell(replied)
    return 1 if replied.decided.account.count(ReplyFate.PETUGAS, ReplyFate.TANPA_ALAMAT) else 0


def _tell(replied: "Replied") -> None:
    from skpxl.dispatch.arrived import mail_code
    from skpxl.model.fate import ReplyFate

    decided, codes = replied.decided, {row.key: row.code for row in replied.letters}
    say_first(
        (
            f"siap: {reply.to.address}  {reply.purpose}  {len(reply.things)} kiriman  {codes.get(reply.key, '')}"
            for reply in decided.replies
        ),
        _REST,
        noun="surat",
    )
    silent = (ReplyFate.DALAM_SURAT, ReplyFate.SUDAH)
    rare = [fate for fate in ReplyFate if fate not in silent]
    say_first(
        (
            f"{fate.value}: {thing.mail.sender or 'tanpa pengirim'}  {thing.name or f'surat {mail_code(thing.mail)}'}"
            f"{f' — {reason}' if reason else ''}"
            for thing, fate, reason in decided.fates
            if fate not in silent
        ),
        _REST,
        noun="kiriman",
    )
    say(f"{decided.account.total} kiriman lewat surel = {decided.account.sentence(*rare)}.")
    if replied.without_mail:
        say(
            f"{replied.without_mail} berkas datang tanpa surel (folder, obrolan); salinannya: skpxl return --by-office.",
            err=True,
        )
    if many := len(replied.letters) + len(replied.waiting):
        say(f"{many} balasan menunggu di outbox/. Kirim dengan: skpxl send --really")


def _as_json(replied: "Replied") -> dict[str, Any]:
    from skpxl.dispatch.arrived import mail_code

    decided, rows = replied.decided, {row.key: row for row in replied.letters}
    return {
        "letters": [
            {
                "purpose": reply.purpose,
                "address": reply.to.address,
                "code": rows[reply.key].code if reply.key in rows else "",
                "file": rows[reply.key].file if reply.key in rows else "",
                "workbooks": [list(one) for one in rows[reply.key].workbooks] if reply.key in rows else [],
                "files": [thing.name for thing in reply.things],
            }
            for reply in decided.replies
        ],
        "things": [
            {
                "mail": mail_code(thing.mail),
                "from": thing.mail.sender,
                "file": thing.name,
                "content": thing.content,
                "asks": thing.asks,
                "fate": fate.value,
                "reason": reason,
            }
            for thing, fate, reason in decided.fates
        ],
        "counts": decided.account.named(),
        "waiting": [row.code for row in replied.waiting],
        "without_mail": replied.without_mail,
    }
