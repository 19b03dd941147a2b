import { expect, test } from 'vitest'
import { showForm } from '../../testing/tab.tsx'

test('stats stand beside one another, and follow the app', async () => {
  const { find, root, apply } = await showForm({
    stats: { name: 's', justify: 'between', inset: true, items: [{ label: 'A', value: '1', caption: 'C', icon: 'Mail', icon_color: '$red' }, { label: 'B', name: 'b' }] },
  })
  expect(find('s').className).toContain('w-stats-between w-stats-inset')
  expect([...root.querySelectorAll('.w-stats-item')].map((stat) => stat.textContent)).toEqual(['A1C', 'B'])
  await apply({ k: 'form s items 0 value', v: '2' })
  expect(root.querySelector('.w-stats-value')?.textContent).toBe('2')
})
