"""Browsers with an open websocket: who they are, what they watch, and how changes reach them."""
