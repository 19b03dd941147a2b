import type { Client } from '../../client.ts'
import { showTheme, type OwnThemes } from '../../theme/theme.ts'
import { timesSet, versionOf } from '../../view/reactive.ts'
import type { MetaCard } from '../../vocabulary/meta.ts'
import { notify } from './notification.ts'
import { addInlineScript, addInlineStylesheet, addScript, addStylesheet } from './page_scripts.ts'
import { startTracker } from './tracker.ts'

type Name = keyof MetaCard
type Effect<N extends Name> = (value: NonNullable<MetaCard[N]>, client: Client, meta: MetaCard) => void

const reportFailure = (error: unknown): void => console.error('The page asked for something that failed.', error)

/** What the page can ask for, besides cards; in the order in which it is done. */
const effects: { [N in Name]?: Effect<N> } = {
  title: (title) => (document.title = title),
  icon: setIcon,
  theme: paint,
  themes: paint,
  animate: (animate) => document.body.toggleAttribute('data-wave-animate', animate),
  tracker: startTracker,
  stylesheets: (sheets) => sheets.forEach(addStylesheet),
  stylesheet: addInlineStylesheet,
  scripts: (scripts) => scripts.forEach(addScript),
  script: (script) => void addInlineScript(script).catch(reportFailure),
  notification: (text) => void notify(text).catch(reportFailure),
  redirect: (url, client) => client.redirect(url),
  refresh: (seconds, client) => {
    if (seconds === 0) client.disconnect()
  },
}

/** What the page can take back by setting it to nothing. All else is done once. */
const withdrawals: { [N in Name]?: (value: unknown, client: Client, meta: MetaCard) => void } = {
  theme: paint,
  themes: paint,
  animate: () => document.body.removeAttribute('data-wave-animate'),
}

function paint(_value: unknown, _client: Client, meta: MetaCard): void {
  showTheme(meta.theme ?? '', ownThemes(meta)).catch(reportFailure)
}

/** What was asked for: a value, how often the app has set it, and what has become of it where it is. */
interface Asked {
  value: unknown
  times: number
  version: number
}

/** Does what a meta card asks for: each thing once, and again whenever the app sets it again. */
export class MetaEffects {
  readonly #done = new Map<string, Asked>()

  constructor(private readonly client: Client) {}

  apply(meta: MetaCard): void {
    // A theme and its colours are one thing to do.
    const doing = new Set<unknown>()
    for (const [name, effect] of Object.entries(effects) as [Name, Effect<Name>][]) {
      const value = meta[name]
      const now = { value, times: timesSet(meta, name), version: typeof value === 'object' && value ? versionOf(value) : 0 }
      const last = this.#done.get(name)
      if (last?.value === now.value && (last?.times ?? 0) === now.times && (last?.version ?? 0) === now.version) continue
      this.#done.set(name, now)
      const action = value !== undefined && value !== null ? effect : last && withdrawals[name]
      if (!action || doing.has(action)) continue
      doing.add(action)
      try {
        action(value as never, this.client, meta)
      } catch (error) {
        // What else the page asks for is done all the same.
        reportFailure(error)
      }
    }
  }
}

const ownThemes = ({ themes }: MetaCard): OwnThemes => Object.fromEntries((themes ?? []).map((theme) => [theme.name, theme]))

function setIcon(href: string): void {
  const links = document.querySelectorAll<HTMLLinkElement>('link[rel~="icon"], link[rel="apple-touch-icon"]')
  for (const link of links) {
    link.href = href
    link.removeAttribute('type')
  }
}
