import { afterEach, expect, test, vi } from 'vitest'
import { addInlineScript } from './page_scripts.ts'

afterEach(() => vi.useRealTimers())

const running = (): string | null | undefined => document.getElementById('wave-inline-script')?.textContent

test('a script waits for what it needs, then takes the place of the one before', async () => {
  await addInlineScript({ content: '"one"' })
  expect(running()).toBe('"one"')
  vi.useFakeTimers()
  const added = addInlineScript({ content: '"two"', requires: ['there.is'], targets: ['stage', '.missing .thing'] })
  await vi.advanceTimersByTimeAsync(50)
  expect(running()).toBe('"one"')
  Object.assign(window, { there: { is: 1 } })
  document.body.insertAdjacentHTML('beforeend', '<div id="stage"></div><p class="missing"><b class="thing"></b></p>')
  await vi.advanceTimersByTimeAsync(50)
  await added
  expect(running()).toBe('"two"')
  expect(document.querySelectorAll('#wave-inline-script')).toHaveLength(1)
})

test('a script that waits in vain is given up, and says what for', async () => {
  vi.useFakeTimers()
  const added = addInlineScript({ content: '"three"', requires: ['never.there'] }).catch((error: unknown) => String(error))
  await vi.advanceTimersByTimeAsync(2000)
  expect(await added).toContain('never.there')
  expect(running()).not.toBe('"three"')
})
