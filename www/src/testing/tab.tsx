import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach } from 'vitest'
import { Client, type Surroundings } from '../client.ts'
import { Items } from '../components/items.tsx'
import { componentViews } from '../components/views.ts'
import { cardViews } from '../cards/views.ts'
import type { Json, JsonObject } from '../page/json.ts'
import type { Op } from '../page/page.ts'
import { App } from '../view/app.tsx'
import { ClientContext } from '../view/client_context.ts'
import { announce } from '../view/reactive.ts'
import type { Socket } from '../wire/socket.ts'

/** A window that goes nowhere, but remembers where it was asked to go. */
export class FakeSurroundings implements Surroundings {
  path = '/demo'
  location = ''
  readonly asked: string[] = []
  pathname = (): string => this.path
  hash = (): string => this.location
  setHash = (hash: string): void => void this.asked.push(`hash ${hash}`)
  reload = (): void => void this.asked.push('reload')
  replace = (url: string): void => void this.asked.push(`replace ${url}`)
  openTab = (url: string): void => void this.asked.push(`open ${url}`)
}

/** A socket that sends nothing, but remembers what. */
export class FakeSocket {
  readonly sent: string[] = []
  accepts = true
  readonly calls: string[] = []
  open = (): void => void this.calls.push('open')
  close = (): void => void this.calls.push('close')
  hurry = (): void => void this.calls.push('hurry')
  comeBack = (): void => void this.calls.push('comeBack')
  watchAgain = (): void => void this.calls.push('watchAgain')
  send = (message: string): boolean => {
    if (this.accepts) this.sent.push(message)
    return this.accepts
  }
}

export interface Tab {
  client: Client
  around: FakeSurroundings
  socket: FakeSocket
  /** What the last query carried. */
  lastArgs: () => JsonObject | undefined
}

/** A tab without a server. */
export function makeTab(): Tab {
  const around = new FakeSurroundings()
  const client = new Client(around)
  const socket = new FakeSocket()
  client.attach(socket as unknown as Socket)
  client.onLink({ state: 'live' })
  const lastArgs = (): JsonObject | undefined => {
    const last = socket.sent.findLast((message) => message.startsWith('@ '))
    return last === undefined ? undefined : (JSON.parse(last.split(' ').slice(2).join(' ')) as JsonObject)
  }
  return { client, around, socket, lastArgs }
}

const roots: HTMLElement[] = []
afterEach(() => {
  for (const root of roots.splice(0)) {
    render(null, root)
    root.remove()
  }
})

function makeRoot(): HTMLElement {
  const root = document.createElement('div')
  document.body.append(root)
  roots.push(root)
  return root
}

export interface Shown extends Tab {
  root: HTMLElement
  /** The element that the app knows by that name. */
  find: <E extends HTMLElement = HTMLElement>(name: string) => E
  query: <E extends HTMLElement = HTMLElement>(selector: string) => E | null
  /** Applies ops, as if the server had sent them. */
  apply: (...ops: Op[]) => Promise<void>
}

/** Waits until the views that were asked for are loaded and drawn. */
export async function settle(): Promise<void> {
  await act(async () => {
    announce()
    await new Promise((resolve) => setTimeout(resolve, 0))
  })
}

const quickTurns = 50
const maxTurns = 2000
const turnMs = 10

/** Waits until something can be found that is loaded on demand, which takes long on a machine that is busy. */
export async function until<T>(find: () => T | null | undefined | false): Promise<T> {
  for (let turn = 0; turn < maxTurns; turn++) {
    const found = find()
    if (found) return found
    await settle()
    if (turn > quickTurns) await new Promise((resolve) => setTimeout(resolve, turnMs))
  }
  throw new Error(`Nothing came of it: ${find}`)
}

/** Shows a page with one form card, named `form`, that has these components. */
export const showForm = (...items: JsonObject[]): Promise<Shown> =>
  showPage({ form: { view: 'form', box: '1 1 4 4', items: items as Json } })

/** Shows a page with these cards. */
export async function showPage(cards: Record<string, JsonObject>): Promise<Shown> {
  const tab = makeTab()
  const root = makeRoot()
  const page = { c: Object.fromEntries(Object.entries(cards).map(([name, d]) => [name, { d }])) }
  await loadViews(cards)
  tab.client.onNotices([{ kind: 'page', page }])
  await act(() => render(<App client={tab.client} />, root))
  await settle()
  await settle()
  return shown(tab, root)
}

/** Shows components outside of any card. */
export async function showItems(items: JsonObject[]): Promise<Shown> {
  const tab = makeTab()
  const root = makeRoot()
  await loadViews({ items: { items: items as Json } })
  await act(() =>
    render(
      <ClientContext.Provider value={tab.client}>
        <Items items={items as Json} />
      </ClientContext.Provider>,
      root,
    ),
  )
  await settle()
  return shown(tab, root)
}

function shown(tab: Tab, root: HTMLElement): Shown {
  const query = <E extends HTMLElement>(selector: string): E | null => document.querySelector<E>(selector)
  return {
    ...tab,
    root,
    query,
    find: <E extends HTMLElement>(name: string): E => {
      const element = query<E>(`[data-test="${name}"]`)
      if (!element) throw new Error(`There is no element called ${name} in ${root.innerHTML}`)
      return element
    },
    apply: async (...ops) => {
      await act(() => tab.client.onNotices([{ kind: 'delta', ops }]))
      await settle()
    },
  }
}

/** Views are loaded on demand; tests had better not wait for that. */
export async function loadViews(json: Json): Promise<void> {
  const waiting: Promise<unknown>[] = []
  const visit = (value: Json): void => {
    if (typeof value !== 'object' || value === null) return
    for (const [key, inner] of Object.entries(value)) {
      waiting.push(arrival(componentViews, key))
      if ((key === 'view' || key === 'item_view') && typeof inner === 'string') waiting.push(arrival(cardViews, inner))
      visit(inner as Json)
    }
  }
  visit(json)
  await Promise.all(waiting)
}

function arrival(views: typeof componentViews | typeof cardViews, tag: string): Promise<void> {
  if (!views.has(tag)) return Promise.resolve()
  return new Promise((resolve) => {
    const view = views.get(tag)
    const stop = view.subscribe(({ state }) => {
      if (state === 'loading') return
      resolve()
      queueMicrotask(() => stop())
    })
  })
}

/** Types into a field, as a user would: the whole text at once. */
export async function type(field: HTMLElement, text: string): Promise<void> {
  await act(() => {
    ;(field as HTMLInputElement).value = text
    field.dispatchEvent(new InputEvent('input', { bubbles: true }))
  })
}

export async function click(element: HTMLElement): Promise<void> {
  await act(() => element.click())
  await settle()
}

export async function press(element: HTMLElement, key: string): Promise<void> {
  await act(() => void element.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })))
}

/** Chooses from a list of the browser's own. */
export async function choose(select: HTMLElement, value: string): Promise<void> {
  await act(() => {
    ;(select as HTMLSelectElement).value = value
    select.dispatchEvent(new Event('change', { bubbles: true }))
  })
}
