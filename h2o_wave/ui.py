"""The functions that make cards and components: `ui.form_card(...)`, `ui.button(...)`.

What each takes is declared in `vocabulary/`, one module per family.
"""

from .types import *  # noqa: F403 - programs write ui.Text as well as ui.text
from .vocabulary.audio_annotator import audio_annotator, audio_annotator_item, audio_annotator_tag
from .vocabulary.box import box, boxes
from .vocabulary.buttons import button, buttons, menu, mini_button, mini_buttons
from .vocabulary.chatbot import chat_suggestion, chatbot_card
from .vocabulary.choices import checkbox, checklist, choice, choice_group, combobox, dropdown, picker, toggle
from .vocabulary.collaboration import canvas_card, chat_card, editor_card, pixel_art_card
from .vocabulary.collections import flex_card, grid_card, list_card, list_item1_card, repeat_card
from .vocabulary.command import command
from .vocabulary.content import article_card, form_card, markdown_card, section_card
from .vocabulary.feedback import copyable_text, message_bar, progress
from .vocabulary.files import file_upload
from .vocabulary.frame_of_page import footer_card, header_card, nav_card, nav_group, nav_item, toolbar_card
from .vocabulary.frames import (
    frame,
    frame_card,
    image,
    image_card,
    markup,
    markup_card,
    template,
    template_card,
)
from .vocabulary.graphics_card import graphics_card
from .vocabulary.grouping import expander, inline
from .vocabulary.image_annotator import (
    image_annotator,
    image_annotator_item,
    image_annotator_point,
    image_annotator_polygon,
    image_annotator_rect,
    image_annotator_tag,
)
from .vocabulary.layout import layout, zone
from .vocabulary.links import link, links
from .vocabulary.mark import mark
from .vocabulary.meta import meta_card
from .vocabulary.numbers import range_slider, slider, spinbox
from .vocabulary.overlays import dialog, notification_bar, side_panel
from .vocabulary.page_assets import inline_script, inline_stylesheet, script, stylesheet, theme, tracker
from .vocabulary.people import facepile, persona
from .vocabulary.pickers import color_picker, date_picker, time_picker
from .vocabulary.plot import plot, plot_card, visualization, wide_plot_card
from .vocabulary.previews import (
    post_card,
    preview_card,
    profile_card,
    tall_article_preview_card,
    tall_info_card,
    wide_article_preview_card,
    wide_info_card,
)
from .vocabulary.progress_stats import (
    large_bar_stat_card,
    pie,
    tall_gauge_stat_card,
    wide_bar_stat_card,
    wide_gauge_stat_card,
    wide_pie_stat_card,
)
from .vocabulary.series_stats import small_series_stat_card, tall_series_stat_card, wide_series_stat_card
from .vocabulary.stat_rows import stat_list_card, stat_list_item, stat_table_card, stat_table_item
from .vocabulary.stats import large_stat_card, small_stat_card, stat, stats, tall_stats_card
from .vocabulary.table import table, table_column, table_group, table_pagination, table_row
from .vocabulary.table_cells import (
    icon_table_cell_type,
    markdown_table_cell_type,
    menu_table_cell_type,
    progress_table_cell_type,
    tag_table_cell_type,
)
from .vocabulary.tabs import breadcrumb, breadcrumbs_card, step, stepper, tab, tab_card, tabs
from .vocabulary.tags import tag, tags
from .vocabulary.text import label, separator, text, text_l, text_m, text_s, text_xl, text_xs
from .vocabulary.text_annotator import text_annotator, text_annotator_item, text_annotator_tag
from .vocabulary.textbox import textbox
from .vocabulary.vega import vega_card, vega_visualization

__all__ = [
    "article_card",
    "audio_annotator",
    "audio_annotator_item",
    "audio_annotator_tag",
    "box",
    "boxes",
    "breadcrumb",
    "breadcrumbs_card",
    "button",
    "buttons",
    "canvas_card",
    "chat_card",
    "chat_suggestion",
    "chatbot_card",
    "checkbox",
    "checklist",
    "choice",
    "choice_group",
    "color_picker",
    "combobox",
    "command",
    "copyable_text",
    "date_picker",
    "dialog",
    "dropdown",
    "editor_card",
    "expander",
    "facepile",
    "file_upload",
    "flex_card",
    "footer_card",
    "form_card",
    "frame",
    "frame_card",
    "graphics_card",
    "grid_card",
    "header_card",
    "icon_table_cell_type",
    "image",
    "image_annotator",
    "image_annotator_item",
    "image_annotator_point",
    "image_annotator_polygon",
    "image_annotator_rect",
    "image_annotator_tag",
    "image_card",
    "inline",
    "inline_script",
    "inline_stylesheet",
    "label",
    "large_bar_stat_card",
    "large_stat_card",
    "layout",
    "link",
    "links",
    "list_card",
    "list_item1_card",
    "mark",
    "markdown_card",
    "markdown_table_cell_type",
    "markup",
    "markup_card",
    "menu",
    "menu_table_cell_type",
    "message_bar",
    "meta_card",
    "mini_button",
    "mini_buttons",
    "nav_card",
    "nav_group",
    "nav_item",
    "notification_bar",
    "persona",
    "picker",
    "pie",
    "pixel_art_card",
    "plot",
    "plot_card",
    "post_card",
    "preview_card",
    "profile_card",
    "progress",
    "progress_table_cell_type",
    "range_slider",
    "repeat_card",
    "script",
    "section_card",
    "separator",
    "side_panel",
    "slider",
    "small_series_stat_card",
    "small_stat_card",
    "spinbox",
    "stat",
    "stat_list_card",
    "stat_list_item",
    "stat_table_card",
    "stat_table_item",
    "stats",
    "step",
    "stepper",
    "stylesheet",
    "tab",
    "tab_card",
    "table",
    "table_column",
    "table_group",
    "table_pagination",
    "table_row",
    "tabs",
    "tag",
    "tag_table_cell_type",
    "tags",
    "tall_article_preview_card",
    "tall_gauge_stat_card",
    "tall_info_card",
    "tall_series_stat_card",
    "tall_stats_card",
    "template",
    "template_card",
    "text",
    "text_annotator",
    "text_annotator_item",
    "text_annotator_tag",
    "text_l",
    "text_m",
    "text_s",
    "text_xl",
    "text_xs",
    "textbox",
    "theme",
    "time_picker",
    "toggle",
    "toolbar_card",
    "tracker",
    "vega_card",
    "vega_visualization",
    "visualization",
    "wide_article_preview_card",
    "wide_bar_stat_card",
    "wide_gauge_stat_card",
    "wide_info_card",
    "wide_pie_stat_card",
    "wide_plot_card",
    "wide_series_stat_card",
    "zone",
]
