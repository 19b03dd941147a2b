import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { announceChange, announcement } from './announcements.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('of what changes many times a second one hears the last value, once', () => {
  for (let tonnes = 0; tonnes < 50; tonnes++) announceChange('Cargo', `${tonnes} t`)
  announceChange('Ships', '12')
  expect(announcement.value).toBe('')
  vi.runAllTimers()
  expect(announcement.value).toBe('Cargo: 49 t. Ships: 12')
})

test('of many things that change at once one hears the latest', () => {
  for (let berth = 1; berth <= 9; berth++) announceChange(`Berth ${berth}`, 'free')
  announceChange('Berth 5', 'taken')
  vi.runAllTimers()
  expect(announcement.value).toBe('Berth 6: free. Berth 7: free. Berth 8: free. Berth 9: free. Berth 5: taken')
})
