import { act } from 'preact/test-utils'
import { expect, test } from 'vitest'
import { click, press, showForm, until, type Shown } from '../../testing/tab.tsx'
import { dayText } from './date_picker.tsx'

const day = (name: string): Promise<HTMLElement> =>
  until(() => [...document.querySelectorAll<HTMLElement>('.w-calendar-days .w-calendar-cell:not([data-outside-range])')].find((cell) => cell.textContent === name))

async function open(shown: Shown): Promise<void> {
  await click(shown.find('d'))
  await until(() => shown.query('.w-calendar-days'))
}

test('a day is submitted as it was given, whatever it is', async () => {
  const { client, find, lastArgs } = await showForm({ date_picker: { name: 'd' } }, { date_picker: { name: 'e', value: '2024-02-29' } }, { date_picker: { name: 'f', value: 'soon' } })
  client.push()
  expect(lastArgs()).toMatchObject({ d: null, e: '2024-02-29', f: 'soon' })
  expect(find('d').textContent).toBe('Select a date')
  expect(find('e').textContent).toContain('2024')
  expect(find('f').textContent).toBe('soon')
})

test('a day has the same name everywhere on earth', () => {
  expect(dayText('2024-02-29')).toMatch(/29/)
  expect(dayText(null)).toBe('')
})

test('a day is chosen from a calendar, which closes then', async () => {
  const shown = await showForm({ date_picker: { name: 'd', value: '2024-02-02' } })
  await open(shown)
  await click(await day('15'))
  expect(shown.query('.w-calendar')).toBeNull()
  expect(document.activeElement).toBe(shown.find('d'))
  shown.client.push()
  expect(shown.lastArgs()).toMatchObject({ d: '2024-02-15' })
})

test('a day with a trigger is submitted once', async () => {
  const shown = await showForm({ date_picker: { name: 'd', value: '2024-02-02', trigger: true } })
  await open(shown)
  await click(await day('7'))
  expect(shown.socket.sent.filter((message) => message.startsWith('@ ')).length).toBe(1)
  expect(shown.lastArgs()).toEqual({ d: '2024-02-07', __wave_submission_name__: 'd' })
})

test('the arrow keys go from day to day', async () => {
  const shown = await showForm({ date_picker: { name: 'd', value: '2024-02-02' } })
  await open(shown)
  const second = await day('2')
  await until(() => document.activeElement === second)
  await press(second, 'ArrowDown')
  const ninth = await until(() => (document.activeElement?.textContent === '9' ? (document.activeElement as HTMLElement) : null))
  await press(ninth, 'Enter')
  await until(() => !shown.query('.w-calendar'))
  shown.client.push()
  expect(shown.lastArgs()).toMatchObject({ d: '2024-02-09' })
})

test('Escape closes the calendar, and nothing is chosen', async () => {
  const shown = await showForm({ date_picker: { name: 'd', value: '2024-02-02' } })
  await open(shown)
  await press(shown.query('.w-popup')!, 'Escape')
  expect(shown.query('.w-popup')).toBeNull()
  shown.client.push()
  expect(shown.lastArgs()).toMatchObject({ d: '2024-02-02' })
})

test('days before and after what is allowed cannot be chosen', async () => {
  const shown = await showForm({ date_picker: { name: 'd', value: '2024-02-12', min: '2024-02-10', max: '2024-02-20' } })
  await open(shown)
  await click(await day('9'))
  expect((await day('9')).hasAttribute('data-disabled')).toBe(true)
  expect((await day('10')).hasAttribute('data-disabled')).toBe(false)
  expect((await day('21')).hasAttribute('data-disabled')).toBe(true)
})

test('the app sets a day', async () => {
  const { client, find, apply, lastArgs } = await showForm({ date_picker: { name: 'd' } })
  await apply({ k: 'form d value', v: '2023-01-05' })
  await act(() => {})
  expect(find('d').textContent).toContain('2023')
  client.push()
  expect(lastArgs()).toMatchObject({ d: '2023-01-05' })
})
