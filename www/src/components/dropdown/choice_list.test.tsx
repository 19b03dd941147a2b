import { expect, test, vi } from 'vitest'
import type * as suspended from '../../view/suspended.tsx'
import { click, showForm, until } from '../../testing/tab.tsx'

/** Code that is loaded when it is needed comes when the test says so. */
const code = vi.hoisted(() => {
  let come = (): void => {}
  const coming = new Promise<void>((resolve) => (come = resolve))
  return { coming, come: () => come() }
})
vi.mock('../../view/suspended.tsx', async (original) => {
  const { Suspended } = await original<typeof suspended>()
  const late = new Map<() => Promise<unknown>, () => Promise<unknown>>()
  const lateAs = (load: () => Promise<unknown>): (() => Promise<unknown>) => {
    if (!late.has(load)) late.set(load, () => code.coming.then(load))
    return late.get(load) ?? load
  }
  return { Suspended: (props: Parameters<typeof Suspended>[0]) => <Suspended {...props} load={lateAs(props.load)} /> }
})

test('a click that comes before the code of the list opens it as soon as that is there', async () => {
  const choices = [{ name: 'a', label: 'Apple' }, { name: 'b', label: 'Banana' }]
  const { find, query } = await showForm({ dropdown: { name: 'hanging', choices, values: [] } }, { dropdown: { name: 'closed', choices, values: [] } }, { dropdown: { name: 'dialog', choices, popup: 'always' } })
  await click(find('hanging'))
  await click(find('dialog'))
  expect(query('.w-choice-rows')).toBeNull()
  code.come()
  await until(() => query('.w-drop-list') && query('.w-choice-dialog'))
  expect(find('hanging').getAttribute('aria-expanded')).toBe('true')
  expect(find('closed').getAttribute('aria-expanded')).toBe('false')
})
