import { act } from 'preact/test-utils'
import { expect, test } from 'vitest'
import { showForm } from '../../testing/tab.tsx'
import { clamp, digitsOf, rangeOf, rounded } from './range.ts'

async function slide(slider: HTMLElement, value: number): Promise<void> {
  await act(() => {
    ;(slider as HTMLInputElement).value = String(value)
    slider.dispatchEvent(new Event('input', { bubbles: true }))
  })
}

const release = (slider: HTMLElement): Promise<void> =>
  act(() => void slider.dispatchEvent(new Event('change', { bubbles: true }))) as Promise<void>

test('a slider submits zero, or what is nearest to it', async () => {
  const { client, lastArgs } = await showForm({ slider: { name: 'a' } }, { slider: { name: 'b', min: 5, max: 9 } })
  client.push()
  expect(lastArgs()).toMatchObject({ a: 0, b: 5 })
})

test('a value out of range is clamped', async () => {
  const { client, lastArgs } = await showForm({ slider: { name: 'a', max: 10, value: 99 } })
  client.push()
  expect(lastArgs()).toMatchObject({ a: 10 })
})

test('a slider with a trigger submits when it is let go', async () => {
  const { find, lastArgs } = await showForm({ slider: { name: 'a', trigger: true } })
  await slide(find('a'), 42)
  expect(lastArgs()).toBeUndefined()
  await release(find('a'))
  expect(lastArgs()).toEqual({ a: 42, __wave_submission_name__: 'a' })
})

test('the bar of a slider grows from zero when zero lies inside', async () => {
  const { find } = await showForm({ slider: { name: 'a', min: -50, max: 50, value: 25 } })
  expect(find('a').style.getPropertyValue('--w-from')).toBe('50%')
  expect(find('a').style.getPropertyValue('--w-to')).toBe('75%')
})

test('a range without numbers goes from 0 to 100 by ones', () => {
  expect(rangeOf({})).toEqual({ min: 0, max: 100, step: 1 })
  expect(rangeOf({ step: -2 }).step).toBe(1)
})

test('a range turned around holds only its lower end', () => {
  expect(clamp(5, { min: 10, max: 0 })).toBe(10)
})

test('a number has as many digits after the point as its step', () => {
  expect(digitsOf(0.25)).toBe(2)
  expect(digitsOf(1e-7)).toBe(7)
  expect(digitsOf(10)).toBe(0)
  expect(rounded(0.1 + 0.2, { min: 0, max: 1, step: 0.1 })).toBe(0.3)
})
