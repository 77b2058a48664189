"""What differs between kinds of forms: how each is issued, sampled, read, judged. Steps ask the table; it takes no step."""
