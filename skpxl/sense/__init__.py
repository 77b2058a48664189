"""What officials' sentences mean, as far as two of them can be held against each other: words, readings, likeness.

It knows no form and no person; how an office abbreviates comes to it as data. It may take from nothing but `model.teks`.
"""
