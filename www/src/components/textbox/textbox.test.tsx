import { act } from 'preact/test-utils'
import { afterEach, expect, test, vi } from 'vitest'
import { showForm, type } from '../../testing/tab.tsx'

afterEach(() => vi.useRealTimers())

test('a textbox submits an empty text when nothing was given', async () => {
  const { client, lastArgs } = await showForm({ textbox: { name: 'tb' } })
  client.push()
  expect(lastArgs()).toEqual({ tb: '', __wave_submission_name__: 'tb' })
})

test('a textbox submits the text it was given, and then what was typed', async () => {
  const { client, find, lastArgs } = await showForm({ textbox: { name: 'tb', value: 'old' } })
  client.push()
  expect(lastArgs()).toMatchObject({ tb: 'old' })
  await type(find('tb'), 'new')
  client.push()
  expect(lastArgs()).toMatchObject({ tb: 'new' })
})

test('what has been submitted is not submitted again', async () => {
  const { client, lastArgs } = await showForm({ textbox: { name: 'tb', value: 'old' } })
  client.push()
  client.push()
  expect(lastArgs()).toEqual({})
})

test('what was typed stays when the app changes something else', async () => {
  const { find, apply } = await showForm({ textbox: { name: 'tb', label: 'A' } })
  await type(find('tb'), 'half a sen')
  await apply({ k: 'form tb label', v: 'B' })
  expect(find<HTMLInputElement>('tb').value).toBe('half a sen')
})

test('what the app sets takes the place of what was typed, and is pending', async () => {
  const { client, find, apply, lastArgs } = await showForm({ textbox: { name: 'tb', value: 'x' } })
  await type(find('tb'), 'typed')
  await apply({ k: 'form tb value', v: 'set' })
  expect(find<HTMLInputElement>('tb').value).toBe('set')
  client.push()
  expect(lastArgs()).toMatchObject({ tb: 'set' })
})

test('the app can set a textbox back to the value it had given before', async () => {
  const { find, apply } = await showForm({ textbox: { name: 'tb', value: '' } })
  await type(find('tb'), 'typed')
  await apply({ k: 'form tb value', v: '' })
  expect(find<HTMLInputElement>('tb').value).toBe('')
})

test('a textbox with another name in the same place begins anew', async () => {
  const { find, apply } = await showForm({ textbox: { name: 'tb' } })
  await type(find('tb'), 'typed')
  await apply({ k: 'form items', v: [{ textbox: { name: 'other' } }] })
  expect(find<HTMLInputElement>('other').value).toBe('')
})

test('a textbox of the same name and place keeps what was typed when the app gives its items anew', async () => {
  const { find, apply } = await showForm({ textbox: { name: 'tb' } })
  await type(find('tb'), 'typed')
  await apply({ k: 'form items', v: [{ textbox: { name: 'tb' } }] })
  expect(find<HTMLInputElement>('tb').value).toBe('typed')
})

test('a textbox with a trigger submits when typing pauses', async () => {
  const { find, lastArgs } = await showForm({ textbox: { name: 'tb', trigger: true } })
  vi.useFakeTimers()
  await type(find('tb'), 'a')
  await act(() => void vi.advanceTimersByTime(400))
  await type(find('tb'), 'ab')
  await act(() => void vi.advanceTimersByTime(499))
  expect(lastArgs()).toBeUndefined()
  await act(() => void vi.advanceTimersByTime(1))
  expect(lastArgs()).toEqual({ tb: 'ab', __wave_submission_name__: 'tb' })
})

test('a mask lets through what fits', async () => {
  const { client, find, lastArgs } = await showForm({ textbox: { name: 'tb', mask: '(999) aa-9' } })
  await type(find('tb'), '12x3 zz9')
  client.push()
  expect(find<HTMLInputElement>('tb').value).toBe('(123) zz-9')
  expect(lastArgs()).toMatchObject({ tb: '(123) zz-9' })
})

test('a textbox tells of its error', async () => {
  const { find, query } = await showForm({ textbox: { name: 'tb', error: 'Too short' } })
  expect(find('tb').getAttribute('aria-invalid')).toBe('true')
  expect(query('[role=alert]')?.textContent).toBe('Too short')
})

test('a password can be revealed', async () => {
  const { find, query } = await showForm({ textbox: { name: 'tb', password: true, value: 'x' } })
  expect(find<HTMLInputElement>('tb').type).toBe('password')
  await act(() => query('.w-box-button')?.click())
  expect(find<HTMLInputElement>('tb').type).toBe('text')
})

test('a text of many lines has a text area of the height that was asked for', async () => {
  const { find } = await showForm({ textbox: { name: 'tb', multiline: true, height: '200px', value: 'a\nb' } })
  expect(find('tb').tagName).toBe('TEXTAREA')
  expect(find('tb').style.height).toBe('200px')
})

test('a textbox that is disabled or hidden submits all the same', async () => {
  const { client, find, lastArgs } = await showForm(
    { textbox: { name: 'a', value: '1', disabled: true } },
    { textbox: { name: 'b', value: '2', visible: false } },
  )
  expect(find<HTMLInputElement>('a').disabled).toBe(true)
  expect(find('b').closest<HTMLElement>('.w-item')?.style.display).toBe('none')
  client.push()
  expect(lastArgs()).toMatchObject({ a: '1', b: '2' })
})
