import { expect, test } from 'vitest'
import { click, press, showForm, type Shown } from '../../testing/tab.tsx'

const choice = (column: string, text: string): HTMLElement => {
  const found = [...document.querySelectorAll<HTMLElement>(`[aria-label="${column}"] [role=option]`)].find((option) => option.textContent === text)
  if (!found) throw new Error(`There is no ${text} among the ${column}`)
  return found
}

const open = ({ find }: Shown): Promise<void> => click(find('t'))

test('a time is submitted as it was given, within what is allowed', async () => {
  const { client, find, lastArgs } = await showForm({ time_picker: { name: 't' } }, { time_picker: { name: 'u', value: '22:00', max: '20:00' } })
  client.push()
  expect(lastArgs()).toMatchObject({ t: null, u: '20:00' })
  expect(find('t').textContent).toBe('Select a time')
  expect(find('u').textContent).toBe('08:00 PM')
})

test('hours and then minutes are chosen, and told with hours from 0 to 23', async () => {
  const shown = await showForm({ time_picker: { name: 't', value: '10:30', trigger: true } })
  await open(shown)
  await click(choice('Half of the day', 'PM'))
  await click(choice('Hours', '02'))
  expect(shown.lastArgs()).toBeUndefined()
  await click(choice('Minutes', '45'))
  expect(shown.lastArgs()).toEqual({ t: '14:45', __wave_submission_name__: 't' })
  expect(shown.query('.w-clock')).toBeNull()
  expect(document.activeElement).toBe(shown.find('t'))
})

test('what is out of range cannot be chosen', async () => {
  const shown = await showForm({ time_picker: { name: 't', value: '10:30', min: '10:15', max: '11:00', hour_format: '24' } })
  await open(shown)
  expect(choice('Hours', '09').getAttribute('aria-disabled')).toBe('true')
  await click(choice('Minutes', '10'))
  expect(shown.query('.w-clock')).not.toBeNull()
  await click(choice('Minutes', '20'))
  shown.client.push()
  expect(shown.lastArgs()).toMatchObject({ t: '10:20' })
})

test('the keyboard goes around among hours and minutes', async () => {
  const shown = await showForm({ time_picker: { name: 't', value: '10:30', minutes_step: 30 } })
  await open(shown)
  expect(document.activeElement).toBe(choice('Hours', '10'))
  await press(choice('Hours', '10'), 'ArrowDown')
  await press(choice('Hours', '11'), 'Enter')
  expect(document.activeElement).toBe(choice('Minutes', '30'))
  await press(choice('Minutes', '30'), 'ArrowRight')
  expect(document.activeElement).toBe(choice('Half of the day', 'AM'))
  await press(choice('Half of the day', 'AM'), 'ArrowLeft')
  await press(choice('Minutes', '30'), 'Home')
  await press(choice('Minutes', '00'), ' ')
  shown.client.push()
  expect(shown.lastArgs()).toMatchObject({ t: '11:00' })
})

test('the app sets a time', async () => {
  const { client, find, apply, lastArgs } = await showForm({ time_picker: { name: 't', value: '10:30', hour_format: '24' } })
  await apply({ k: 'form t value', v: '16:00' })
  expect(find('t').textContent).toBe('16:00')
  client.push()
  expect(lastArgs()).toMatchObject({ t: '16:00' })
})
