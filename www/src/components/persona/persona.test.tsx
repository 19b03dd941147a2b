import { expect, test } from 'vitest'
import { click, showForm } from '../../testing/tab.tsx'
import { colorOf, initialsOf } from './coin.tsx'

test('initials are those of the first and the last name', () => {
  expect(initialsOf('Ada King Lovelace')).toBe('AL')
  expect(initialsOf('plato')).toBe('P')
  expect(initialsOf('Émile (the Great) Zola')).toBe('ÉZ')
  expect(initialsOf('')).toBe('')
})

test('somebody without a colour has always the same one', () => {
  expect(colorOf('Ada')).toBe(colorOf('Ada'))
  expect(new Set(['Ada', 'Bob', 'Cid', 'Dee', 'Eve'].map(colorOf)).size).toBeGreaterThan(2)
})

test('a persona has a picture, or else initials', async () => {
  const { root } = await showForm(
    { persona: { title: 'Ada Lovelace', subtitle: 'S', caption: 'C', image: '/ada.png', size: 'xl' } },
    { persona: { title: 'Ada Lovelace', initials: 'X', initials_color: '$red' } },
  )
  const [first, second] = [...root.querySelectorAll<HTMLElement>('.w-persona')]
  expect(first?.querySelector('img')?.getAttribute('src')).toBe('/ada.png')
  expect(first?.textContent).toBe('Ada LovelaceSC')
  expect(second?.querySelector('.w-coin')?.textContent).toBe('X')
})

test('a persona with a name can be clicked', async () => {
  const { client, find, around, lastArgs } = await showForm({ persona: { title: 'A', name: 'p' } }, { persona: { title: 'B', name: '#b' } })
  client.push()
  expect(lastArgs()).toEqual({})
  await click(find('p'))
  expect(lastArgs()).toEqual({ p: true, __wave_submission_name__: 'p' })
  await click(find('#b'))
  expect(around.asked).toEqual(['hash b'])
})
