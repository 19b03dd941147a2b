"""Answering a wish to watch: the content is written, and at that moment the member joins the channel."""

from services.gateway.live.channel import Channel
from services.gateway.live.hub_counts import HubCounts
from services.gateway.live.member import Member
from services.gateway.live.questions import Answer, Ask
from services.gateway.upstream.pages import Content, Opened
from services.gateway.wire.frames import text_frame


def answer_opened(channel: Channel, ask: Ask, opened: Opened, counts: HubCounts) -> None:
    """Answers with what the site-store has said, which the channel knows already."""
    after = ask.wish.after
    if opened.content is Content.SKIPPED:
        answer_with_lines(channel, ask, Answer.NOTHING)
    elif opened.content is Content.MISSED:
        answer_with_lines(channel, ask, Answer.MISSED, opened.missed)
    elif after is not None and channel.ephemeral and after.epoch != opened.position.epoch:
        answer_with_lines(channel, ask, Answer.LOST)
    else:
        answer_with_page(channel, ask, counts)


def answer_with_page(channel: Channel, ask: Ask, counts: HubCounts) -> None:
    """Answers with the whole page, which the channel has."""
    member = ask.member
    if not _still_watches(member, channel) or (ask.wish.catch_up and not member.is_level):
        return
    frames = channel.page
    assert frames is not None, "the page was set when the answer came"
    if ask.wish.catch_up and not channel.is_present:
        frames = channel.empty_page()
    counts.snapshots += 1
    if ask.wish.preface:
        member.send(ask.wish.preface)
    if channel.is_present or ask.wish.tells_absence:
        member.send(frames.resumable if member.resumable else frames.plain)
    channel.join(member)
    ask.answered(Answer.PAGE if channel.is_present else Answer.NO_PAGE)


def answer_with_lines(channel: Channel, ask: Ask, answer: Answer, missed: tuple[bytes, ...] = ()) -> None:
    """Answers with changes alone; in the resumable dialogue the mark of the position follows."""
    member = ask.member
    if not _still_watches(member, channel):
        return
    lines = (*missed, channel.mark()) if member.resumable else missed
    if lines:
        member.send(text_frame(b"\n".join(lines)))
    channel.join(member)
    ask.answered(answer)


def _still_watches(member: Member, channel: Channel) -> bool:
    """Whether a member that has asked still wants to hear: it may have left, or have been cut off, before the answer."""
    return member.channels.get(channel.route) is channel
