import { options, render } from 'preact'
import { useState } from 'preact/hooks'
import { act } from 'preact/test-utils'
import { expect, test } from 'vitest'
import { click, showForm, until } from '../testing/tab.tsx'
import { flushSync } from './flush_sync.ts'

test('what changes is drawn before it returns, once for all', () => {
  const root = document.createElement('div')
  let drawings = 0
  let set: (count: number) => void = () => {}
  function View() {
    const [count, setCount] = useState(0)
    set = setCount
    drawings++
    return <>{count}</>
  }
  void act(() => render(<View />, root))
  const known = options.debounceRendering
  expect(
    flushSync((by: number) => {
      set(1)
      set(1 + by)
      return 'done'
    }, 2),
  ).toBe('done')
  expect([root.textContent, drawings]).toEqual(['3', 2])
  expect(options.debounceRendering).toBe(known)
})

test('a slider still submits when it is let go, not before, once a menu has been used', async () => {
  const { query, find, socket } = await showForm(
    { menu: { name: 'm', label: 'More', items: [{ name: 'c', label: 'Copy' }] } },
    { slider: { name: 's', trigger: true } },
  )
  await click(await until(() => query('.w-menu-button[data-scope=menu]')))
  const slider = find<HTMLInputElement>('s')
  await act(() => {
    slider.value = '50'
    slider.dispatchEvent(new Event('input', { bubbles: true }))
  })
  expect(socket.sent).toEqual([])
  await act(() => void slider.dispatchEvent(new Event('change', { bubbles: true })))
  expect(socket.sent).toHaveLength(1)
})
