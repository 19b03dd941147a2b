import { h, type JSX } from 'preact'
import { useMemo } from 'preact/hooks'
import { isObject, type Json, type JsonObject } from '../../page/json.ts'
import { attributesOf, type SvgAttributes } from './attributes.ts'
import { arcPath, splinePath } from './paths.ts'

interface Drawing {
  tag: string
  attributes: SvgAttributes
  text?: string
}

const plain =
  (tag: string) =>
  (element: JsonObject): Drawing => ({ tag, attributes: attributesOf(element) })

/** What our own shapes are described by, which is nothing to SVG. */
function path(d: (element: JsonObject) => string, described: readonly string[]) {
  return (element: JsonObject): Drawing => {
    const rest = Object.entries(element).filter(([name]) => !described.includes(name))
    return { tag: 'path', attributes: { ...attributesOf(Object.fromEntries(rest)), d: d(element) } }
  }
}

function text({ text: content, ...rest }: JsonObject): Drawing {
  return { tag: 'text', attributes: attributesOf(rest), text: String(content ?? '') }
}

/** What each type of element draws. */
const drawings: Readonly<Record<string, (element: JsonObject) => Drawing>> = {
  a: path(arcPath, ['r1', 'r2', 'a1', 'a2']),
  c: plain('circle'),
  e: plain('ellipse'),
  i: plain('image'),
  l: plain('line'),
  p: plain('path'),
  pg: plain('polygon'),
  pl: plain('polyline'),
  r: plain('rect'),
  s: path(splinePath, ['x', 'y', 'x0', 'y0', 'curve', 'radial']),
  t: text,
}

const use = plain('use')

/** How an element is drawn. One without a type uses another one. */
export function draw(element: JsonObject): Drawing {
  const type = element['_t']
  return (typeof type === 'string' && Object.hasOwn(drawings, type) ? (drawings[type] ?? use) : use)(element)
}

/** An element of a drawing. */
export function Element({ element }: { element: Json }): JSX.Element | null {
  if (!isObject(element)) return null
  const { tag, attributes, text: content } = draw(element)
  return h(tag, attributes, content)
}

interface SceneElementProps {
  /** The element as JSON, and as JSON what of it is different for now. */
  drawn: Json
  overridden: Json
}

/** An element of a scene. Of many only those are drawn anew that have changed. */
export function SceneElement({ drawn, overridden }: SceneElementProps) {
  return useMemo(() => {
    const [element, override] = [parse(drawn), parse(overridden)]
    return isObject(element) ? <Element element={isObject(override) ? { ...element, ...override } : element} /> : null
  }, [drawn, overridden])
}

function parse(json: Json): Json {
  if (typeof json !== 'string' || !json) return json
  try {
    return JSON.parse(json) as Json
  } catch {
    // What is not JSON draws nothing; the rest of the scene is not to blame.
    return null
  }
}
