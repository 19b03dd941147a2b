import { act } from 'preact/test-utils'
import { expect, test } from 'vitest'
import type { JsonObject } from '../../page/json.ts'
import { click, press, showForm, type Shown } from '../../testing/tab.tsx'
import { select } from './selection.ts'

const annotator = (attributes: JsonObject = {}): JsonObject => ({
  text_annotator: {
    name: 'a',
    title: 'People',
    tags: [
      { name: 'p', label: 'Person', color: '#ff0000' },
      { name: 'o', label: 'Org', color: '$blue' },
    ],
    items: [{ text: 'Ada', tag: 'p' }, { text: ' met Bob and ' }, { text: 'Eve', tag: 'unknown' }],
    ...attributes,
  },
})

const passage = ({ query }: Shown): HTMLElement => query('.w-passage') as HTMLElement

const point = (target: EventTarget, type: string, options: PointerEventInit = {}): Promise<void> =>
  act(() => void target.dispatchEvent(new PointerEvent(type, { bubbles: true, button: 0, ...options }))) as Promise<void>

/** Drags the pointer over some of the text. */
async function drag(shown: Shown, from: number, to: number): Promise<void> {
  await point(passage(shown), 'pointerdown')
  select(passage(shown), { from, to })
  await point(passage(shown), 'pointerup')
}

const marks = ({ root }: Shown): (string | undefined)[][] =>
  [...root.querySelectorAll<HTMLElement>('.w-mark')].map((mark) => [mark.querySelector('[data-from]')?.textContent ?? undefined, mark.title])

test('what is given is shown and pending as it is; a tag that nobody knows is plain text', async () => {
  const shown = await showForm(annotator())
  expect(marks(shown)).toEqual([['Ada', 'Person']])
  expect(shown.client.pending('a')).toEqual([{ text: 'Ada', tag: 'p' }, { text: ' met Bob and ' }, { text: 'Eve', tag: 'unknown' }])
})

test('what is selected gets the tag in hand, in whole words', async () => {
  const shown = await showForm(annotator())
  await click(shown.find('o'))
  await drag(shown, 9, 10)
  expect(marks(shown)).toEqual([['Ada', 'Person'], ['Bob', 'Org']])
  expect(shown.client.pending('a')).toEqual([{ text: 'Ada', tag: 'p' }, { text: ' met ' }, { text: 'Bob', tag: 'o' }, { text: ' and ' }, { text: 'Eve', tag: 'unknown' }])
})

test('without smart selection only what is selected is marked', async () => {
  const shown = await showForm(annotator({ trigger: true }))
  await click(shown.query('input[type=checkbox]') as HTMLElement)
  await drag(shown, 8, 10)
  expect(marks(shown)).toEqual([['Ada', 'Person'], ['Bo', 'Person']])
  expect(shown.lastArgs()).toMatchObject({ a: [{ text: 'Ada', tag: 'p' }, { text: ' met ' }, { text: 'Bo', tag: 'p' }, { text: 'b and ' }, { text: 'Eve', tag: 'unknown' }] })
})

test('marks are removed one by one, or all at once', async () => {
  const shown = await showForm(annotator({ items: [{ text: 'Ada', tag: 'p' }, { text: ' Bob', tag: 'o' }] }))
  await click(shown.query('.w-mark-remove') as HTMLElement)
  expect(marks(shown)).toEqual([[' Bob', 'Org']])
  await click(shown.query('.w-annotator .w-link-button') as HTMLElement)
  expect(shown.client.pending('a')).toEqual([{ text: 'Ada Bob' }])
})

test('the keyboard selects words, marks them and removes marks', async () => {
  const shown = await showForm(annotator({ items: [{ text: 'one two three' }] }))
  await press(passage(shown), 'ArrowRight')
  await press(passage(shown), 'ArrowRight')
  await press(passage(shown), 'Enter')
  expect(marks(shown)).toEqual([['two', 'Person']])
  expect(shown.query('[role=status]')?.textContent).toContain('two: Person')
  await press(passage(shown), 'ArrowLeft')
  await press(passage(shown), 'ArrowRight')
  await press(passage(shown), 'Delete')
  expect(marks(shown)).toEqual([])
})

test('what is dragged out of the text is marked as far as the text goes', async () => {
  const shown = await showForm(annotator({ items: [{ text: 'one two three' }] }))
  const end = document.body.appendChild(document.createElement('p'))
  end.textContent = 'beyond'
  for (const [beyond, text] of [[end, 'two three'], [document.head, 'one two']] as const) {
    await click(shown.query('.w-annotator .w-link-button') as HTMLElement)
    await point(passage(shown), 'pointerdown')
    getSelection()?.setBaseAndExtent(passage(shown).querySelector('[data-from]')?.firstChild as Node, 5, beyond, 0)
    await point(end, 'pointerup')
    expect(marks(shown)).toEqual([[text, 'Person']])
  }
  await point(end, 'pointerup')
  end.remove()
  expect(marks(shown)).toHaveLength(1)
})

test('a finger marks what it goes over, and nothing when the browser scrolls instead', async () => {
  const shown = await showForm(annotator({ items: [{ text: 'one two three' }] }))
  // A character is a pixel wide.
  const caret = (x: number): object => ({ offsetNode: passage(shown).querySelector('[data-from]')?.firstChild, offset: x })
  Object.assign(document, { caretPositionFromPoint: caret })
  const finger = (clientX: number): PointerEventInit => ({ clientX, pointerId: 3, pointerType: 'touch' })
  await point(passage(shown), 'pointerdown', finger(1))
  await point(passage(shown), 'pointercancel', finger(1))
  await point(passage(shown), 'pointerup', finger(6))
  expect(marks(shown)).toEqual([])
  await point(passage(shown), 'pointerdown', finger(1))
  await point(passage(shown), 'pointermove', finger(6))
  expect(String(getSelection())).toBe('ne tw')
  await point(document, 'pointerup', finger(6))
  expect(marks(shown)).toEqual([['one two', 'Person']])
  Reflect.deleteProperty(document, 'caretPositionFromPoint')
})

test('readers of the screen can read the text, and hear which words are selected', async () => {
  const shown = await showForm(annotator({ items: [{ text: 'one two three' }] }))
  expect(passage(shown).closest('[role=application]')).toBeNull()
  expect(document.getElementById(passage(shown).getAttribute('aria-describedby') ?? '')?.textContent).toContain('Arrow keys')
  await press(passage(shown), 'ArrowRight')
  await act(() => void passage(shown).dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', shiftKey: true, bubbles: true })))
  expect(shown.query('[role=status]')?.textContent).toBe('one two')
})

test('the app hears nothing where nothing has changed', async () => {
  const shown = await showForm(annotator({ trigger: true, items: [{ text: 'Ada', tag: 'p' }, { text: ' met' }, { text: ' Bob', tag: '' }] }))
  await drag(shown, 0, 1)
  expect(shown.socket.sent).toEqual([])
  const remove = shown.query<HTMLButtonElement>('.w-annotator .w-link-button')
  expect(remove?.disabled).toBe(false)
  await click(remove as HTMLElement)
  expect(shown.socket.sent).toHaveLength(1)
  expect(remove?.disabled).toBe(true)
})

test('what may only be read has no tools', async () => {
  const shown = await showForm(annotator({ readonly: true }))
  expect(shown.root.querySelectorAll('.w-annotator button')).toHaveLength(0)
  expect(marks(shown)).toHaveLength(1)
})

test('the app sets other items', async () => {
  const shown = await showForm(annotator())
  await drag(shown, 9, 10)
  await shown.apply({ k: 'form a items', v: [{ text: 'Zoe', tag: 'o' }] })
  expect(marks(shown)).toEqual([['Zoe', 'Org']])
  expect(shown.client.pending('a')).toEqual([{ text: 'Zoe', tag: 'o' }])
})
