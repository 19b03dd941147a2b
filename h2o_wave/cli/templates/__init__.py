"""Apps to begin with; `wave init` copies them."""
