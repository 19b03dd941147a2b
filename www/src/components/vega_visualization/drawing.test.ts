import { beforeEach, expect, test, vi } from 'vitest'
import { Drawing, type Subject } from './drawing.ts'
import type { Room } from './specification.ts'

const drawn: Room[] = []
const grammars: unknown[] = []
const data = vi.fn()
const finalize = vi.fn()

/** A view that answers like Vega's and draws nothing. */
const view = {
  width: vi.fn(() => view),
  height: vi.fn(() => view),
  data: (...args: unknown[]) => {
    data(...args)
    return view
  },
  runAsync: () => Promise.resolve(),
}

vi.mock('./engine.ts', () => ({
  drawChart: (_into: unknown, _chart: unknown, grammar: unknown, room: Room) => {
    grammars.push(grammar)
    drawn.push({ ...room })
    return Promise.resolve({ view, finalize })
  },
}))

const onError = vi.fn()
const subject = (specification: string, rows?: Subject['rows']): Subject => ({ specification, grammar: 'vega-lite', rows })
const settled = (): Promise<void> => vi.waitFor(() => expect(onError).toHaveBeenCalled())

function drawingIn(clientWidth: number, clientHeight: number): { drawing: Drawing; element: { clientWidth: number; clientHeight: number } } {
  const element = { clientWidth, clientHeight }
  return { drawing: new Drawing(element as HTMLElement, onError), element }
}

beforeEach(() => {
  drawn.length = grammars.length = 0
  for (const mock of [data, finalize, onError, view.width, view.height]) mock.mockClear()
})

test.each([
  ['as high as its surroundings', '{"mark":"bar"}', 164, 164],
  ['as high as is usual where its surroundings have no height', '{"mark":"bar"}', 0, 300],
  ['as high as it says itself', '{"mark":"bar","height":500}', 164, 500],
])('a chart is %s', async (_name, specification, room, height) => {
  drawingIn(400, room).drawing.show(subject(specification))
  await settled()
  expect(drawn).toEqual([{ width: 400, height }])
})

test('new data is shown without drawing all anew', async () => {
  const { drawing } = drawingIn(400, 200)
  drawing.show(subject('{"mark":"bar"}', [{ a: 1 }]))
  await settled()
  drawing.show(subject('{"mark":"bar"}', [{ a: 2 }]))
  expect([drawn.length, data.mock.calls]).toEqual([1, [['source_0', [{ a: 2 }]]]])
})

test('another specification is drawn anew, and once, however often it changes meanwhile', async () => {
  const { drawing } = drawingIn(400, 200)
  for (const mark of ['bar', 'line', 'area']) drawing.show(subject(`{"mark":"${mark}"}`))
  await settled()
  await vi.waitFor(() => expect(drawn).toHaveLength(2))
  expect(finalize).toHaveBeenCalledTimes(1)
})

test('the same specification is drawn anew in another grammar', async () => {
  const { drawing } = drawingIn(400, 200)
  for (const grammar of ['vega-lite', 'vega'] as const) {
    onError.mockClear()
    drawing.show({ ...subject('{"marks":[]}'), grammar })
    await settled()
  }
  expect(grammars).toEqual(['vega-lite', 'vega'])
})

test('a chart takes the room that it gets later', async () => {
  const { drawing, element } = drawingIn(400, 200)
  drawing.show(subject('{"mark":"bar"}'))
  await settled()
  Object.assign(element, { clientWidth: 600, clientHeight: 250 })
  drawing.fit()
  expect([view.width.mock.calls, view.height.mock.calls]).toEqual([[[600]], [[250]]])
  drawing.fit()
  expect(view.width).toHaveBeenCalledTimes(1)
})

test('what is no specification is told, and mended by the next', async () => {
  const { drawing } = drawingIn(400, 200)
  drawing.show(subject('{'))
  await settled()
  expect(onError.mock.calls[0]?.[0]).toMatchObject({ name: 'SpecificationInvalid' })
  drawing.show(subject('{"mark":"bar"}'))
  await vi.waitFor(() => expect(onError).toHaveBeenLastCalledWith(undefined))
})

test('a chart that is gone lets go of what it drew', async () => {
  const { drawing } = drawingIn(400, 200)
  drawing.show(subject('{"mark":"bar"}'))
  await settled()
  drawing.end()
  expect(finalize).toHaveBeenCalledTimes(1)
})
