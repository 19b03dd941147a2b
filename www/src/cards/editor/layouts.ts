import { isObject, type JsonObject } from '../../page/json.ts'

/** A layout of the page that users can choose. */
export interface PageLayout {
  label: string
  icon: string
  zones: JsonObject[]
  /** The zone of cards that have no place in it yet. */
  main: string
}

const header: JsonObject = { name: 'header' }
const footer: JsonObject = { name: 'footer' }
const content: JsonObject = { name: 'content', size: '1' }

export const layouts: readonly PageLayout[] = [
  { label: 'One column', icon: 'SingleColumn', zones: [header, content, footer], main: 'content' },
  { label: 'Two columns', icon: 'DoubleColumn', zones: [header, { name: 'body', direction: 'row', zones: [{ name: 'left', size: '1' }, { name: 'right', size: '1' }] }, footer], main: 'left' },
  { label: 'Sidebar', icon: 'ColumnLeftTwoThirds', zones: [header, { name: 'body', direction: 'row', zones: [{ name: 'sidebar', size: '300px' }, content] }, footer], main: 'content' },
  {
    label: 'Three columns',
    icon: 'TripleColumn',
    zones: [header, { name: 'body', direction: 'row', zones: ['left', 'middle', 'right'].map((name) => ({ name, size: '1' })) }, footer],
    main: 'middle',
  },
]

/** The names of all zones, however deep. */
export const zoneNames = (zones: readonly JsonObject[]): string[] =>
  zones.flatMap(({ name, zones: inner }) => [String(name), ...(Array.isArray(inner) ? zoneNames(inner.filter(isObject)) : [])])

/** The layout as a meta card has it. */
export const toLayouts = ({ zones }: PageLayout): JsonObject[] => [{ breakpoint: 'xs', zones }]
