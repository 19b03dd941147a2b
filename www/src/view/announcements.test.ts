import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { announceChange, announcement } from './announcements.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('of what changes many times a second one hears the last value, once', () => {
  for (let tonnes = 0; tonnes < 50; tonnes++) announceChange(1, 'Cargo', `${tonnes} t`)
  announceChange(2, 'Ships', '12')
  expect(announcement.value).toBe('')
  vi.runAllTimers()
  expect(announcement.value).toBe('Cargo: 49 t. Ships: 12')
})

test('of many things that change at once one hears the latest', () => {
  for (let berth = 1; berth <= 9; berth++) announceChange(berth, `Berth ${berth}`, 'free')
  announceChange(5, 'Berth 5', 'taken')
  vi.runAllTimers()
  expect(announcement.value).toBe('Berth 6: free. Berth 7: free. Berth 8: free. Berth 9: free. Berth 5: taken')
})

test('two things of one name are told apart', () => {
  announceChange(1, 'Cargo', '5 t')
  announceChange(2, 'Cargo', '7 t')
  announceChange(3, '', '9')
  vi.runAllTimers()
  expect(announcement.value).toBe('Cargo: 5 t. Cargo: 7 t. 9')
})
