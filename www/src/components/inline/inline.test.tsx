import { expect, test } from 'vitest'
import { showForm } from '../../testing/tab.tsx'

test('components stand in a row, centred, unless they are to stand otherwise', async () => {
  const { root } = await showForm(
    { inline: { items: [{ text: { content: 'A' } }] } },
    { inline: { items: [], direction: 'column', justify: 'end', inset: true, height: '50px' } },
    { inline: { items: [], align: 'baseline', height: '1' } },
  )
  const [row, column, filling] = [...root.querySelectorAll<HTMLElement>('.w-inline')]
  expect(row?.className).toContain('w-inline-row w-justify-start w-items-center')
  expect(column?.className).toContain('w-inline-column w-justify-end w-items-stretch w-inset')
  expect(column?.style.height).toBe('50px')
  expect(filling?.dataset['fill']).toBe('true')
  expect(filling?.className).toContain('w-items-baseline')
})
