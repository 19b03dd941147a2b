import { isObject, type Json, type JsonObject } from '../../page/json.ts'

/** Where a card goes on a page without layouts: units of the grid, counted from 1. */
export interface GridBox {
  x: number
  y: number
  w: number
  h: number
}

/** Where a card goes in a layout. */
export interface ZoneBox {
  zone: string
  order: number
  size?: string
  width?: string
  height?: string
}

/** Reads `x y w h`, `x y n`, `w h` or `n`. Undefined for anything else: such a card is not shown on a grid. */
export function parseGridBox(box: string): GridBox | undefined {
  const words = box.trim().split(/\s+/).slice(0, 4)
  if (!words.every((word) => /^-?\d+$/.test(word))) return undefined
  const [a = 0, b = 0, c = 0, d = 0] = words.map(Number)
  const shapes: Record<number, GridBox> = {
    1: { x: 1, y: 1, w: a, h: a },
    2: { x: 1, y: 1, w: a, h: b },
    3: { x: a, y: b, w: c, h: c },
    4: { x: a, y: b, w: c, h: d },
  }
  return shapes[words.length]
}

/**
 * Reads where a card goes in the layout with that index: the name of a zone, a JSON object, or a JSON list with one of
 * either for each layout, of which the first stands in for those that are missing.
 */
export function parseZoneBox(box: string, layoutIndex: number): ZoneBox | undefined {
  const text = box.trim()
  if (!text.startsWith('[')) return parseOne(text)
  const list = parseJson(text)
  if (!Array.isArray(list)) return undefined
  const own = list[layoutIndex] ?? list[0]
  return typeof own === 'string' ? parseOne(own.trim()) : isObject(own) ? toZoneBox(own) : undefined
}

function parseOne(text: string): ZoneBox | undefined {
  if (!text.startsWith('{')) return text ? { zone: text, order: 0 } : undefined
  const json = parseJson(text)
  return isObject(json) ? toZoneBox(json) : undefined
}

function toZoneBox({ zone, order, size, width, height }: JsonObject): ZoneBox | undefined {
  if (typeof zone !== 'string') return undefined
  return {
    zone,
    order: typeof order === 'number' ? order : 0,
    ...(isSize(size) && { size: String(size) }),
    ...(typeof width === 'string' && { width }),
    ...(typeof height === 'string' && { height }),
  }
}

const isSize = (size: Json | undefined): boolean => typeof size === 'string' || typeof size === 'number'

function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json
  } catch {
    return undefined
  }
}
