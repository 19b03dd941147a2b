import type { JsonObject } from '../../page/json.ts'

/** A layout of the page that users can choose. */
export interface PageLayout {
  label: string
  icon: string
  zones: JsonObject[]
}

const header: JsonObject = { name: 'header' }
const footer: JsonObject = { name: 'footer' }
const content: JsonObject = { name: 'content', size: '1' }

export const layouts: readonly PageLayout[] = [
  { label: 'One column', icon: 'SingleColumn', zones: [header, content, footer] },
  { label: 'Two columns', icon: 'DoubleColumn', zones: [header, { name: 'body', direction: 'row', zones: [{ name: 'left', size: '1' }, { name: 'right', size: '1' }] }, footer] },
  { label: 'Sidebar', icon: 'ColumnLeftTwoThirds', zones: [header, { name: 'body', direction: 'row', zones: [{ name: 'sidebar', size: '300px' }, content] }, footer] },
  {
    label: 'Three columns',
    icon: 'TripleColumn',
    zones: [header, { name: 'body', direction: 'row', zones: ['left', 'middle', 'right'].map((name) => ({ name, size: '1' })) }, footer],
  },
]

/** The layout as a meta card has it. */
export const toLayouts = ({ zones }: PageLayout): JsonObject[] => [{ breakpoint: 'xs', zones }]
