"""What a user sees, and what the log says, when a handler fails."""

import logging
import os
import traceback
from secrets import token_hex

from .errors import WaveError
from .page import AsyncPage
from .query import UNICAST, Q
from .settings import is_yes
from .site import settings

logger = logging.getLogger("h2o_wave")

_CARD = "__unhandled_error__"


async def report(q: Q, error: BaseException) -> None:
    """Log an error with its traceback, and tell the user. Raises nothing."""
    reference = token_hex(4)
    logger.error("handler_failed route=%s reference=%s", q.route, reference, exc_info=error)
    show = _show_page if q.mode == UNICAST else _show_notice
    try:
        await show(q, error, reference)
    except WaveError as failure:
        logger.error("error_not_shown route=%s reference=%s reason=%s", q.route, reference, failure)


def shows_details() -> bool:
    """Whether users see tracebacks: for those who write the app, not for those who use it."""
    return settings.dev_mode or is_yes(os.environ, "H2O_WAVE_SHOW_ERRORS")


async def _show_page(q: Q, error: BaseException, reference: str) -> None:
    """Put the error in the place of the page, which may be half-finished."""
    card = {"view": "markdown", "box": "1 1 -1 -1", "title": "Error", "content": _text(error, reference)}
    try:
        await _replace(q.page, card)
    except WaveError:
        # What was pending may be what the server refuses.
        await _replace(AsyncPage(q.site, q.page.url), card)


async def _replace(page: AsyncPage, card: dict[str, str]) -> None:
    page.drop()
    page.add(_CARD, card)
    await page.save()


async def _show_notice(q: Q, error: BaseException, reference: str) -> None:
    """Tell those who see the page, and leave the page alone: others are at work on it."""
    page = AsyncPage(q.site, q.page.url)
    bar = {"text": _notice(error, reference), "type": "error"}
    page.add(_CARD, {"view": "meta", "box": "", "notification_bar": bar})
    await page.save()


def _text(error: BaseException, reference: str) -> str:
    if shows_details():
        return f"```\n{''.join(traceback.format_exception(error))}\n```"
    return (
        "Something went wrong, and what you did may not have had its effect.\n\n"
        f"If it happens again, tell the people who look after this app the reference **{reference}**."
    )


def _notice(error: BaseException, reference: str) -> str:
    cause = f" ({type(error).__name__}: {error})" if shows_details() else ""
    return f"Something went wrong{cause}. Reference: {reference}"
