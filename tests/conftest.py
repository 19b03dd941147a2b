"""What holds for all tests."""

import signal

# A shell that runs the tests in the background has the keyboard's interrupt ignored, and so would every program that they start:
# those that are to be stopped by one would not end.
signal.signal(signal.SIGINT, signal.default_int_handler)
