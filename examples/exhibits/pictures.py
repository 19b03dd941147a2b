"""Pictures and a sound, drawn in place so that the gallery needs no network."""

import math
from base64 import b64encode


def _svg(width: int, height: int, content: str) -> str:
    size = f"width='{width}' height='{height}' viewBox='0 0 {width} {height}'"
    svg = f"<svg xmlns='http://www.w3.org/2000/svg' {size}>{content}</svg>"
    return f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"


def _sky(name: str, top: str, bottom: str) -> str:
    stops = f"<stop stop-color='{top}'/><stop offset='1' stop-color='{bottom}'/>"
    return (
        f"<defs><linearGradient id='{name}' x2='0' y2='1'>{stops}</linearGradient></defs>"
        f"<rect width='640' height='400' fill='url(#{name})'/>"
    )


BAY = _svg(
    640,
    400,
    _sky("bay", "#8ec9e8", "#e9f4f8")
    + "<circle cx='520' cy='86' r='34' fill='#fff6d8'/>"
    + "<path d='M0 250l120-90 90 60 110-120 150 130 80-50 90 70v150H0z' fill='#6f93a6'/>"
    + "<path d='M0 280l160-50 140 40 160-60 180 60v130H0z' fill='#4c7387'/>"
    + "<rect y='290' width='640' height='110' fill='#2f5f7a'/>"
    + "<path d='M250 300h110l-18 30h-74z' fill='#f2efe6'/><path d='M300 300v-90l56 84z' fill='#e2604a'/>",
)
LIGHTHOUSE = _svg(
    640,
    400,
    _sky("dusk", "#26345f", "#f0a36b")
    + "<path d='M322 120L640 60v110z' fill='#ffe9a8' opacity='.45'/>"
    + "<path d='M0 330q160-60 320-40t320-10v120H0z' fill='#2b2f45'/>"
    + "<path d='M290 310l12-190h36l12 190z' fill='#f4f1ea'/><path d='M297 200h46l3 40h-52z' fill='#c8452f'/>"
    + "<rect x='298' y='98' width='44' height='24' fill='#ffe9a8'/><path d='M292 98l28-24 28 24z' fill='#c8452f'/>",
)
CRANES = _svg(
    640,
    400,
    _sky("haze", "#f7d9b5", "#fdf3e4")
    + "<g fill='none' stroke='#5b6673' stroke-width='10'><path d='M120 330V120h220M120 120l-40 40'/>"
    + "<path d='M420 330V150h180M420 150l-40 40'/></g>"
    + "<rect y='320' width='640' height='80' fill='#3c5a6b'/>"
    + "<g><rect x='210' y='260' width='70' height='60' fill='#c8452f'/>"
    + "<rect x='285' y='260' width='70' height='60' fill='#e0a33a'/>"
    + "<rect x='245' y='200' width='70' height='60' fill='#3f7f6b'/></g>",
)
CAPTAIN = _svg(
    120,
    120,
    "<rect width='120' height='120' fill='#cfe3ea'/><path d='M16 120q4-40 44-40t44 40z' fill='#23405c'/>"
    "<circle cx='60' cy='54' r='25' fill='#e9bf9b'/><path d='M34 44q26-30 52 0z' fill='#23405c'/>",
)
ENGINEER = _svg(
    120,
    120,
    "<rect width='120' height='120' fill='#efe0d0'/><path d='M16 120q4-40 44-40t44 40z' fill='#7a5036'/>"
    "<circle cx='60' cy='54' r='25' fill='#b98260'/><path d='M34 52q2-30 26-30t26 30q-26-14-52 0z' fill='#2a211c'/>",
)
FLAG_BASE64 = b64encode(
    b"<svg xmlns='http://www.w3.org/2000/svg' width='300' height='180'><rect width='300' height='180' fill='#20508a'/>"
    b"<path d='M0 72h300v36H0zM84 0h36v180H84z' fill='#f6d04d'/></svg>"
).decode()


def _tone() -> bytes:
    """Three seconds of a fog horn: two calls and a rest, 8 kHz, one byte a sample."""
    rate = 8000
    loud = [max(0.0, math.sin(second * math.pi / 1.5 * 1.5 / rate)) for second in range(rate * 3)]
    return bytes(
        int(128 + 96 * part * math.sin(place / rate * 2 * math.pi * 220)) for place, part in enumerate(loud)
    )


def _wave(samples: bytes) -> str:
    def number(value: int, size: int = 4) -> bytes:
        return value.to_bytes(size, "little")

    form = (
        b"fmt "
        + number(16)
        + number(1, 2)
        + number(1, 2)
        + number(8000)
        + number(8000)
        + number(1, 2)
        + number(8, 2)
    )
    body = b"WAVE" + form + b"data" + number(len(samples)) + samples
    return f"data:audio/wav;base64,{b64encode(b'RIFF' + number(len(body)) + body).decode()}"


FOG_HORN = _wave(_tone())
