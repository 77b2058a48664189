"""Which letters are due and how they go out: forms, replies, reminders; each rendered into `outbox/` first, then sent.

It reads no mail.
"""
