import type { Client } from './client.ts'
import { Page } from './page/page.ts'
import { touch } from './view/reactive.ts'
import type { AppNews, Notice } from './wire/notices.ts'

type Kind = Notice['kind']
type Action<K extends Kind> = (client: Client, notice: Extract<Notice, { kind: K }>) => void

/** What a tab does about each kind of notice. Hellos and marks are the dialogue's own affair. */
export const noticeActions: { [K in Exclude<Kind, 'hello' | 'mark'>]: Action<K> } & { [K in 'hello' | 'mark']?: never } = {
  page: (client, { page }) => client.show(Page.load(page, touch)),
  delta: (client, { ops }) => client.apply(ops),
  clear: (client) => client.clearArguments(),
  reset: (client) => client.reload(),
  redirect: (client, { url }) => client.redirect(url),
  user: (client, { username, editable }) => {
    client.username.value = username
    client.editable.value = editable
  },
  error: (client, { code }) => (errorActions[code] ?? unknownError(code))(client),
  app: (client, { state }) => {
    client.app.value = state === 'new' ? 'up' : state
    appActions[state](client)
  },
}

const errorActions: Readonly<Record<string, (client: Client) => void>> = {
  not_found: (client) => {
    // What an app has drawn before it left stays to be read; its state is told beside it.
    if (client.app.value !== 'gone' || client.screen.value !== 'page') client.screen.value = 'not_found'
  },
  app_unavailable: (client) =>
    client.toasts.add('error', 'The app cannot be reached, so your last action has not arrived. Please try again.'),
  bad_query: (client) => client.toasts.add('error', 'The server did not understand what this page sent to the app.'),
}

const unknownError = (code: string) => (client: Client) => client.toasts.add('error', `The server reports: ${code || 'an error'}.`)

const appActions: Record<AppNews, (client: Client) => void> = {
  down: () => {},
  up: () => {},
  gone: (client) => client.watchAgain(),
  // An app that remembers a client does not draw for it again: this tab comes back as somebody new.
  new: (client) => client.comeBack(),
}
