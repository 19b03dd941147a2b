"""What `scripts/generate_reference.py` makes the reference of: one small example of each function, and the page layout."""
