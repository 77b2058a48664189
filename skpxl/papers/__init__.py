"""The papers of the evaluation: making what is signed (`make`), telling which are there (`check`), packing them (`pack`)."""
