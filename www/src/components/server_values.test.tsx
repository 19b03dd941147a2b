import { act } from 'preact/test-utils'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Json, JsonObject } from '../page/json.ts'
import { click, showForm, type, until, type Shown } from '../testing/tab.tsx'

/**
 * One rule for all inputs: what the app sets is shown and pending, even if it is what the app has said before; and nothing
 * else that the app does takes away what the user has entered.
 */
interface Input {
  tag: string
  attributes?: JsonObject
  /** The attribute that holds the value. */
  value: string
  given: Json
  /** What is pending for it, if not that. */
  pends?: Json
  /** Changes it as a user does. */
  enter: (shown: Shown) => Promise<unknown>
}

const field = '[data-test=x]'
const slide = async ({ query }: Shown): Promise<void> =>
  act(() => {
    const input = query<HTMLInputElement>(`${field}[type=range], ${field} input`) as HTMLInputElement
    input.value = '31'
    input.dispatchEvent(new Event('input', { bubbles: true }))
  })
const tick = (selector: string) => async (shown: Shown): Promise<void> => click(await until(() => shown.query<HTMLElement>(selector)))
const choices = [{ name: 'a' }, { name: 'b' }]
/** Opens what is popped up, and picks from it. */
const pick = (...steps: (() => Element | null | undefined)[]) => async ({ find }: Shown): Promise<void> => {
  // Its code may still be on the way.
  for (let turn = 0; turn < 200 && find('x').getAttribute('aria-expanded') !== 'true'; turn++) await click(find('x'))
  for (const step of steps) await click((await until(step)) as HTMLElement)
}
const textual = (selector: string, text: string) => (): Element | undefined =>
  [...document.querySelectorAll(selector)].find(({ textContent }) => textContent === text)
const tags = [{ name: 't', label: 'Tag', color: '#ff0000' }]
const loadPicture = ({ query }: Shown): Promise<void> => {
  const image = query<HTMLImageElement>('.w-picture-stage img') as HTMLImageElement
  Object.defineProperties(image, { naturalWidth: { value: 200 }, naturalHeight: { value: 100 } })
  return act(() => void image.dispatchEvent(new Event('load'))) as Promise<void>
}

const inputs: readonly Input[] = [
  { tag: 'textbox', value: 'value', given: 'Ada', enter: ({ find }) => type(find('x'), 'typed') },
  { tag: 'checkbox', value: 'value', given: true, enter: tick(field) },
  { tag: 'toggle', value: 'value', given: true, enter: tick(field) },
  { tag: 'choice_group', attributes: { choices }, value: 'value', given: 'a', enter: tick('[data-test=x-b]') },
  { tag: 'checklist', attributes: { choices }, value: 'values', given: ['a'], enter: tick('[data-test=checkbox-b]') },
  { tag: 'slider', value: 'value', given: 7, enter: slide },
  { tag: 'range_slider', value: 'min_value', given: 7, pends: [7, 100], enter: slide },
  { tag: 'spinbox', value: 'value', given: 7, enter: ({ find }) => type(find('x'), '31') },
  { tag: 'dropdown', attributes: { choices }, value: 'value', given: 'a', enter: async ({ find }) => act(() => {
    const select = find<HTMLSelectElement>('x')
    select.value = 'b'
    select.dispatchEvent(new Event('change', { bubbles: true }))
  }) },
  { tag: 'combobox', attributes: { choices: ['a', 'b'] }, value: 'value', given: 'a', enter: async ({ find }) => {
    await type(find('x'), 'typed')
    await act(() => void find('x').dispatchEvent(new FocusEvent('focusout', { bubbles: true })))
    await act(() => void find('x').dispatchEvent(new FocusEvent('blur')))
  } },
  { tag: 'color_picker', value: 'value', given: '#112233', enter: async ({ query }) => act(() => {
    const hex = query<HTMLInputElement>('[aria-label=Hex]') as HTMLInputElement
    hex.value = '#445566'
    hex.dispatchEvent(new Event('change', { bubbles: true }))
  }) },
  { tag: 'expander', attributes: { items: [] }, value: 'expanded', given: true, enter: async ({ find }) => act(() => {
    const details = find<HTMLDetailsElement>('x')
    details.open = false
    details.dispatchEvent(new Event('toggle'))
  }) },
  { tag: 'tabs', attributes: { items: choices }, value: 'value', given: 'a', enter: tick('[data-test=b]') },
  { tag: 'dropdown', attributes: { choices }, value: 'values', given: ['a'], enter: pick(() => document.querySelector('[data-test=b]'), () => document.querySelector(field)) },
  { tag: 'picker', attributes: { choices }, value: 'values', given: ['a'], enter: tick('.w-chip button') },
  { tag: 'date_picker', value: 'value', given: '2024-02-02', enter: pick(textual('.w-calendar-days .w-calendar-cell', '15')) },
  { tag: 'time_picker', attributes: { hour_format: '24' }, value: 'value', given: '10:30', enter: pick(textual('[aria-label=Hours] *', '11'), textual('[aria-label=Minutes] *', '45')) },
  { tag: 'table', attributes: {
    multiple: true,
    columns: [{ name: 'c', label: 'Ship' }],
    rows: [{ name: 'a', cells: ['Ada'] }, { name: 'b', cells: ['Bob'] }],
  }, value: 'values', given: ['a'], enter: tick('[data-line="1"] .w-table-tick') },
  { tag: 'text_annotator', attributes: { title: 'People', tags }, value: 'items', given: [{ text: 'Ada', tag: 't' }, { text: ' met Bob' }], enter: tick('.w-mark-remove') },
  { tag: 'image_annotator', attributes: { title: 'Traffic', image: '/a.png', tags }, value: 'items', given: [
    { tag: 't', shape: { rect: { x1: 20, x2: 60, y1: 10, y2: 30 } } },
  ], enter: async (shown) => {
    await loadPicture(shown)
    await tick('[aria-label="Remove all"]')(shown)
  } },
  { tag: 'audio_annotator', attributes: { title: 'Sounds', path: '/a.mp3', tags }, value: 'items', given: [{ start: 1, end: 5, tag: 't' }], enter: tick('[aria-label="Remove all"]') },
]

beforeEach(() => {
  vi.stubGlobal('fetch', () => Promise.resolve(new Response('sound')))
  vi.stubGlobal(
    'OfflineAudioContext',
    class {
      decodeAudioData = (): Promise<unknown> => Promise.resolve({ duration: 100, getChannelData: () => [0, 0.5, 1] })
    },
  )
})
afterEach(() => vi.unstubAllGlobals())

describe.each(inputs)('$tag with $value', ({ tag, attributes = {}, value, given, pends = given, enter }) => {
  const show = (): Promise<Shown> => showForm({ [tag]: { name: 'x', ...attributes, [value]: given } })

  test('shows and submits what the app sets, also what it has set before', async () => {
    const shown = await show()
    const before = fields(shown)
    await enter(shown)
    expect(fields(shown)).not.toEqual(before)
    expect(shown.client.pending('x')).not.toEqual(pends)
    await shown.apply({ k: `form x ${value}`, v: given })
    expect(fields(shown)).toEqual(before)
    expect(shown.client.pending('x')).toEqual(pends)
  })

  test('keeps what the user has entered whatever else changes', async () => {
    const shown = await show()
    await enter(shown)
    const entered = [shown.client.pending('x'), fields(shown)]
    await shown.apply({ k: 'form x label', v: 'Another label' }, { k: 'form x visible', v: true }, { k: 'form title', v: 'Another title' })
    expect([shown.client.pending('x'), fields(shown)]).toEqual(entered)
  })
})

/** What stands in the fields, and what else tells the values: chips, the buttons of pickers, marks, and rows. */
const fields = ({ root }: Shown): unknown[] =>
  [...root.querySelectorAll<HTMLInputElement>('input, select, textarea, details, [aria-selected], .w-chip, button[data-test=x], .w-mark, [aria-label=Marks] li')].map((one) => [
    ...[one.value, one.checked],
    ...[(one as unknown as HTMLDetailsElement).open, one.getAttribute('aria-selected')],
    one.localName === 'details' ? undefined : one.textContent,
  ])

test('what is being typed gives way when the app sets the field, and only then', async () => {
  const { find, apply } = await showForm({ spinbox: { name: 's', value: 3 } }, { combobox: { name: 'c', choices: ['Apple'] } })
  const [spinbox, combobox] = [find<HTMLInputElement>('s'), find<HTMLInputElement>('c')]
  await type(spinbox, '1x')
  await type(combobox, 'Zu')
  await apply({ k: 'form s label', v: 'Days' }, { k: 'form c label', v: 'Fruit' })
  expect([spinbox.value, combobox.value]).toEqual(['1x', 'Zu'])
  await apply({ k: 'form s value', v: 3 }, { k: 'form c value', v: 'Apple' })
  expect([spinbox.value, combobox.value]).toEqual(['3', 'Apple'])
})

test('a colour that is being typed stays while other things change', async () => {
  const { query, apply } = await showForm({ color_picker: { name: 'c', value: '#112233' } })
  const hex = query<HTMLInputElement>('[aria-label=Hex]') as HTMLInputElement
  await type(hex, '#44')
  await apply({ k: 'form c label', v: 'Sail' })
  expect(hex.value).toBe('#44')
  await apply({ k: 'form c value', v: '#445566' })
  expect(hex.value).toBe('#445566')
})

test('a box is undecided again when the app says so again', async () => {
  const { find, apply } = await showForm({ checkbox: { name: 'c', indeterminate: true } })
  const box = find<HTMLInputElement>('c')
  await click(box)
  expect(box.indeterminate).toBe(false)
  await apply({ k: 'form c indeterminate', v: true })
  expect(box.indeterminate).toBe(true)
})
