import { act } from 'preact/test-utils'
import { expect, test } from 'vitest'
import type { JsonObject } from '../../page/json.ts'
import { click, showPage, type Shown } from '../../testing/tab.tsx'

const times = ['2024-01-01T00:00:00.000Z', '2024-01-02T00:00:00.000Z'] as const
const data = {
  [times[1]]: JSON.stringify({ t: 4, p: [10, 20, 30, 40], c: 'red', l: 3 }),
  [times[0]]: JSON.stringify({ t: 1, p: [0, 0, 5, 5, 10, 0], c: '$blue', l: 5 }),
  bad: JSON.stringify({ t: 9, p: [1] }),
}

async function showCanvas(): Promise<Shown> {
  const shown = await showPage({ c: { view: 'canvas', box: '1 1 1 1', title: 'Board', width: 200, height: 100, data } })
  // What a browser would do for the element under the pointer.
  Object.assign(sheet(shown), { setPointerCapture: () => {} })
  return shown
}

async function showOpenCanvas(): Promise<Shown> {
  const shown = await showCanvas()
  await act(() => void (shown.client.editable.value = true))
  return shown
}

const sheet = ({ find }: Shown): SVGSVGElement => find('c').querySelector('.w-sheet') as SVGSVGElement
const paths = (shown: Shown): (string | null)[] => [...sheet(shown).querySelectorAll('path')].map((path) => path.getAttribute('d'))

const ops = ({ socket }: Shown): JsonObject[] =>
  socket.sent.filter((frame) => frame.startsWith('* ')).flatMap((frame) => (JSON.parse(frame.split(' ').slice(2).join(' ')) as { d: JsonObject[] }).d)

async function draw(shown: Shown, ...points: [number, number][]): Promise<void> {
  const fire = (type: string, [clientX, clientY]: [number, number]): Promise<void> =>
    act(() => void sheet(shown).dispatchEvent(new MouseEvent(type, { clientX, clientY, button: 0, buttons: 1, bubbles: true })))
  const [first = [0, 0]] = points
  await fire('pointerdown', first)
  for (const point of points.slice(1)) await fire('pointermove', point)
  await fire('pointerup', points.at(-1) ?? first)
}

test('shapes are drawn in the order of their times', async () => {
  const shown = await showCanvas()
  expect(paths(shown)).toEqual(['M0 0L5 5L10 0', 'M10 20H30V40H10Z'])
  expect(shown.query('[role=toolbar]')).toBeNull()
})

test('what is drawn becomes part of the page', async () => {
  const shown = await showOpenCanvas()
  await draw(shown, [1, 2], [3, 4], [5, 6])
  const [op] = ops(shown)
  expect(op?.['k']).toMatch(/^c data \d{4}-.*Z$/)
  expect(JSON.parse(String(op?.['v']))).toMatchObject({ t: 1, p: [1, 2, 3, 4, 5, 6], l: 3 })
})

test('a line has two ends, and nothing comes of a click', async () => {
  const shown = await showOpenCanvas()
  await click(shown.query('[aria-label=Line]') as HTMLElement)
  await draw(shown, [1, 2])
  expect(ops(shown)).toEqual([])
  await draw(shown, [1, 2], [3, 4], [50, 60])
  expect(JSON.parse(String(ops(shown)[0]?.['v']))).toMatchObject({ t: 2, p: [1, 2, 50, 60] })
})

test('where the page cannot be edited nobody draws', async () => {
  const shown = await showCanvas()
  await draw(shown, [1, 2], [3, 4])
  expect(ops(shown)).toEqual([])
})

test('the eraser removes what it touches, and Clear removes all', async () => {
  const shown = await showOpenCanvas()
  await click(shown.query('[aria-label=Eraser]') as HTMLElement)
  const [first] = sheet(shown).querySelectorAll('path')
  await act(() => void first?.dispatchEvent(new MouseEvent('pointerdown', { buttons: 1 })))
  expect(ops(shown)).toEqual([{ k: `c data ${times[0]}`, v: null }])
  await click(shown.query('[aria-label=Clear]') as HTMLElement)
  expect(ops(shown).slice(1)).toEqual(times.map((time) => ({ k: `c data ${time}`, v: null })))
})
