import { render } from 'preact'
import { act } from 'preact/test-utils'
import { expect, test } from 'vitest'
import { DataTable } from './data_table.tsx'

const root = document.createElement('div')

async function show(...rows: string[][]): Promise<string[]> {
  await act(() => render(<DataTable summary={{ sentence: 'bar chart of x: 2 rows', fields: ['x', 'y'], rows }} />, root))
  return [...root.querySelectorAll('tbody tr')].map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent).join(' '))
}

test('a plot is a table with a caption, heads and rows', async () => {
  expect(await show(['a', '1'], ['b', '2'])).toEqual(['a 1', 'b 2'])
  expect(root.querySelector('caption')?.textContent).toBe('bar chart of x: 2 rows')
  expect([...root.querySelectorAll('th')].map((head) => head.textContent)).toEqual(['x', 'y'])
})

test('rows come and go, and the cells that stay are the same', async () => {
  await show(['a', '1'], ['b', '2'])
  const cell = root.querySelector('td')
  expect(await show(['c', '1'], ['b', '2'], ['d', '3'])).toEqual(['c 1', 'b 2', 'd 3'])
  expect(await show(['c'])).toEqual(['c'])
  expect(root.querySelector('td')).toBe(cell)
  expect(await show()).toEqual([])
})
