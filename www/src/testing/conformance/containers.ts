import type { JsonObject } from '../../page/json.ts'
import { until } from '../tab.tsx'
import { both, clickOn, has, is, looks, pends, placed, pushesOn, reads, shared, tells } from './sights.ts'
import { component, partOf, type Table, type Visible } from './table.ts'

const { name, label } = shared
const named = { value: 'x', seen: has('[data-test=x]') }
const text = (content: string): JsonObject => ({ text: { content } })
const items: Visible = { value: [text('Inner')], seen: reads('Inner', '.w-item') }
const rows = 'rows:[["k","v"],[["a",1],["b",2]]]'
const plot = { marks: [{ type: 'interval', x: '=k', y: '=v' }] }
const tags = [{ name: 'p', label: 'Person', color: '#ff0000' }]

const plotted = (seen: Visible['seen']): Visible['seen'] => async (shown) => {
  await until(() => shown.query('.w-plot-stage'))
  return seen(shown)
}

const onCanvas = { unseen: 'drawn on a canvas: see src/plot/view/plot_view.test.tsx, and tests/e2e/ink.py' }
const byVega = { unseen: 'drawn on a canvas: see src/components/vega_visualization/drawing.test.ts, and tests/e2e/ink.py' }

export const containers: readonly Table[] = [
  component('expander', { name: 'x' }, {
    ...{ name, label, ...placed },
    expanded: { value: true, seen: both(is('[data-test=x]', 'open', true), pends('x', true)) },
    items,
  }),
  component('inline', { items: [] }, {
    items,
    justify: { value: 'between', seen: has('.w-justify-between') },
    align: { value: 'end', seen: has('.w-items-end') },
    inset: { value: true, seen: has('.w-inset') },
    height: { value: '99px', seen: looks('.w-inline', 'height', '99px') },
    direction: { value: 'column', seen: has('.w-inline-column') },
  }),
  component('frame', { path: '/a' }, {
    ...{ ...placed, name: named },
    path: { value: '/b', seen: tells('iframe', 'src', '/b') },
    content: { value: '<p>hi</p>', given: { path: '' }, seen: has('iframe[src*="/frame.html#"]') },
    height: { value: '99px', seen: looks('.w-frame', 'height', '99px') },
  }),
  component('markup', { content: 'a' }, { ...placed, name: named, content: { value: '<b>bold</b>', seen: reads('bold', '.w-item') } }),
  component('template', { content: 'a' }, {
    ...{ ...placed, name: named },
    content: { value: '<b>{{n}}</b>', given: { data: { n: 7 } }, seen: reads('7', '.w-item') },
    data: { value: { n: 42 }, given: { content: '={{n}}' }, seen: reads('=42') },
  }),
  component('visualization', { plot, data: rows }, {
    ...placed,
    name: { value: 'x', seen: plotted(has('[data-test=x]')) },
    plot: onCanvas,
    data: onCanvas,
    height: { value: '333px', seen: both(looks('.w-visualization', 'height', '333px')) },
    events: { value: ['select_marks'], seen: plotted(has('.w-plot-selects')) },
    interactions: { value: ['brush'], seen: plotted(has('.w-plot-drags')) },
    animate: { value: true, seen: plotted(has('.w-plot-animated')) },
  }),
  component('vega_visualization', { specification: '{"mark":"bar"}', data: rows }, {
    ...{ ...placed, name: named },
    specification: byVega,
    data: byVega,
    height: { value: '333px', seen: both(looks('.w-vega-item', 'height', '333px')) },
    grammar: byVega,
  }),
  component('text_annotator', { name: 'x', title: 'T', tags, items: [{ text: 'Ada' }] }, {
    name,
    title: { value: 'People', seen: reads('People', 'h3') },
    tags: { value: [{ name: 'z', label: 'Zebra', color: '$red' }], seen: has('[data-test=z]') },
    items: { value: [{ text: 'Bob', tag: 'p' }], seen: both(reads('Bob', '.w-mark'), pends('x', [{ text: 'Bob', tag: 'p' }])) },
    trigger: { value: true, given: { items: [{ text: 'Ada', tag: 'p' }] }, seen: async (shown) => {
      await shown.apply({ k: 'form x items', v: [{ text: 'Ada', tag: 'p' }] })
      return pushesOn(clickOn('.w-annotator-tools .w-link-button'))(shown)
    } },
    readonly: { value: true, seen: ({ query }) => !query('.w-annotator-tools') },
  }),
  component('image_annotator', { name: 'x', title: 'T', tags, image: '/a.png' }, {
    name,
    title: { value: 'Traffic', seen: reads('Traffic', 'h3') },
    image: { value: '/b.png', seen: tells('img', 'src', '/b.png') },
    tags: { value: [{ name: 'z', label: 'Zebra', color: '$red' }], seen: has('[data-test=z]') },
    items: { value: [{ tag: 'p', shape: { rect: { x1: 9, x2: 1, y1: 2, y2: 3 } } }], seen: both(has('.w-picture-shape[data-mark="0"]'), pends('x', [{ tag: 'p', shape: { rect: { x1: 1, x2: 9, y1: 2, y2: 3 } } }])) },
    trigger: { value: true, given: { items: [{ tag: 'p', shape: { rect: { x1: 1, x2: 9, y1: 2, y2: 3 } } }] }, seen: async (shown) => {
      await shown.apply({ k: 'form x items', v: [{ tag: 'p', shape: { rect: { x1: 1, x2: 9, y1: 2, y2: 3 } } }] })
      return pushesOn(clickOn('[aria-label="Remove all"]'))(shown)
    } },
    image_height: { value: '99px', seen: looks('img', 'height', '99px') },
    allowed_shapes: { value: ['polygon'], seen: ({ query }) => !query('[aria-label=Rectangle]') },
    events: { value: ['tool_change'], seen: async (shown) => {
      shown.socket.sent.splice(0)
      await clickOn('.w-annotator-tools [aria-pressed=false]')(shown)
      return shown.lastArgs()?.['']
    } },
  }),
  component('audio_annotator', { name: 'x', title: 'T', tags, path: 'data:,' }, {
    name,
    title: { value: 'Sounds', seen: reads('Sounds', 'h3') },
    path: { value: 'data:,b', seen: tells('audio', 'src', 'data:,b') },
    tags: { value: [{ name: 'z', label: 'Zebra', color: '$red' }], seen: has('[data-test=z]') },
    items: { value: [{ start: 1, end: 2, tag: 'p' }], seen: both(has('.w-wave-mark'), pends('x', [{ start: 1, end: 2, tag: 'p' }])) },
    trigger: { value: true, seen: async (shown) => {
      await shown.apply({ k: 'form x items', v: [{ start: 1, end: 2, tag: 'p' }] })
      return pushesOn(clickOn('[aria-label="Remove all"]'))(shown)
    } },
  }),
  partOf('text_annotator', 'tags', 'TextAnnotatorTag', { name: 'p', label: 'P', color: '#ff0000' }, {
    name: { value: 'z', seen: has('[data-test=z]'), stays: 'whatever has a name keeps one' },
    label: { value: 'Zebra', seen: both(reads('Zebra', '.w-annotator-tag'), tells('.w-mark', 'title', 'Zebra')) },
    color: { value: '#123456', seen: both(looks('.w-annotator-tag', '--w-tag', '#123456'), looks('.w-mark', '--w-tag', '#123456')) },
  }, { title: 'T', items: [{ text: 'Ada', tag: 'p' }] }),
  partOf('text_annotator', 'items', 'TextAnnotatorItem', { text: 'Ada' }, {
    text: { value: 'Bob', seen: reads('Bob', '.w-passage') },
    tag: { value: 'p', seen: reads('Ada', '.w-mark') },
  }, { title: 'T', tags }),
  partOf('image_annotator', 'tags', 'ImageAnnotatorTag', { name: 'p', label: 'P', color: '#ff0000' }, {
    name: { value: 'z', seen: has('[data-test=z]'), stays: 'whatever has a name keeps one' },
    label: { value: 'Zebra', seen: reads('Zebra', '.w-annotator-tag') },
    color: { value: '#123456', seen: looks('.w-annotator-tag', '--w-tag', '#123456') },
  }, { title: 'T', image: '/a.png' }),
  partOf('image_annotator', 'items', 'ImageAnnotatorItem', { tag: 'p', shape: { rect: { x1: 1, x2: 9, y1: 2, y2: 3 } } }, {
    tag: { value: 'q', seen: reads('Q: rectangle', 'li'), stays: 'every mark has a tag' },
    shape: { value: { rect: { x1: 5, x2: 6, y1: 7, y2: 8 } }, seen: tells('.w-picture-shape', 'x', '5'), stays: 'every mark has a shape' },
  }, { title: 'T', image: '/a.png', tags: [...tags, { name: 'q', label: 'Q', color: 'red' }] }),
  shapePart('ImageAnnotatorRect', 'rect', { x1: 1, x2: 9, y1: 2, y2: 3 }, {
    x1: { value: 5, seen: tells('.w-picture-shape', 'x', '5'), stays: 'corners stay' },
    y1: { value: 1, seen: tells('.w-picture-shape', 'y', '1'), stays: 'corners stay' },
    x2: { value: 11, seen: tells('.w-picture-shape', 'width', '10'), stays: 'corners stay' },
    y2: { value: 12, seen: tells('.w-picture-shape', 'height', '10'), stays: 'corners stay' },
  }),
  shapePart('ImageAnnotatorPolygon', 'polygon', { vertices: [] }, {
    vertices: { value: [{ x: 1, y: 2 }, { x: 3, y: 4 }], seen: tells('polygon', 'points', '1,2 3,4'), stays: 'corners stay' },
  }),
  shapePart('ImageAnnotatorPoint', 'polygon', { vertices: [{ x: 1, y: 2 }] }, {
    x: { value: 9, seen: tells('polygon', 'points', '9,2'), stays: 'corners stay' },
    y: { value: 9, seen: tells('polygon', 'points', '1,9'), stays: 'corners stay' },
  }, ' vertices 0'),
  partOf('audio_annotator', 'tags', 'AudioAnnotatorTag', { name: 'p', label: 'P', color: '#ff0000' }, {
    name: { value: 'z', seen: has('[data-test=z]'), stays: 'whatever has a name keeps one' },
    label: { value: 'Zebra', seen: reads('Zebra', '.w-annotator-tag') },
    color: { value: '#123456', seen: looks('.w-annotator-tag', '--w-tag', '#123456') },
  }, { title: 'T', path: 'data:,' }),
  partOf('audio_annotator', 'items', 'AudioAnnotatorItem', { start: 1, end: 20, tag: 'p' }, {
    start: { value: 5, seen: reads('P: 00:05 to 00:20', 'li'), stays: 'every mark begins somewhere' },
    end: { value: 6, seen: reads('P: 00:01 to 00:06', 'li'), stays: 'every mark ends somewhere' },
    tag: { value: 'q', seen: reads('q: ', 'li'), stays: 'every mark has a tag' },
  }, { title: 'T', path: 'data:,', tags: [{ name: 'p', label: 'P', color: 'red' }] }),
]

/** A shape on a picture; what is said of it in a list of its own lies `deeper`. */
function shapePart(className: string, kind: string, shape: JsonObject, rows_: Table['rows'], deeper = ''): Table {
  return {
    kind: 'parts',
    name: className,
    base: {},
    rows: rows_,
    page: () => ({
      form: { view: 'form', box: '1 1 4 4', items: [{ image_annotator: { name: 'host', title: 'T', image: '/a.png', tags, items: [{ tag: 'p', shape: { [kind]: shape } }] } }] },
    }),
    path: `form items 0 image_annotator items 0 shape ${kind}${deeper}`,
  }
}
