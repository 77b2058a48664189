"""What arrives, from folders, mailboxes and chats: kept by its hash, its coming recorded, told apart from what machines send.

It answers nobody.
"""
