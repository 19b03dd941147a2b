"""A conversation with a program whose answers grow word by word.

Run it: `wave run examples/apps/chatbot.py`, then look at http://localhost:10101/apps/chatbot
"""

import asyncio
from typing import Any

from h2o_wave import Q, app, data, main, on, run_on, ui  # noqa: F401 - `main` is what `wave run` serves

ANSWER = "The tide is high at **4:10** and low at **10:25**. Mind the rocks."


@app("/apps/chatbot")
async def serve(q: Q) -> None:
    if not q.client.ready:
        q.client.ready = True
        q.page["bot"] = ui.chatbot_card(
            box="1 1 4 8",
            name="bot",
            data=data("content from_user", t="list", rows=[["Ask me about tides.", False]]),
            placeholder="Your question",
            events=["stop", "scroll_up", "feedback", "suggestion"],
            suggestions=[ui.chat_suggestion("today", label="Today?", caption="High and low", icon="Rain")],
        )
    await run_on(q)
    await q.page.save()


@on()
async def bot(q: Q, question: str) -> None:
    q.page["bot"].data += [question, True]
    await answer(q)


@on("bot.suggestion")
async def take_suggestion(q: Q, name: str) -> None:
    q.page["bot"].suggestions = []
    q.page["bot"].data += [f"What about {name}?", True]
    await answer(q)


async def answer(q: Q) -> None:
    """Say the answer word by word, until the user stops it."""
    q.client.stopped = False
    q.page["bot"].data += ["", False]
    q.page["bot"].generating = True
    said = ""
    for word in ANSWER.split():
        if q.client.stopped:
            break
        said += f"{word} "
        q.page["bot"].data[-1] = [said, False]
        await q.page.save()
        await asyncio.sleep(0.02)
    q.page["bot"].generating = False


@on("bot.stop")
async def stop(q: Q) -> None:
    q.client.stopped = True


@on("bot.scroll_up")
async def load_more(q: Q) -> None:
    q.page["bot"].data = [["There is nothing older.", False]]


@on("bot.feedback")
async def note_feedback(q: Q, feedback: dict[str, Any]) -> None:
    q.page["bot"].placeholder = "Thank you!" if feedback["positive"] else "I shall do better."
