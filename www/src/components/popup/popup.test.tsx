import { act } from 'preact/test-utils'
import { expect, test, vi } from 'vitest'
import { place } from './place.ts'
import { showForm, click, press } from '../../testing/tab.tsx'

const boxed = (box: Partial<DOMRect>): HTMLElement => {
  const element = document.createElement('div')
  vi.spyOn(element, 'getBoundingClientRect').mockReturnValue({ left: 0, top: 0, bottom: 0, width: 100, height: 100, ...box } as DOMRect)
  return element
}

test('a popup hangs below, or above where there is no room, and stays in the window', () => {
  const popup = boxed({ height: 200 })
  place(popup, boxed({ left: 40, top: 100, bottom: 132 }))
  expect([popup.style.left, popup.style.top, popup.style.bottom]).toEqual(['40px', '136px', 'auto'])
  const { innerHeight, innerWidth } = window
  place(popup, boxed({ left: innerWidth - 10, top: innerHeight - 50, bottom: innerHeight - 18 }), 150)
  expect([popup.style.left, popup.style.top, popup.style.bottom]).toEqual([`${innerWidth - 108}px`, 'auto', '54px'])
  expect(popup.style.maxHeight).toBe('150px')
})

test('a click elsewhere closes a popup; one inside does not', async () => {
  const { find, query } = await showForm({ time_picker: { name: 't' } })
  await click(find('t'))
  const down = (target: EventTarget): Promise<void> => act(() => void target.dispatchEvent(new Event('pointerdown', { bubbles: true })))
  await down(query('.w-clock')!)
  expect(query('.w-popup')).not.toBeNull()
  await down(document.body)
  expect(query('.w-popup')).toBeNull()
})

test('Escape closes a popup, and the focus goes back', async () => {
  const { find, query } = await showForm({ time_picker: { name: 't' } })
  await click(find('t'))
  await press(query('.w-popup')!, 'Escape')
  expect(query('.w-popup')).toBeNull()
  expect(document.activeElement).toBe(find('t'))
})
