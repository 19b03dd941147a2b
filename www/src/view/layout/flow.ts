import { isObject, type Json, type JsonObject } from '../../page/json.ts'
import type { Layout, Zone } from '../../vocabulary/layout.ts'
import { parseZoneBox, type ZoneBox } from './box.ts'

/** Widths, in pixels, that layouts can name. */
const breakpoints: Readonly<Record<string, number>> = { xs: 0, s: 576, m: 768, l: 992, xl: 1200 }

/** The width, in pixels, from which a layout holds. */
export const breakpointOf = ({ breakpoint }: Layout): number => breakpoints[breakpoint] ?? (Number.parseInt(breakpoint, 10) || 0)

/** The layouts that a page asks for. What is no layout, or no zone in one, would take the whole page along. */
export const layoutsIn = (value: Json | undefined): Layout[] =>
  objectsIn(value)
    .filter(({ zones }) => Array.isArray(zones))
    .map((layout) => ({ ...layout, zones: zonesIn(layout['zones']) }) as unknown as Layout)

const zonesIn = (value: Json | undefined): Zone[] => objectsIn(value).map((zone) => ({ ...zone, zones: zonesIn(zone['zones']) }) as unknown as Zone)

const objectsIn = (value: Json | undefined): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : [])

/** The index of the layout for a window of that width; -1 when there is none. Each holds until the next one begins. */
export function activeLayout(layouts: readonly Layout[], windowWidth: number): number {
  const starts = layouts.map(breakpointOf)
  return starts.findLastIndex((start, place) => start <= windowWidth && windowWidth < (starts[place + 1] ?? Infinity))
}

/** A card, with where it wants to go. */
export interface Placed<Card> {
  card: Card
  box: ZoneBox
}

/** Which cards go into which zone, in order. Cards without a zone of this layout go nowhere. */
export function cardsByZone<Card>(cards: readonly Card[], boxOf: (card: Card) => string, layoutIndex: number): Map<string, Placed<Card>[]> {
  const zones = new Map<string, Placed<Card>[]>()
  for (const card of cards) {
    const box = parseZoneBox(boxOf(card), layoutIndex)
    if (!box) continue
    const others = zones.get(box.zone)
    if (others) others.push({ card, box })
    else zones.set(box.zone, [{ card, box }])
  }
  // Sorting is stable: among equals the one added first comes first.
  for (const placed of zones.values()) placed.sort((a, b) => a.box.order - b.box.order)
  return zones
}

type Style = Record<string, string | number>

const justifies: Readonly<Record<string, string>> = {
  start: 'flex-start',
  end: 'flex-end',
  center: 'center',
  between: 'space-between',
  around: 'space-around',
  stretch: 'stretch',
}

/** The CSS of a zone within a parent of that direction. */
export function zoneStyle({ direction, justify, align, wrap, size }: Zone, parentDirection: 'row' | 'column'): Style {
  return {
    ...zoneSize(size, parentDirection),
    flexDirection: direction ?? 'column',
    ...(justify && { justifyContent: justifies[justify] ?? justify }),
    ...(align && { alignItems: justifies[align] ?? align }),
    ...(wrap && { flexWrap: 'wrap', alignContent: justifies[wrap] ?? wrap }),
  }
}

function zoneSize(size: string | undefined, parentDirection: 'row' | 'column'): Style {
  const inRow = parentDirection === 'row'
  if (!size) return inRow ? shareOf(1) : {}
  if (/^\d+$/.test(size)) return size === '0' ? {} : shareOf(Number(size))
  return inRow ? { width: size, minWidth: size } : { height: size, minHeight: size }
}

/** The CSS of a card in a zone: its share of the free space, or a size of its own. */
export function cardStyle({ size, width, height }: ZoneBox): Style {
  const fixed = { ...(width && { width }), ...(height && { height }), ...((width === '0px' || height === '0px') && { margin: 0 }) }
  if (size !== undefined && /^\d+$/.test(size)) return { ...(size === '0' ? { flexGrow: 0 } : shareOf(Number(size))), ...fixed }
  return width || height ? { ...fixed, flexShrink: 0 } : shareOf(1)
}

/** A share of the space, whatever the content would like. Where the space is as large as its content, the content counts. */
const shareOf = (share: number): Style => ({ flexGrow: share, flexShrink: 1, flexBasis: '0%', minWidth: 0, minHeight: 0 })

/** The CSS of a whole layout. */
export function layoutStyle(layout: Layout): Style {
  const { width, min_width, max_width, height, min_height, max_height } = layout
  return {
    width: width ?? '100%',
    ...(min_width && { minWidth: min_width }),
    ...(max_width && { maxWidth: max_width }),
    ...(height && { height }),
    ...(min_height && { minHeight: min_height }),
    ...(max_height && { maxHeight: max_height }),
  }
}
