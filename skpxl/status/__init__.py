"""How a round stands: what is folded from the ledger, as tables, charts and one page.

It changes nothing but what people record by hand.
"""
