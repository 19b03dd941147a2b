import { expect, test } from 'vitest'
import { click, showForm } from '../../testing/tab.tsx'

const items = ['Ann', 'Bob', 'Cid'].map((title) => ({ persona: { title, ...(title === 'Ann' && { name: 'ann' }) } }))

test('a pile shows so many faces, and how many there are besides', async () => {
  const { root } = await showForm({ facepile: { items, max: 2 } })
  expect([...root.querySelectorAll('li')].map((face) => face.textContent)).toEqual(['A', 'B', '+1'])
  expect(root.querySelector('.w-face-more')?.getAttribute('title')).toBe('Cid')
})

test('somebody can be added, and a face with a name be clicked', async () => {
  const { find, query, lastArgs } = await showForm({ facepile: { items, name: 'f' } }, { facepile: { items: [], name: 'g', value: 'v' } })
  await click(find('ann'))
  expect(lastArgs()).toMatchObject({ ann: true })
  await click(query('[data-test=f] .w-face-add')!)
  expect(lastArgs()).toEqual({ f: true, __wave_submission_name__: 'f' })
  await click(query('[data-test=g] .w-face-add')!)
  expect(lastArgs()).toMatchObject({ g: 'v' })
})
