"""The campaign folder: settings, key and where things lie in it. Sending and the ledger come with the mail."""
