import { act } from 'preact/test-utils'
import { expect, test } from 'vitest'
import { press, showForm } from '../testing/tab.tsx'

const show = async (): Promise<{ anchor: HTMLElement; tip: () => HTMLElement | null }> => {
  const { query } = await showForm({ textbox: { name: 'tb', label: 'A', tooltip: 'As in your passport' } })
  const anchor = query('.w-tip-anchor')
  if (!anchor) throw new Error('There is nothing to point at.')
  return { anchor, tip: () => query('[role=tooltip]') }
}

const send = (element: HTMLElement, event: string): Promise<void> =>
  act(() => void element.dispatchEvent(new Event(event, { bubbles: true }))) as Promise<void>

test('an explanation is shown to those who point at it', async () => {
  const { anchor, tip } = await show()
  expect(tip()).toBeNull()
  await send(anchor, 'mouseenter')
  expect(tip()?.textContent).toBe('As in your passport')
  expect(anchor.getAttribute('aria-describedby')).toBe(tip()?.id)
  await send(anchor, 'mouseleave')
  expect(tip()).toBeNull()
})

test('an explanation is shown to those who come with the keyboard, until they have enough of it', async () => {
  const { anchor, tip } = await show()
  await send(anchor, 'focusin')
  expect(tip()).not.toBeNull()
  await press(anchor, 'Escape')
  expect(tip()).toBeNull()
})
