import { render } from 'preact'
import { act } from 'preact/test-utils'
import { beforeEach, expect, test, vi } from 'vitest'
import { click, showForm, showPage } from '../testing/tab.tsx'
import { ErrorBoundary } from './error_boundary.tsx'

beforeEach(() => void vi.spyOn(console, 'error').mockImplementation(() => {}))

/** No view can do anything with this. */
const nonsense = [null]

test('a component that cannot be drawn leaves the others alone, and is drawn again when the app has mended it', async () => {
  const { root, find, apply } = await showForm({ stepper: { name: 's', items: nonsense } }, { textbox: { name: 't', label: 'Name' } })
  expect(find('t')).toBeDefined()
  expect(root.querySelector('[role=alert]')?.textContent).toContain('The component "stepper" could not be drawn.')
  await apply({ k: 'form s items', v: [{ label: 'Pack' }] })
  expect(root.querySelector('[role=alert]')).toBeNull()
  expect(find('s').textContent).toContain('Pack')
})

test('a card that cannot be drawn leaves the others alone, and is drawn again when the app has mended it', async () => {
  const { find, apply } = await showPage({
    good: { view: 'markup', box: '1 1 1 1', title: 'Good', content: '' },
    bad: { view: 'breadcrumbs', box: '2 1 1 1', items: nonsense },
  })
  expect(find('bad').querySelector('[role=alert]')?.textContent).toContain('The card "bad" could not be drawn.')
  expect(find('good').textContent).toContain('Good')
  await apply({ k: 'bad items', v: [{ name: 'home', label: 'Home' }] })
  expect(find('bad').querySelector('[role=alert]')).toBeNull()
  expect(find('home').textContent).toBe('Home')
})

test('the user can try again', async () => {
  let isBroken = true
  const Fragile = () => {
    if (isBroken) throw new Error('broken')
    return <p>whole</p>
  }
  const root = document.createElement('div')
  await act(() => render(<ErrorBoundary what="It"><Fragile /></ErrorBoundary>, root))
  const alert = (): HTMLElement | null => root.querySelector('[role=alert]')
  expect(alert()?.textContent).toContain('It could not be drawn.')
  await click(alert()?.querySelector('button') as HTMLElement)
  expect(alert()?.textContent).toContain('It could not be drawn.')
  isBroken = false
  await click(alert()?.querySelector('button') as HTMLElement)
  expect(root.innerHTML).toBe('<p>whole</p>')
  await act(() => render(null, root))
})
