import './app.css'
import type { JSX } from 'preact'
import { useEffect, useMemo, useState } from 'preact/hooks'
import { announcement } from './announcements.ts'
import { ClientContext, useClient } from './client_context.ts'
import type { Client, Screen } from '../client.ts'
import { ErrorBoundary } from './error_boundary.tsx'
import { PageView } from './page_view.tsx'
import { preload } from './preload.ts'
import { Status } from './status.tsx'
import { ToastList } from './toasts.tsx'

/** All there is to see. */
export const App = ({ client }: { client: Client }) => (
  <ClientContext.Provider value={client}>
    <ErrorBoundary what="This page">
      <CurrentScreen />
    </ErrorBoundary>
    <Busy />
    <Status />
    <ToastList />
    <Announcements />
  </ClientContext.Provider>
)

/** What changes elsewhere on the page, for those who do not see it. */
const Announcements = () => (
  <div class="w-sr" aria-live="polite">
    {announcement.value}
  </div>
)

function CurrentScreen() {
  const View = screens[useClient().screen.value]
  return <View />
}

function CurrentPage() {
  const page = useClient().page.value
  useMemo(() => preload(page), [page])
  return <PageView key={pageId(page)} page={page} />
}

const pages = new WeakMap<object, number>()
let lastPage = 0
function pageId(page: object): number {
  const id = pages.get(page) ?? ++lastPage
  pages.set(page, id)
  return id
}

/** A page that comes sooner than this is not worth a spinner, which would only keep it waiting. */
const patienceMs = 300

function Waiting() {
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), patienceMs)
    return () => clearTimeout(timer)
  }, [])
  return (
    <div class="w-splash">
      {late && <span class="w-spinner" />}
      <span class="w-sr">Loading…</span>
    </div>
  )
}

const NotFound = () => (
  <main class="w-splash">
    <svg class="w-splash-mark" viewBox="0 0 64 32" aria-hidden="true">
      <path d="M2 10c10 0 10 12 20 12s10-12 20-12 10 12 20 12" />
    </svg>
    <h1>Nothing here yet</h1>
    <p>This page will appear as soon as an app or a script draws it.</p>
  </main>
)

const screens: Record<Screen, () => JSX.Element> = { waiting: Waiting, page: CurrentPage, not_found: NotFound }

/** Keeps the user from clicking twice, until the app has answered. */
function Busy() {
  const client = useClient()
  if (!client.busy.value) return null
  return (
    <div class="w-busy" role="status">
      <div class="w-busy-note">
        <span class="w-spinner" /> Loading…
      </div>
    </div>
  )
}
