"""Owns browsers: HTTP, websockets, keys. Never looks inside a page."""
