import { expect, test } from 'vitest'
import { click, showPage } from '../../testing/tab.tsx'

test('breadcrumbs lead back, and say where we are', async () => {
  const items = [{ name: '#home', label: 'Home' }, { name: 'fleet', label: 'Fleet' }, { name: 'ship', label: 'Ship' }]
  const { find, around, apply, lastArgs } = await showPage({ b: { view: 'breadcrumbs', box: '1 1 1 1', items } })
  expect(find('ship').getAttribute('aria-current')).toBe('page')
  await click(find('#home'))
  expect(around.asked).toEqual(['hash home'])
  await click(find('fleet'))
  expect(lastArgs()).toEqual({ fleet: true, __wave_submission_name__: 'fleet' })
  await apply({ k: 'b items', v: [{ name: 'x', label: 'X' }] })
  expect(find('x').textContent).toBe('X')
})
