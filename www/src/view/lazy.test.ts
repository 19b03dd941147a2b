import { expect, test, vi } from 'vitest'
import { LazyViews } from './lazy.ts'

const tick = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0))

test('a family is loaded when one of its views is first asked for', async () => {
  const load = vi.fn(() => Promise.resolve({ views: { a: 'A', b: 'B' } }))
  const views = new LazyViews<string>({ a: load, b: load })
  expect(views.has('a')).toBe(true)
  expect(views.has('toString')).toBe(false)
  expect(load).not.toHaveBeenCalled()
  expect(views.get('a').value).toEqual({ state: 'loading' })
  await tick()
  expect(views.get('a').value).toEqual({ state: 'here', view: 'A' })
  expect(views.get('a')).toBe(views.get('a'))
})

test('what cannot be loaded says so, and is tried again when asked for again', async () => {
  const errors = vi.spyOn(console, 'error').mockImplementation(() => {})
  let up = false
  const views = new LazyViews<string>({ a: () => (up ? Promise.resolve({ views: { a: 'A' } }) : Promise.reject(new Error('gone'))) })
  const first = views.get('a')
  await tick()
  expect(first.value).toEqual({ state: 'failed' })
  expect(errors).toHaveBeenCalledOnce()
  up = true
  views.preload('a')
  await tick()
  expect(views.get('a').value).toEqual({ state: 'here', view: 'A' })
})

test('a module without the view has failed', async () => {
  const views = new LazyViews<string>({ a: () => Promise.resolve({ views: {} }) })
  const view = views.get('a')
  await tick()
  expect(view.value).toEqual({ state: 'failed' })
})
