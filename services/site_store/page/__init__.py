"""What a page is, and what a delta does to it. Pure: no I/O, no clocks, no imports from the rest of the house.

The rules are numbered in `docs/page-model.md`; `tests/vectors/page` has examples of each, which the browser's twin
(`www/src/page`) passes as well. An edit comes in as bytes and is checked whole by `delta.decode`; what passes can be
applied to any page and never fails there.
"""
