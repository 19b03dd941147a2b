import { act } from 'preact/test-utils'
import { describe, expect, test } from 'vitest'
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
]

describe.each(inputs)('$tag', ({ tag, attributes = {}, value, given, pends = given, enter }) => {
  const show = (): Promise<Shown> => showForm({ [tag]: { name: 'x', ...attributes, [value]: given } })

  test('shows and submits what the app sets, also what it has set before', async () => {
    const shown = await show()
    const before = shown.root.querySelector('.w-item')?.innerHTML
    await enter(shown)
    expect(shown.root.querySelector('.w-item')?.innerHTML === before && sameFields(shown, given)).toBe(false)
    await shown.apply({ k: `form x ${value}`, v: given })
    expect(shown.client.pending('x')).toEqual(pends)
    expect(shown.root.querySelector('.w-item')?.innerHTML).toBe(before)
  })

  test('keeps what the user has entered whatever else changes', async () => {
    const shown = await show()
    await enter(shown)
    const entered = [shown.client.pending('x'), fields(shown)]
    await shown.apply({ k: 'form x label', v: 'Another label' }, { k: 'form x visible', v: true }, { k: 'form title', v: 'Another title' })
    expect([shown.client.pending('x'), fields(shown)]).toEqual(entered)
  })
})

/** What stands in the fields. */
const fields = ({ root }: Shown): unknown[] =>
  [...root.querySelectorAll<HTMLInputElement>('input, select, textarea, details, [aria-selected]')].map((one) => [
    ...[one.value, one.checked],
    ...[(one as unknown as HTMLDetailsElement).open, one.getAttribute('aria-selected')],
  ])

const sameFields = (shown: Shown, given: Json): boolean => JSON.stringify(fields(shown)).includes(JSON.stringify(given))

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
