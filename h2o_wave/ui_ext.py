"""The names that programs import from `h2o_wave.ui_ext`."""

from .vocabulary.box import box, boxes

__all__ = ["box", "boxes"]
