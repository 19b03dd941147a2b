"""`python -m h2o_wave` is the `wave` command."""

import sys

from .cli import main

if __name__ == "__main__":
    sys.exit(main())
