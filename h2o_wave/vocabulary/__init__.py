"""What can stand on a page: one module per family, declarations only.

How a declaration behaves is in `_model.py`; `h2o_wave.ui` and `h2o_wave.types` are the indexes that programs import.
"""
