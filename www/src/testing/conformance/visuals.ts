import type { JsonObject } from '../../page/json.ts'
import { type, type Shown } from '../tab.tsx'
import { both, clickOn, has, is, onCard, pends, reads, tells } from './sights.ts'
import { card, partOfCard, type Rows, type Table, type Visible } from './table.ts'

const title: Visible = { value: 'A title', seen: reads('A title') }
const rows = 'rows:[["n"],[["one"],["two"]]]'
const repeated: JsonObject = { item_view: 'small_stat', item_props: { title: 'T', value: '=n' }, data: rows }
const repeating: Rows = {
  ...onCard,
  item_view: { value: 'markdown', given: { item_props: { title: 'T', value: '', content: 'of **{{n}}**' } }, seen: has('.w-markdown'), stays: 'every child is something' },
  item_props: { value: { title: 'Again', value: '=n' }, seen: reads('Again') },
  data: { value: 'rows:[["n"],[["three"]]]', seen: reads('three') },
}
const plot = { marks: [{ type: 'interval', x: '=k', y: '=v' }] }
const plotRows = 'rows:[["k","v"],[["a",1],["b",2]]]'
const onCanvas = { unseen: 'drawn on a canvas: see src/plot/view/plot_view.test.tsx, and tests/e2e/ink.py' }
const byVega = { unseen: 'drawn on a canvas: see src/components/vega_visualization/drawing.test.ts, and tests/e2e/ink.py' }
const spoken = JSON.stringify({ u: 'ada', m: 'Ahoy' })
const drawn = JSON.stringify({ t: 2, p: [1, 2, 3, 4], c: 'red', l: 3 })
const now = '2026-01-01T00:00:00.000Z'

const emits = (event: string, act: (shown: Shown) => Promise<unknown>) => async (shown: Shown): Promise<boolean> => {
  shown.socket.sent.splice(0)
  await act(shown)
  return shown.socket.sent.some((message) => message.includes(`"${event}"`))
}

export const visuals: readonly Table[] = [
  card('plot', { title: 'T', plot, data: plotRows }, {
    ...{ ...onCard, title: { ...title, value: 'Ships' , seen: reads('Ships', 'h2') } },
    ...{ plot: onCanvas, data: onCanvas },
    events: { value: ['select_marks'], seen: has('.w-plot-selects') },
    interactions: { value: ['brush'], seen: has('.w-plot-drags') },
    animate: { value: true, seen: has('.w-plot-animated') },
  }),
  card('wide_plot', { title: 'T', caption: 'C', plot, data: plotRows }, {
    ...{ ...onCard, title, plot: onCanvas, data: onCanvas },
    caption: { value: 'of **all**', seen: has('.w-plot-words strong') },
  }),
  card('vega', { title: 'T', specification: '{"mark":"bar"}', data: plotRows }, {
    ...{ ...onCard, title: { ...title, seen: reads('A title', 'h2') }, specification: byVega, data: byVega, grammar: byVega },
  }),
  card('graphics', { view_box: '0 0 10 10' }, {
    ...onCard,
    view_box: { value: '0 0 7 7', seen: tells('.w-graphics svg', 'viewBox', '0 0 7 7') },
    stage: { value: 'data:[{"_t":"r","x":3}]', seen: has('.w-graphics rect[x="3"]') },
    scene: { value: 'rows:[["d","o"],[["{\\"_t\\":\\"c\\",\\"r\\":3}",""]]]', seen: has('.w-graphics circle[r="3"]') },
    width: { value: '77', seen: tells('.w-graphics svg', 'width', '77') },
    height: { value: '77', seen: tells('.w-graphics svg', 'height', '77') },
    image: { value: 'AAAA', given: { image_type: 'png' }, seen: tells('img', 'src', 'data:image/png;base64,AAAA') },
    image_path: { value: '/a.png', seen: tells('img', 'src', '/a.png') },
    image_type: { value: 'jpeg', given: { image: 'AAAA' }, seen: tells('img', 'src', 'data:image/jpeg;base64,AAAA') },
  }),
  card('list', { title: 'T', ...repeated }, { ...repeating, title: { ...title, seen: reads('A title', 'h2') } }),
  card('repeat', repeated, repeating),
  card('flex', repeated, {
    ...repeating,
    direction: { value: 'vertical', seen: has('.w-flex-vertical') },
    justify: { value: 'end', seen: has('.w-justify-end') },
    align: { value: 'end', seen: has('.w-flex-align-end') },
    wrap: { value: 'start', seen: has('.w-flex-wrap-start') },
  }),
  card('list_item1', { title: 'T', caption: 'C', value: 'V', aux_value: 'A', data: {} }, {
    ...{ ...onCard, title, caption: { value: 'of all', seen: reads('of all') } },
    value: { value: '=n', given: { data: { n: 'twelve' } }, seen: reads('twelve') },
    aux_value: { value: 'more', seen: reads('more') },
    data: { value: { n: 'twelve' }, given: { value: '=n' }, seen: reads('twelve') },
  }),
  card('grid', { title: 'T', cells: [{ title: 'N', value: '=n' }], data: rows }, {
    ...{ ...onCard, title: { ...title, seen: reads('A title', 'h2') } },
    cells: { value: [{ title: 'Number', value: '=n' }], seen: reads('Number', 'th') },
    data: { value: 'rows:[["n"],[["three"]]]', seen: reads('three', 'td') },
  }),
  card('chat', { title: 'T', data: {} }, {
    ...{ ...onCard, title },
    data: { value: { [now]: spoken }, seen: reads('Ahoy') },
    capacity: { value: 1, given: { data: { [now]: spoken } }, seen: async (shown) => {
      shown.client.editable.value = true
      shown.socket.sent.splice(0)
      const box = await waitFor(shown, 'textarea, input')
      await type(box, 'More')
      box.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }))
      return shown.socket.sent.some((message) => message.includes('"v":null'))
    } },
  }),
  card('canvas', { title: 'T', width: 10, height: 10, data: {} }, {
    ...{ ...onCard, title: { ...title, seen: reads('A title', 'h2') } },
    width: { value: 77, seen: tells('.w-sheet', 'width', '77') },
    height: { value: 77, seen: tells('.w-sheet', 'height', '77') },
    data: { value: { [now]: drawn }, seen: has('.w-sheet [stroke=red]') },
  }),
  card('pixel_art', { title: 'T', data: 'rows:[["color"],[["#000000"]]]' }, {
    ...{ ...onCard, title: { ...title, seen: reads('A title', 'h2') } },
    data: { value: 'rows:[["color"],[["#123456"]]]', seen: ({ root }) => root.innerHTML.includes('#123456') },
  }),
  card('editor', { mode: 'public' }, { ...onCard, mode: { unseen: 'both modes look and work the same' } }),
  card('chatbot', { name: 'x', data: 'rows:[["content","from_user"],[["Hi",false]]]' }, {
    ...onCard,
    name: { value: 'z', seen: has('[data-test=z]'), stays: 'whatever has a name keeps one' },
    data: { value: 'rows:[["content","from_user"],[["Ahoy",false]]]', seen: reads('Ahoy', '.w-said') },
    placeholder: { value: 'Ask', seen: is('[data-test=x]', 'placeholder', 'Ask') },
    events: { value: ['feedback'], seen: emits('feedback', async (shown) => shown.query('[aria-label="Good answer"]') && clickOn('[aria-label="Good answer"]')(shown)) },
    generating: { value: true, seen: has('[aria-busy=true]') },
    suggestions: { value: [{ name: 's', label: 'Poem' }], seen: reads('Poem') },
    disabled: { value: true, seen: is('[data-test=x]', 'disabled', true) },
    value: { value: 'Tell me', seen: both(is('[data-test=x]', 'value', 'Tell me'), pends('x', 'Tell me')) },
  }),
  partOfCard('chatbot', 'suggestions', 'ChatSuggestion', { name: 's', label: 'Poem' }, {
    name: { value: 'z', seen: has('[data-test=z]'), stays: 'whatever has a name keeps one' },
    label: { value: 'Song', seen: reads('Song') },
    caption: { value: 'Of the sea', seen: reads('Of the sea') },
    icon: { value: 'Mail', seen: has('.w-suggestion .w-icon') },
  }, { name: 'x', data: 'rows:[["content","from_user"],[["Hi",false]]]' }),
]

async function waitFor(shown: Shown, selector: string): Promise<HTMLElement> {
  await clickOn(selector)(shown)
  return shown.query(selector) as HTMLElement
}
