import { render } from 'preact'
import { afterEach, expect, test, vi } from 'vitest'
import { Icon } from './icon.tsx'

const root = document.createElement('div')
const href = (): string => root.querySelector('use')?.getAttribute('href')?.replace(/.*\//, '') ?? 'none'
const show = (name: string): void => render(<Icon name={name} />, root)

/** A browser that is idle when told so, for as many looks at the clock as named. */
function idling(): (looks: number) => void {
  const asked: IdleRequestCallback[] = []
  vi.stubGlobal('requestIdleCallback', (run: IdleRequestCallback) => asked.push(run))
  return (looks) => asked.splice(0).forEach((run) => run({ didTimeout: false, timeRemaining: () => (looks-- > 0 ? 1 : 0) }))
}

afterEach(() => {
  render(null, root)
  vi.unstubAllGlobals()
})

test('an icon is asked for when the browser has nothing else to do', () => {
  const idle = idling()
  show('Mail')
  expect(href()).toBe('none')
  idle(1)
  expect(href()).toBe('mail.svg#i')
})

test('an icon that has been asked for is drawn at once', () => {
  const idle = idling()
  show('Home')
  idle(1)
  render(null, root)
  show('home')
  expect(href()).toBe('home.svg#i')
})

test('icons that time does not suffice for wait on', () => {
  const idle = idling()
  render([<Icon name="One" />, <Icon name="Two" />], root)
  idle(1)
  expect(root.querySelectorAll('use[href]')).toHaveLength(1)
  idle(1)
  expect(root.querySelectorAll('use[href]')).toHaveLength(2)
})

test('of two names in a row the last one counts', () => {
  const idle = idling()
  show('First')
  show('Second')
  idle(9)
  expect(href()).toBe('second.svg#i')
  show('First')
  idle(9)
  expect(href()).toBe('first.svg#i')
})

test('a browser that does not say when it is idle draws icons at once', () => {
  show('Sync')
  expect(href()).toBe('sync.svg#i')
})
