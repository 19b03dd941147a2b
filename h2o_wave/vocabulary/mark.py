"""Marks: the layers of a plot."""

from ._model import Model, Value, make, one_of


class MarkCoord:
    """Systems of coordinates."""

    RECT = "rect"
    CARTESIAN = "cartesian"
    POLAR = "polar"
    THETA = "theta"
    HELIX = "helix"


class MarkType:
    """What the marks of a layer are."""

    INTERVAL = "interval"
    LINE = "line"
    PATH = "path"
    POINT = "point"
    AREA = "area"
    POLYGON = "polygon"
    SCHEMA = "schema"
    EDGE = "edge"
    HEATMAP = "heatmap"


class MarkXScale:
    """Scales of the x axis."""

    LINEAR = "linear"
    CAT = "cat"
    CATEGORY = "category"
    IDENTITY = "identity"
    LOG = "log"
    POW = "pow"
    POWER = "power"
    TIME = "time"
    TIME_CATEGORY = "time-category"
    QUANTIZE = "quantize"
    QUANTILE = "quantile"


MarkYScale = MarkXScale


class MarkCurve:
    """How points are joined."""

    NONE = "none"
    SMOOTH = "smooth"
    STEP_BEFORE = "step-before"
    STEP = "step"
    STEP_AFTER = "step-after"


class MarkLabelPosition:
    """Where a label goes."""

    TOP = "top"
    BOTTOM = "bottom"
    MIDDLE = "middle"
    LEFT = "left"
    RIGHT = "right"


class MarkLabelOverlap:
    """What becomes of labels that overlap."""

    HIDE = "hide"
    OVERLAP = "overlap"
    CONSTRAIN = "constrain"


class MarkLabelAlign:
    """How the lines of a label go."""

    LEFT = "left"
    RIGHT = "right"
    CENTER = "center"
    START = "start"
    END = "end"


class Mark(Model):
    """A layer of a plot.

    Positions and looks are either bound to a field of the data, as in `'=price'`, or given outright. A field may be
    formatted, as in `'=${{intl price minimum_fraction_digits=2}}'`. A mark whose `x` or `y` is given outright annotates the plot.
    """

    coord: str | None = one_of(MarkCoord, default=None)
    """The system of coordinates; the first mark that names one decides."""
    type: str | None = one_of(MarkType, default=None)
    """What the layer is drawn as."""
    x: Value | None = None
    """Where it is from left to right."""
    x0: Value | None = None
    """Where it begins, for ranges and bands."""
    x1: Value | None = None
    """The lower end of a bin, or the low of a box plot."""
    x2: Value | None = None
    """The upper end of a bin, or the high of a box plot."""
    x_q1: Value | None = None
    """The lower quartile of a box plot."""
    x_q2: Value | None = None
    """The median of a box plot."""
    x_q3: Value | None = None
    """The upper quartile of a box plot."""
    x_min: float | None = None
    """Where the x axis begins."""
    x_max: float | None = None
    """Where the x axis ends."""
    x_nice: bool | None = None
    """Whether to round the ends of the x axis. Rounded by default."""
    x_scale: str | None = one_of(MarkXScale, default=None)
    """The scale of the x axis."""
    x_title: str | None = None
    """The title of the x axis."""
    y: Value | None = None
    """Where it is from bottom to top."""
    y0: Value | None = None
    """Where it begins, for ranges and bands."""
    y1: Value | None = None
    """The lower end of a bin, or the low of a box plot."""
    y2: Value | None = None
    """The upper end of a bin, or the high of a box plot."""
    y_q1: Value | None = None
    """The lower quartile of a box plot."""
    y_q2: Value | None = None
    """The median of a box plot."""
    y_q3: Value | None = None
    """The upper quartile of a box plot."""
    y_min: float | None = None
    """Where the y axis begins."""
    y_max: float | None = None
    """Where the y axis ends."""
    y_nice: bool | None = None
    """Whether to round the ends of the y axis. Rounded by default."""
    y_scale: str | None = one_of(MarkYScale, default=None)
    """The scale of the y axis."""
    y_title: str | None = None
    """The title of the y axis."""
    color: str | None = None
    """The colour, or a field that decides it."""
    color_range: str | None = None
    """The colours that a field decides among, with spaces between them."""
    color_domain: list[str] | None = None
    """The values of the field, in the order of `color_range`."""
    shape: str | None = None
    """The shape of points, or a field that decides it."""
    shape_range: str | None = None
    """The shapes that a field decides among, with spaces between them."""
    size: Value | None = None
    """The size, or a field that decides it."""
    size_range: str | None = None
    """The least and the greatest size, with a space between them."""
    stack: str | None = None
    """`auto` stacks marks of different colours."""
    dodge: str | None = None
    """`auto`, or a field: puts marks beside each other."""
    curve: str | None = one_of(MarkCurve, default=None)
    """How points are joined."""
    fill_color: str | None = None
    """The colour inside."""
    fill_opacity: float | None = None
    """How opaque the inside is, from 0 to 1."""
    stroke_color: str | None = None
    """The colour of lines."""
    stroke_opacity: float | None = None
    """How opaque lines are, from 0 to 1."""
    stroke_size: float | None = None
    """How thick lines are."""
    stroke_dash: str | None = None
    """The dashes and gaps of lines, with spaces between their lengths."""
    label: str | None = None
    """The text at each mark, usually a field."""
    label_offset: float | None = None
    """How far the label is from its mark."""
    label_offset_x: float | None = None
    """How far the label is moved to the right."""
    label_offset_y: float | None = None
    """How far the label is moved down."""
    label_rotation: str | None = None
    """How the label is turned, in degrees; `none` not at all."""
    label_position: str | None = one_of(MarkLabelPosition, default=None)
    """Where the label is."""
    label_overlap: str | None = one_of(MarkLabelOverlap, default=None)
    """What becomes of labels that overlap."""
    label_fill_color: str | None = None
    """The colour of the label."""
    label_fill_opacity: float | None = None
    """How opaque the label is, from 0 to 1."""
    label_stroke_color: str | None = None
    """The colour of the label's outline."""
    label_stroke_opacity: float | None = None
    """How opaque the label's outline is, from 0 to 1."""
    label_stroke_size: float | None = None
    """How thick the label's outline is."""
    label_font_size: float | None = None
    """The size of the label."""
    label_font_weight: str | None = None
    """The weight of the label."""
    label_line_height: float | None = None
    """How high the lines of the label are."""
    label_align: str | None = one_of(MarkLabelAlign, default=None)
    """How the lines of the label go."""
    ref_stroke_color: str | None = None
    """The colour of annotation lines."""
    ref_stroke_opacity: float | None = None
    """How opaque annotation lines are, from 0 to 1."""
    ref_stroke_size: float | None = None
    """How thick annotation lines are."""
    ref_stroke_dash: str | None = None
    """The dashes and gaps of annotation lines, with spaces between their lengths."""
    interactive: bool | None = None
    """Whether clicking a mark selects it. It does by default."""


mark = make(Mark)
