import { expect, test } from 'vitest'
import { click, showPage } from '../../testing/tab.tsx'

const items = [{ name: 'a' }, { name: 'b' }, { name: '#c' }]

test('a tab submits itself', async () => {
  const { find, lastArgs } = await showPage({ x: { view: 'tab', box: '1 1 1 1', items } })
  await click(find('b'))
  expect(lastArgs()).toEqual({ b: true, __wave_submission_name__: 'b' })
})

test('a tab is submitted under the name of its card, if that has one', async () => {
  const { find, lastArgs } = await showPage({ x: { view: 'tab', box: '1 1 1 1', items, name: 'n' } })
  await click(find('b'))
  expect(lastArgs()).toEqual({ n: 'b', __wave_submission_name__: 'n' })
})

test('a tab leads to a hash', async () => {
  const { find, around } = await showPage({ x: { view: 'tab', box: '1 1 1 1', items, value: 'b' } })
  expect(find('b').getAttribute('aria-selected')).toBe('true')
  await click(find('#c'))
  expect(around.asked).toEqual(['hash c'])
})

test('the app chooses a tab', async () => {
  const { client, find, apply, lastArgs } = await showPage({ x: { view: 'tab', box: '1 1 1 1', items, name: 'n' } })
  await apply({ k: 'x value', v: 'b' })
  expect(find('b').getAttribute('aria-selected')).toBe('true')
  client.push()
  expect(lastArgs()).toMatchObject({ n: 'b' })
})
