"""How requests reach a server. `transport.py` is the seam; the rest are ways to fill it."""
