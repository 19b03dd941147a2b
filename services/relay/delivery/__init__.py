"""How events get to an app: by HTTP POST, or over a stream that the app opened."""
