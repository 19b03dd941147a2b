import { expect, test } from 'vitest'
import { showPage, until } from '../../testing/tab.tsx'

const scene = {
  f: ['d', 'o'],
  d: { b: ['{"_t":"c","r":2}', ''], a: ['{"_t":"r","x":1,"stroke_width":3}', '{"x":10}'], x: ['not json', ''] },
}

const card = { view: 'graphics', box: '1 1 1 1', view_box: '0 0 100 50', stage: 'data:[{"_t":"t","text":"Hello","x":1},{"href":"#a"},{"_t":"nonsense","x":1}]' }

test('a drawing has a stage of all kinds of elements', async () => {
  const { find } = await showPage({ g: card })
  const svg = find('g').querySelector('svg')
  expect(svg?.getAttribute('viewBox')).toBe('0 0 100 50')
  expect(svg?.querySelector('g')?.innerHTML).toBe('<text x="1">Hello</text><use href="#a"></use><use x="1"></use>')
})

test('a scene lies in front of the stage, in the order of names; overrides count until they are reset', async () => {
  const { find, apply } = await showPage({ g: card })
  const elements = (): string => find('g').querySelectorAll('svg > g')[1]?.innerHTML ?? ''
  await apply({ k: 'g scene', m: scene })
  expect(elements()).toBe('<rect x="10" stroke-width="3"></rect><circle r="2"></circle>')
  await apply({ k: 'g scene a o', v: '{"x":20}' })
  expect(elements()).toContain('<rect x="20"')
  await apply({ k: 'g scene a o', v: '' })
  expect(elements()).toContain('<rect x="1"')
  await apply({ k: 'g scene b', v: null })
  expect(elements()).not.toContain('circle')
})

test('only what has changed in a scene is drawn anew', async () => {
  const { find, apply } = await showPage({ g: card })
  await apply({ k: 'g scene', m: scene })
  const circle = await until(() => find('g').querySelector('circle'))
  await apply({ k: 'g scene a o', v: '{"x":30}' })
  expect(find('g').querySelector('circle')).toBe(circle)
})

test('a picture can be behind everything', async () => {
  const { find } = await showPage({ g: { ...card, image: 'AAAA', image_type: 'jpeg' } })
  expect(find('g').querySelector('img')?.getAttribute('src')).toBe('data:image/jpeg;base64,AAAA')
})
