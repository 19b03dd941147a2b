import { act } from 'preact/test-utils'
import { vi } from 'vitest'
import type { Json, JsonObject } from '../../page/json.ts'
import { choose, click, settle, type, until, type Shown } from '../tab.tsx'
import type { Rows, Sight, Visible } from './table.ts'

/** There is such an element. */
export const has =
  (selector: string): Sight =>
  ({ query }) =>
    query(selector)

/** There is no such element. */
export const lacks =
  (selector: string): Sight =>
  ({ query }) =>
    !query(selector)

/** That text can be read, there or anywhere. */
export const reads =
  (text: string, selector = 'body'): Sight =>
  () =>
    [...document.querySelectorAll(selector)].some((element) => element.textContent?.includes(text))

/** A property of an element has that value. */
export const is =
  (selector: string, property: string, value: unknown): Sight =>
  ({ query }) =>
    (query(selector) as unknown as Record<string, unknown> | null)?.[property] === value

/** An attribute of an element has that value. */
export const tells =
  (selector: string, attribute: string, value: string): Sight =>
  ({ query }) =>
    query(selector)?.getAttribute(attribute) === value

/** A style of an element has that value. */
export const looks =
  (selector: string, property: string, value: string): Sight =>
  ({ query }) =>
    query(selector)?.style.getPropertyValue(property) === value

/** An icon of that name is drawn. */
export const icon =
  (name: string, within = ''): Sight =>
  ({ query }) =>
    query(`${within} .w-icon use[href*="/${name.toLowerCase()}.svg"]`)

/** The next submission would carry that. */
export const pends =
  (name: string, value: Json): Sight =>
  ({ client }) =>
    JSON.stringify(client.pending(name)) === JSON.stringify(value)

/** Both. */
export const both =
  (...sights: Sight[]): Sight =>
  (shown) =>
    sights.every((sight) => sight(shown))

/** Clicks on an element once it is there. */
export const clickOn =
  (selector: string) =>
  async (shown: Shown): Promise<void> =>
    click(await until(() => shown.query<HTMLElement>(selector)))

/** Points at an element. */
export const pointAt =
  (selector: string) =>
  async (shown: Shown): Promise<void> => {
    await act(() => void shown.query(selector)?.dispatchEvent(new MouseEvent('mouseenter')))
    await settle()
  }

/** Sends a key to an element. */
export const pressOn =
  (selector: string, key: string) =>
  async (shown: Shown): Promise<void> => {
    await act(() => void shown.query(selector)?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })))
    await settle()
  }

/** Clicks, and tells what the app has heard. */
export const sends =
  (selector: string, args: JsonObject): Visible['seen'] =>
  async (shown) => {
    shown.socket.sent.splice(0)
    await act(() => shown.query<HTMLElement>(selector)?.click())
    await settle()
    const sent = shown.lastArgs() ?? {}
    return Object.entries(args).every(([name, value]) => JSON.stringify(sent[name]) === JSON.stringify(value))
  }

/** The text of the field called `x`. */
export const fieldSays = (text: string): Sight => is('[data-test=x]', 'value', text)

/** Lets the user do something, which must send something to the app. */
export const pushesOn =
  (act: NonNullable<Visible['first']>): Sight =>
  async (shown) => {
    shown.socket.sent.splice(0)
    await act(shown)
    return shown.socket.sent.length > 0
  }

/** Lets the user do something, which must save what lies there, by a link that is clicked for him, and open nothing. */
export const saves =
  (path: string, act: NonNullable<Visible['first']>): Sight =>
  async (shown) => {
    shown.around.asked.splice(0)
    const saved: string[] = []
    const clicked = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      if (this.hasAttribute('download')) saved.push(this.getAttribute('href') ?? '')
    })
    await act(shown)
    clicked.mockRestore()
    return saved.join() === path && !shown.around.asked.length
  }

/** Types into a field. */
export const typeInto =
  (selector: string, text: string) =>
  async (shown: Shown): Promise<void> =>
    type(shown.query(selector) as HTMLElement, text)

/** Tells a field that the user is done with it. */
export const change =
  (selector: string, value: string) =>
  async (shown: Shown): Promise<void> =>
    choose(shown.query(selector) as HTMLElement, value)

// What attributes mean that many components have.

const label: Visible = { value: 'A label', seen: reads('A label') }
const width: Visible = { value: '77px', seen: both(looks('.w-item', 'width', '77px'), looks('.w-item', 'min-width', '77px')) }
const visible: Visible = { value: false, seen: looks('.w-item', 'display', 'none') }
const tooltip: Visible = { value: 'See **here**', seen: reads('See', '.w-tip'), first: pointAt('.w-info-tip') }
const required: Visible = { value: true, given: { label: 'A label' }, seen: has('.w-asterisk') }
const name: Visible = { value: 'other', seen: has('[data-test=other]'), stays: 'whatever has a name keeps one' }
const disabled: Visible = { value: true, seen: is('[data-test=x]', 'disabled', true) }

export const shared = { label, width, visible, tooltip, required, name, disabled }

/** What every component in a form can be told. */
export const placed: Rows = { width, visible }
/** What every card can be told. */
export const onCard: Rows = {
  box: { unseen: 'where cards go is tested with the layouts' },
  commands: { value: [{ name: 'c', label: 'Delete' }], seen: has('.w-card-commands button') },
}
