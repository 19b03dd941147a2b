import { act } from 'preact/test-utils'
import { afterEach, expect, test, vi } from 'vitest'
import type { Json, JsonObject } from '../../page/json.ts'
import { click, choose, press, showForm, type, until, type Shown } from '../../testing/tab.tsx'

afterEach(() => vi.useRealTimers())

const columns = [
  { name: 'ship', label: 'Ship', sortable: true, searchable: true },
  { name: 'port', label: 'Port', filterable: true },
]
const rowsOf = (count: number): JsonObject[] =>
  Array.from({ length: count }, (_, place) => ({ name: `r${place}`, cells: [`Ship ${place}`, place % 2 ? 'Oslo' : 'Bergen'] }))

const showTable = (more: JsonObject = {}, count = 3): Promise<Shown> =>
  showForm({ table: { name: 't', columns, rows: rowsOf(count), ...more } as JsonObject })

const lines = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('.w-table-body > [role=row]')]
const texts = (): string[] => lines().map((line) => line.querySelector('[data-column]:not(.w-table-tick)')?.textContent ?? '')
const cell = (line: number, column: number): HTMLElement => document.querySelector(`[data-line="${line}"] [data-column="${column}"]`)!
const selected = (): number[] => lines().filter((line) => line.getAttribute('aria-selected') === 'true').map((line) => Number(line.dataset['line']))
const emitted = (shown: Shown): Json | undefined => shown.lastArgs()?.['']

test('a table submits an empty list, or what was selected', async () => {
  const { client, lastArgs, apply } = await showTable()
  client.push()
  expect(lastArgs()).toMatchObject({ t: [] })
  await apply({ k: 'form t values', v: ['r1'] })
  client.push()
  expect(lastArgs()).toMatchObject({ t: ['r1'] })
})

test('the link in a row submits the row', async () => {
  const { lastArgs } = await showTable()
  await click(cell(1, 0).querySelector('[role=link]')!)
  expect(lastArgs()).toEqual({ t: ['r1'], __wave_submission_name__: 't' })
})

test('Enter and a double click invoke a row', async () => {
  const { lastArgs } = await showTable()
  await act(() => cell(2, 1).focus())
  await press(cell(2, 1), 'Enter')
  expect(lastArgs()).toMatchObject({ t: ['r2'] })
  await act(() => void cell(0, 1).dispatchEvent(new MouseEvent('dblclick', { bubbles: true })))
  expect(lastArgs()).toMatchObject({ t: ['r0'] })
})

test('where rows are selected a double click submits nothing', async () => {
  const { lastArgs } = await showTable({ multiple: true })
  await act(() => void cell(0, 2).dispatchEvent(new MouseEvent('dblclick', { bubbles: true })))
  expect(lastArgs()).toBeUndefined()
})

test('only what can be seen of many rows is drawn', async () => {
  await showTable({}, 100_000)
  expect(document.querySelector('[role=grid]')?.getAttribute('aria-rowcount')).toBe('100001')
  expect(lines().length).toBeLessThan(60)
})

test('a click on the head sorts, and another one the other way round', async () => {
  await showTable()
  const head = (): HTMLElement => cell(-1, 0)
  await click(head().querySelector('button')!)
  expect(head().getAttribute('aria-sort')).toBe('ascending')
  await click(head().querySelector('button')!)
  expect(head().getAttribute('aria-sort')).toBe('descending')
  expect(texts()).toEqual(['Ship 2', 'Ship 1', 'Ship 0'])
})

test('a search narrows the rows, and says how many are left', async () => {
  const { find, query } = await showTable()
  await type(find('search'), 'ship 1')
  expect(texts()).toEqual(['Ship 1'])
  expect(query('.w-table-counts')?.textContent).toBe('1 of 3')
})

test('a filter is ticked in the head', async () => {
  const { query } = await showTable()
  await click(query('[data-filter=port]')!)
  const boxes = [...document.querySelectorAll<HTMLInputElement>('.w-table-filters input[type=checkbox]')]
  expect(boxes.map((box) => box.closest('label')?.textContent)).toEqual(['Bergen', 'Oslo'])
  await click(boxes[1]!)
  expect(texts()).toEqual(['Ship 1'])
  expect(query('[data-filter=port]')?.textContent).toBe('1')
  await press(query('.w-table-filters')!, 'Escape')
  expect(query('.w-table-filters')).toBeNull()
})

test('rows can be grouped, and groups closed', async () => {
  const shown = await showTable({ groupable: true, events: ['group_change'] })
  await choose(shown.query('.w-table-group-by select')!, 'port')
  expect(texts()).toEqual(['Bergen(2)', 'Ship 0', 'Ship 2', 'Oslo(1)', 'Ship 1'])
  await click(cell(0, 0))
  expect(texts()).toEqual(['Bergen(2)', 'Oslo(1)', 'Ship 1'])
  expect(emitted(shown)).toEqual({ t: { group_change: ['Bergen'] } })
  await click(shown.query('[aria-label="Expand all groups"]')!)
  expect(emitted(shown)).toEqual({ t: { group_change: ['Bergen'] } })
  expect(lines()[0]?.getAttribute('aria-expanded')).toBe('true')
})

test('new rows are looked at anew', async () => {
  const { find, apply } = await showTable()
  await type(find('search'), 'ship 1')
  await apply({ k: 'form t rows', v: rowsOf(2) as Json })
  expect(texts()).toEqual(['Ship 0', 'Ship 1'])
  expect(find<HTMLInputElement>('search').value).toBe('')
})

test('the app changes a cell where it is', async () => {
  const { find, apply } = await showTable()
  await type(find('search'), 'ship')
  await apply({ k: 'form items.0.table.rows.1.cells.0', v: 'Shipwreck' })
  expect(texts()).toEqual(['Ship 0', 'Ship 1', 'Ship 2'])
  await apply({ k: 'form items 0 table rows 1 cells 0', v: 'Shipwreck' })
  expect(texts()).toEqual(['Ship 0', 'Shipwreck', 'Ship 2'])
})

test('several rows are selected with the mouse and its keys', async () => {
  const shown = await showTable({ multiple: true, events: ['select'] }, 5)
  const pick = (line: number, keys: MouseEventInit = {}): Promise<void> =>
    act(() => void cell(line, 2).dispatchEvent(new MouseEvent('click', { bubbles: true, ...keys })))
  await pick(1)
  expect(emitted(shown)).toEqual({ t: { select: ['r1'] } })
  await pick(3, { shiftKey: true })
  expect(selected()).toEqual([1, 2, 3])
  await pick(2, { ctrlKey: true })
  expect(emitted(shown)).toEqual({ t: { select: ['r1', 'r3'] } })
  await click(cell(0, 0))
  expect(selected()).toEqual([0, 1, 3])
  await click(shown.query('[aria-label="Select all rows"]')!)
  expect(selected()).toEqual([0, 1, 2, 3, 4])
})

test('dragging over rows selects them, and tells so at its end', async () => {
  const shown = await showTable({ multiple: true, events: ['select'] }, 5)
  const point = (name: string, line: number): Promise<void> =>
    act(() => void cell(line, 2).dispatchEvent(new PointerEvent(name, { bubbles: true, button: 0, buttons: 1, pointerType: 'mouse' })))
  await point('pointerdown', 1)
  await point('pointerover', 2)
  await point('pointerover', 3)
  expect(emitted(shown)).toBeUndefined()
  await point('pointerup', 3)
  expect(emitted(shown)).toEqual({ t: { select: ['r1', 'r2', 'r3'] } })
})

test('of a single selection one row stays selected', async () => {
  const { client, lastArgs } = await showTable({ single: true })
  await click(cell(1, 2))
  await click(cell(1, 2))
  client.push()
  expect(lastArgs()).toMatchObject({ t: ['r1'] })
})

test('the keyboard goes around in the grid, and selects on its way', async () => {
  await showTable({ multiple: true }, 40)
  await act(() => cell(0, 0).focus())
  const go = (key: string, keys: KeyboardEventInit = {}): Promise<void> =>
    act(() => void document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...keys })))
  await go('ArrowDown')
  expect(selected()).toEqual([1])
  await go('ArrowDown', { shiftKey: true })
  expect(selected()).toEqual([1, 2])
  await go('ArrowRight')
  expect(document.activeElement).toBe(cell(2, 1))
  await go('a', { ctrlKey: true })
  expect(selected().length).toBe(lines().length)
  await go('Escape')
  expect(selected()).toEqual([])
  await go('End', { ctrlKey: true })
  expect(document.activeElement).toBe(cell(39, 2))
  expect(document.querySelectorAll('[role=grid] [data-column][tabindex="0"]').length).toBe(1)
  await go('Home', { ctrlKey: true })
  await go('ArrowUp')
  expect(document.activeElement).toBe(cell(-1, 0))
})

test('the app turns the pages, and is told what the user wants to see', async () => {
  const events = ['page_change', 'sort', 'filter', 'search', 'download', 'reset']
  const shown = await showTable({ pagination: { total_rows: 30, rows_per_page: 3 }, events, downloadable: true, resettable: true, groupable: true })
  const { query, find } = shown
  expect(query('.w-table-pager span')?.textContent).toBe('1 to 3 of 30')
  await click(query('[aria-label="Last page"]')!)
  expect(emitted(shown)).toEqual({ t: { page_change: { offset: 27 } } })
  await shown.apply({ k: 'form t rows', v: rowsOf(2) as Json })
  expect(query('.w-table-pager span')?.textContent).toBe('28 to 30 of 30')
  await click(cell(-1, 0).querySelector('button')!)
  expect(emitted(shown)).toEqual({ t: { sort: { ship: true } } })
  expect(query('.w-table-pager span')?.textContent).toBe('1 to 3 of 30')
  await click(cell(-1, 0).querySelector('button')!)
  expect(emitted(shown)).toEqual({ t: { sort: { ship: false } } })
  expect(texts()).toEqual(['Ship 0', 'Ship 1'])
  await click(query('[data-filter=port]')!)
  await click(query('.w-table-filters input[type=checkbox]')!)
  expect(emitted(shown)).toEqual({ t: { filter: { port: ['Bergen'] } } })
  await choose(query('.w-table-group-by select')!, 'port')
  expect(emitted(shown)).toEqual({ t: { group_by: 'port' } })
  await choose(query('.w-table-group-by select')!, '')
  expect(emitted(shown)).toEqual({ t: { group_by: '*' } })
  await click(query('[aria-label="Download data"]')!)
  expect(emitted(shown)).toEqual({ t: { download: true } })
  await click(query('.w-table-buttons .w-button')!)
  expect(emitted(shown)).toEqual({ t: { reset: true } })
  vi.useFakeTimers()
  await type(find('search'), 'a')
  await act(() => void vi.advanceTimersByTime(500))
  expect(emitted(shown)).toEqual({ t: { search: { value: 'a', cols: ['ship'] } } })
})

test('cells show progress, icons, tags, menus and Markdown', async () => {
  const types = [
    { progress: {} },
    { icon: {} },
    { tag: { name: 'g', tags: [{ label: 'New', color: '$red' }] } },
    { menu: { commands: [{ name: 'open', label: 'Open' }] } },
    { markdown: { target: '_blank' } },
  ]
  const { root, query, client, lastArgs } = await showForm({
    table: {
      name: 't',
      columns: types.map((cell_type, place) => ({ name: `c${place}`, label: '', cell_type })),
      rows: [{ name: 'r0', cells: ['0.256', 'Mail', 'New, Old', '', '[x](/y)'] }],
    } as unknown as JsonObject,
  })
  expect(query('.w-table-progress')?.getAttribute('aria-label')).toBe('26%')
  expect(query('.w-table-icon')?.getAttribute('aria-label')).toBe('Mail')
  expect([...root.querySelectorAll('.w-tag')].map((tag) => tag.textContent)).toEqual(['New', 'Old'])
  const link = await until(() => query<HTMLAnchorElement>('.w-table-markdown a'))
  link.addEventListener('click', (event) => event.preventDefault())
  await click(link)
  expect(link.target).toBe('_blank')
  client.push()
  expect(lastArgs()).toMatchObject({ t: [], open: false })
  await click(await until(() => query('[data-scope=menu][data-part=trigger]')))
  await click(await until(() => query('[data-test=open]')))
  expect(lastArgs()).toMatchObject({ open: 'r0' })
})

test('a download is a file of all rows', async () => {
  const { query } = await showTable({ downloadable: true })
  const saved: Blob[] = []
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => (saved.push(blob as Blob), 'blob:x'))
  await click(query('[aria-label="Download data"]')!)
  expect(await saved[0]?.text()).toContain('"Ship 2","Bergen"')
})
