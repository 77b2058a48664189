"""One picture of many files: matrices, the recap of evaluations, exports. It reads files only through `receive`."""
