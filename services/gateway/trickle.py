"""How slowly somebody may send."""

# Beside a timeout. Whoever sends at least so much gets the time that it takes, a modem among them; whoever sends less holds
# something open without an end.
MIN_BYTES_PER_SECOND = 1024
