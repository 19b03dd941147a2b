import { expect, test } from 'vitest'
import type { Layout } from '../../vocabulary/layout.ts'
import { activeLayout, cardsByZone, cardStyle, layoutStyle, zoneStyle } from './flow.ts'

const layout = (breakpoint: string): Layout => ({ breakpoint, zones: [] })
const share = (grow: number): object => ({ flexGrow: grow, flexShrink: 1, flexBasis: '0%', minWidth: 0, minHeight: 0 })

test('a layout holds from its breakpoint until the next one', () => {
  const layouts = [layout('xs'), layout('m'), layout('1000')]
  const active = [0, 767, 768, 999, 1000, 5000].map((width) => activeLayout(layouts, width))
  expect(active).toEqual([0, 0, 1, 1, 2, 2])
})

test('below the first breakpoint there is no layout', () => {
  expect(activeLayout([layout('l')], 500)).toBe(-1)
  expect(activeLayout([], 500)).toBe(-1)
})

test('presets name widths', () => {
  const widths = ['s', 'm', 'l', 'xl'].map((name) => [575, 576, 767, 768, 991, 992, 1199, 1200].filter((width) => activeLayout([layout(name)], width) === 0)[0])
  expect(widths).toEqual([576, 768, 992, 1200])
})

test('cards of a zone come by their order, and then as they were added', () => {
  const cards = [
    { name: 'late', box: '{"zone":"a","order":2}' },
    { name: 'first', box: 'a' },
    { name: 'other', box: 'b' },
    { name: 'second', box: 'a' },
    { name: 'lost', box: '' },
  ]
  const zones = cardsByZone(cards, ({ box }) => box, 0)
  expect(zones.get('a')?.map(({ card }) => card.name)).toEqual(['first', 'second', 'late'])
  expect([...zones.keys()]).toEqual(['a', 'b'])
})

test('the size of a zone is a share, or a length along its parent', () => {
  expect(zoneStyle({ name: 'z' }, 'row')).toEqual({ ...share(1), flexDirection: 'column' })
  expect(zoneStyle({ name: 'z' }, 'column')).toEqual({ flexDirection: 'column' })
  expect(zoneStyle({ name: 'z', size: '2' }, 'column')).toEqual({ ...share(2), flexDirection: 'column' })
  expect(zoneStyle({ name: 'z', size: '0' }, 'row')).toEqual({ flexDirection: 'column' })
  expect(zoneStyle({ name: 'z', size: '300px' }, 'row')).toMatchObject({ width: '300px', minWidth: '300px' })
  expect(zoneStyle({ name: 'z', size: '300px' }, 'column')).toMatchObject({ height: '300px', minHeight: '300px' })
})

test('a zone distributes, aligns and wraps', () => {
  expect(zoneStyle({ name: 'z', direction: 'row', justify: 'between', align: 'end', wrap: 'start' }, 'column')).toEqual({
    flexDirection: 'row',
    justifyContent: 'space-between',
    alignItems: 'flex-end',
    flexWrap: 'wrap',
    alignContent: 'flex-start',
  })
})

test('a card takes its share of a zone, unless it has a size of its own', () => {
  const box = { zone: 'z', order: 0 }
  expect(cardStyle(box)).toEqual(share(1))
  expect(cardStyle({ ...box, size: '3' })).toEqual(share(3))
  expect(cardStyle({ ...box, size: '0' })).toEqual({ flexGrow: 0 })
  expect(cardStyle({ ...box, height: '200px' })).toEqual({ height: '200px', flexShrink: 0 })
  expect(cardStyle({ ...box, width: '0px' })).toEqual({ width: '0px', margin: 0, flexShrink: 0 })
})

test('a layout is as wide as the window unless it says otherwise', () => {
  expect(layoutStyle(layout('xs'))).toEqual({ width: '100%' })
  expect(layoutStyle({ ...layout('xs'), width: '900px', min_width: '1px', max_width: '2px', height: '3px', min_height: '4px', max_height: '5px' })).toEqual({
    width: '900px',
    minWidth: '1px',
    maxWidth: '2px',
    height: '3px',
    minHeight: '4px',
    maxHeight: '5px',
  })
})
