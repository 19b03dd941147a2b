"""The one seam where sockets become requests."""
