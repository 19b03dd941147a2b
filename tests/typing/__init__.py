"""Programs as careful authors would write them, read by type checkers and never run.

mypy and pyright must understand them under their strictest rules, and catch the mistakes in them: a `type: ignore` that
is not needed is itself an error.
"""
