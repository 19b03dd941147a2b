"""Write web pages as Python objects; everyone who looks at them sees them change.

    from h2o_wave import Q, app, main, ui

    @app("/hello")
    async def serve(q: Q) -> None:
        q.page["hello"] = ui.markdown_card(box="1 1 2 2", title="Hello", content="World")
        await q.page.save()

Names are loaded when they are first used: a script that only saves pages does not pay for the rest.
"""

# ruff: noqa: F405 - the classes of the vocabulary come from `types`, whose own list is tested against this one.

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from . import core, db, graphics, types, ui
    from . import routing as routing
    from . import server as server
    from . import ui_ext as ui_ext
    from . import version as version
    from .app import app, main
    from .async_site import AsyncSite
    from .data import Data, data, pack
    from .db import WaveDB, WaveDBConnection, WaveDBError, connect
    from .expando import Expando, clone_expando, copy_expando, expando_to_dict
    from .page import Page, Ref
    from .query import Q
    from .routing import handle_on, on, run_on
    from .site import Site, site
    from .test import Cypress, cypress
    from .types import *  # noqa: F403
    from .version import __version__

# Where names live that are neither classes of the vocabulary (those live in `types`) nor modules.
_HOMES = {
    "AsyncSite": "async_site",
    "Cypress": "test",
    "Data": "data",
    "Expando": "expando",
    "Page": "page",
    "Q": "query",
    "Ref": "page",
    "Site": "site",
    "WaveDB": "db",
    "WaveDBConnection": "db",
    "WaveDBError": "db",
    "__version__": "version",
    "app": "app",
    "clone_expando": "expando",
    "connect": "db",
    "copy_expando": "expando",
    "cypress": "test",
    "data": "data",
    "expando_to_dict": "expando",
    "handle_on": "routing",
    "main": "app",
    "on": "routing",
    "pack": "data",
    "run_on": "routing",
    "site": "site",
}
_MODULES = frozenset({"core", "db", "graphics", "routing", "server", "types", "ui", "ui_ext", "version"})

__all__ = [
    "ArticleCard",
    "AsyncSite",
    "AudioAnnotator",
    "AudioAnnotatorItem",
    "AudioAnnotatorTag",
    "Breadcrumb",
    "BreadcrumbsCard",
    "Button",
    "Buttons",
    "ButtonsJustify",
    "CanvasCard",
    "ChatCard",
    "ChatSuggestion",
    "ChatbotCard",
    "Checkbox",
    "Checklist",
    "Choice",
    "ChoiceGroup",
    "ColorPicker",
    "Combobox",
    "Command",
    "Component",
    "CopyableText",
    "Cypress",
    "Data",
    "DatePicker",
    "Dialog",
    "Dropdown",
    "DropdownPopup",
    "EditorCard",
    "EditorCardMode",
    "Expander",
    "Expando",
    "Facepile",
    "FileUpload",
    "FlexCard",
    "FlexCardAlign",
    "FlexCardDirection",
    "FlexCardJustify",
    "FlexCardWrap",
    "FooterCard",
    "FormCard",
    "Frame",
    "FrameCard",
    "GraphicsCard",
    "GridCard",
    "HeaderCard",
    "HeaderCardColor",
    "IconTableCellType",
    "Image",
    "ImageAnnotator",
    "ImageAnnotatorItem",
    "ImageAnnotatorPoint",
    "ImageAnnotatorPolygon",
    "ImageAnnotatorRect",
    "ImageAnnotatorShape",
    "ImageAnnotatorTag",
    "ImageCard",
    "Inline",
    "InlineAlign",
    "InlineDirection",
    "InlineJustify",
    "InlineScript",
    "InlineStylesheet",
    "Label",
    "LargeBarStatCard",
    "LargeStatCard",
    "Layout",
    "Link",
    "Links",
    "ListCard",
    "ListItem1Card",
    "Mark",
    "MarkCoord",
    "MarkCurve",
    "MarkLabelAlign",
    "MarkLabelOverlap",
    "MarkLabelPosition",
    "MarkType",
    "MarkXScale",
    "MarkYScale",
    "MarkdownCard",
    "MarkdownTableCellType",
    "Markup",
    "MarkupCard",
    "Menu",
    "MenuTableCellType",
    "MessageBar",
    "MessageBarType",
    "MetaCard",
    "MiniButton",
    "MiniButtons",
    "NavCard",
    "NavCardColor",
    "NavGroup",
    "NavItem",
    "NotificationBar",
    "NotificationBarPosition",
    "NotificationBarType",
    "PackedData",
    "PackedRecord",
    "PackedRecords",
    "Page",
    "Persona",
    "PersonaSize",
    "Picker",
    "Pie",
    "PixelArtCard",
    "Plot",
    "PlotCard",
    "PostCard",
    "PreviewCard",
    "ProfileCard",
    "Progress",
    "ProgressTableCellType",
    "ProgressType",
    "Q",
    "RangeSlider",
    "Ref",
    "RepeatCard",
    "Script",
    "SectionCard",
    "Separator",
    "SidePanel",
    "Site",
    "Slider",
    "SmallSeriesStatCard",
    "SmallSeriesStatCardPlotCurve",
    "SmallSeriesStatCardPlotType",
    "SmallStatCard",
    "Spinbox",
    "Stat",
    "StatListCard",
    "StatListItem",
    "StatTableCard",
    "StatTableItem",
    "Stats",
    "StatsJustify",
    "Step",
    "Stepper",
    "Stylesheet",
    "Tab",
    "TabCard",
    "Table",
    "TableCellType",
    "TableCheckboxVisibility",
    "TableColumn",
    "TableColumnAlign",
    "TableColumnCellOverflow",
    "TableColumnDataType",
    "TableGroup",
    "TablePagination",
    "TableRow",
    "Tabs",
    "Tag",
    "TagTableCellType",
    "Tags",
    "TallArticlePreviewCard",
    "TallGaugeStatCard",
    "TallInfoCard",
    "TallSeriesStatCard",
    "TallSeriesStatCardPlotCurve",
    "TallSeriesStatCardPlotType",
    "TallStatsCard",
    "Template",
    "TemplateCard",
    "Text",
    "TextAlign",
    "TextAnnotator",
    "TextAnnotatorItem",
    "TextAnnotatorTag",
    "TextL",
    "TextLAlign",
    "TextM",
    "TextMAlign",
    "TextS",
    "TextSAlign",
    "TextSize",
    "TextXl",
    "TextXlAlign",
    "TextXs",
    "TextXsAlign",
    "Textbox",
    "TextboxType",
    "Theme",
    "TimePicker",
    "Toggle",
    "ToolbarCard",
    "Tracker",
    "TrackerType",
    "Value",
    "VegaCard",
    "VegaCardGrammar",
    "VegaVisualization",
    "VegaVisualizationGrammar",
    "Visualization",
    "WaveDB",
    "WaveDBConnection",
    "WaveDBError",
    "WideArticlePreviewCard",
    "WideBarStatCard",
    "WideGaugeStatCard",
    "WideInfoCard",
    "WideInfoCardAlign",
    "WidePieStatCard",
    "WidePlotCard",
    "WideSeriesStatCard",
    "WideSeriesStatCardPlotCurve",
    "WideSeriesStatCardPlotType",
    "Zone",
    "ZoneAlign",
    "ZoneDirection",
    "ZoneJustify",
    "ZoneWrap",
    "__version__",
    "app",
    "clone_expando",
    "connect",
    "copy_expando",
    "core",
    "cypress",
    "data",
    "db",
    "expando_to_dict",
    "graphics",
    "handle_on",
    "main",
    "on",
    "pack",
    "run_on",
    "site",
    "types",
    "ui",
]


def __getattr__(name: str) -> Any:
    if name in _MODULES:
        return import_module(f".{name}", __name__)
    if name not in _HOMES and name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f".{_HOMES.get(name, 'types')}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


class _Package(ModuleType):
    def __setattr__(self, name: str, value: object) -> None:
        # Python hangs every submodule that is imported on its package. Where an export has the same name as its
        # module (site, data, app), the export wins.
        if not (isinstance(value, ModuleType) and name in _HOMES):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
