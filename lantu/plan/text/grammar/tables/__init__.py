"""The words of the grammar, one line each: what a colleague edits to teach it."""
