"""A mailbox as a source: every mail of its folders that the ledger does not know, handled once; moved after, where asked for.

A mail that the server did not give is named and tried again next time.
"""

from collections.abc import Sequence

from skpxl.collect.mails import Desk, handle_mail
from skpxl.collect.run import Collected
from skpxl.collect.taking import NotTaken
from skpxl.errors import UsageError
from skpxl.ledger.arrivals import MailPlace, read_mails, uids_seen
from skpxl.mail.mailbox import Mailbox, Selected
from skpxl.model.fate import MailFate

_MOVED = tuple(fate.value for fate in MailFate if fate is not MailFate.TAK_DIPAHAMI)
_NAME_MAX = 200


def collect_mailbox(
    box: Mailbox, folders: Sequence[str], account: str, desk: Desk, into: Collected, *, move_to: str = ""
) -> None:
    """Take the new mails of these folders; with `move_to` what is recorded and understood goes there afterwards.

    Raises SkpxlError where the server refuses; what was recorded until then stays recorded.
    """
    if move_to in folders:
        raise UsageError(
            f"pindah_ke di [surel] skpxl.toml sama dengan folder yang dibaca ({move_to}); pilih folder lain."
        )
    account = account[:_NAME_MAX]
    for folder in folders:
        selected = box.select(folder)
        seen = uids_seen(desk.ledger, account, folder, selected.uidvalidity) if desk.ledger else set()
        new = [uid for uid in selected.uids if uid not in seen]
        into.known_mails += len(selected.uids) - len(new)
        for fetched in box.fetch(new):
            told = f"{folder}/{fetched.uid}"
            if fetched.trouble:
                into.not_taken.append(NotTaken(told, "", fetched.trouble))
                continue
            place = MailPlace(account, folder, selected.uidvalidity, fetched.uid)
            into.add_mail(handle_mail(fetched.data, place, told, desk, fetched.came))
        if move_to and not desk.asks:
            into.moved += _move(box, selected, account, desk, move_to)


def _move(box: Mailbox, selected: Selected, account: str, desk: Desk, move_to: str) -> int:
    """Move what is recorded and understood, now or by a run that was broken off before it came to that."""
    if desk.ledger is None:
        return 0
    recorded = {
        mail.place.uid
        for mail in read_mails(desk.ledger, *_MOVED)
        if mail.place[:3] == (account, selected.name, selected.uidvalidity)
    }
    waiting = [uid for uid in selected.uids if uid in recorded]
    if not waiting or box.select(selected.name, writes=True).uidvalidity != selected.uidvalidity:
        return 0
    return sum(box.move(waiting[start : start + 200], move_to) for start in range(0, len(waiting), 200))
