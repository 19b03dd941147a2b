import type { Json, JsonObject } from '../../page/json.ts'
import { until, type Shown } from '../tab.tsx'
import { clickOn, has, lacks, looks, reads } from './sights.ts'
import type { Rows, Table, Visible } from './table.ts'

const text: JsonObject = { text: { content: 'Inner' } }
const done = 'what has been done once stays done'
const asks = (what: string) => ({ around }: Shown): boolean => around.asked.includes(what)

/** The meta card of a page with one other card, called `other`. */
const meta = (kind: 'cards' | 'parts', name: string, base: JsonObject, rows: Rows, path = ''): Table => ({
  kind,
  name,
  base,
  rows,
  page: (subject) => ({ meta: { view: 'meta', box: '', ...(path === 'themes 0' && { theme: 'mine' }), ...nested(path.split(' ').filter(Boolean), subject) }, other: { view: 'form', box: 'main', items: [text] } }),
  path: `meta ${path}`.trim(),
})

/** Wraps something into the members of a path. */
function nested(path: readonly string[], inner: JsonObject): JsonObject {
  return path.reduceRight<Json>((value, segment) => (/^\d+$/.test(segment) ? [value] : { [segment]: value }), inner) as JsonObject
}

const dismissal = (close: NonNullable<Visible['first']>): Visible => ({
  value: ['dismissed'],
  given: { name: 'x', closable: true },
  seen: async (shown) => {
    // Whatever changes on this card shows again what was dismissed.
    await shown.apply({ k: 'meta icon', v: '' })
    await close(shown)
    return JSON.stringify(shown.lastArgs()?.['']) === JSON.stringify({ x: { dismissed: true } })
  },
  stays: 'what was told stays told',
})
const close = clickOn('dialog [aria-label=Close]')
const onBackdrop = async (shown: Shown): Promise<void> => {
  const dialog = await until(() => shown.query('dialog'))
  dialog.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }))
  await shown.apply()
}
const blocking = (): Visible => ({
  value: true,
  seen: async (shown) => {
    await onBackdrop(shown)
    return has('dialog')(shown)
  },
})
const modal = (name: string): Rows => ({
  title: { value: 'Sure?', seen: reads('Sure?', 'dialog h2') },
  items: { value: [{ textbox: { name: 'name', label: 'Who' } }], seen: reads('Who', 'dialog') },
  width: { value: '77px', seen: looks('dialog', 'width', '77px') },
  closable: { value: true, seen: has('dialog [aria-label=Close]') },
  blocking: blocking(),
  name: { unseen: `what the app knows a ${name} by: see its events` },
  events: dismissal(close),
})
const zones = [{ name: 'main' }]
const layout = (name: string, value: string): Visible => ({ value, seen: looks('.w-flow', name, value) })
const zoneStyle = (property: string, value: string, css = value): Visible => ({ value, seen: looks('.w-zone', property, css) })
const theme = (variable: string): Visible => ({
  value: '#123456',
  seen: () => document.body.style.getPropertyValue(variable).toLowerCase() === '#123456',
  stays: 'every theme has all of its colours',
})
const asBefore = { unseen: 'a script is loaded once, as it was described then: see meta.test.tsx' }

export const metas: readonly Table[] = [
  meta('cards', 'meta', {}, {
    box: { unseen: 'this card is nowhere' },
    title: { value: 'Ports', seen: () => document.title === 'Ports', stays: done },
    refresh: { value: 0, seen: ({ socket }) => socket.calls.includes('close'), stays: done },
    notification: { unseen: 'browsers show it outside of the page: see meta.test.tsx' },
    notification_bar: { value: { text: 'Saved' }, seen: reads('Saved', '.w-notification') },
    redirect: { value: '/other', seen: asks('replace /other'), stays: done },
    icon: { unseen: 'browsers show it outside of the page: see meta.test.tsx' },
    layouts: { value: [{ breakpoint: 'xs', zones }], seen: has('.w-zone [data-test=other]') },
    dialog: { value: { title: 'Sure?', items: [] }, seen: reads('Sure?', '.w-dialog') },
    side_panel: { value: { title: 'Details', items: [] }, seen: reads('Details', '.w-side-panel') },
    theme: { value: 'nord', seen: () => document.body.style.getPropertyValue('--wave-primary').toLowerCase() === '#87c0d0' },
    themes: { value: [{ name: 'mine', text: '#000000', card: '#ffffff', page: '#dddddd', primary: '#112233' }], given: { theme: 'mine' }, seen: () => document.body.style.getPropertyValue('--wave-primary') === '#112233' },
    tracker: { value: { type: 'gtag', id: 'G-1' }, seen: () => document.head.querySelector('script[src*="gtag/js?id=G-1"]'), stays: done },
    scripts: { value: [{ path: '/one.js' }], seen: () => document.head.querySelector('script[src="/one.js"]'), stays: done },
    script: { value: { content: '"the script"' }, seen: () => document.body.querySelector('script')?.textContent === '"the script"', stays: done },
    stylesheet: { value: { content: '.one {}' }, seen: () => [...document.head.querySelectorAll('style')].some((style) => style.textContent === '.one {}'), stays: done },
    stylesheets: { value: [{ path: '/one.css' }], seen: () => document.head.querySelector('link[href="/one.css"]'), stays: done },
    animate: { value: true, seen: () => document.body.hasAttribute('data-wave-animate') },
    commands: { unseen: 'a card that cannot be seen has no menu' },
  }),
  meta('parts', 'Dialog', { title: 'T', items: [] }, {
    ...modal('dialog'),
    primary: { value: true, seen: has('.w-dialog-primary') },
  }, 'dialog'),
  meta('parts', 'SidePanel', { title: 'T', items: [] }, modal('side panel'), 'side_panel'),
  meta('parts', 'NotificationBar', { text: 'T', timeout: -1 }, {
    text: { value: 'It **works**', seen: has('.w-notification strong') },
    type: { value: 'error', seen: has('.w-message-error') },
    timeout: { unseen: 'nothing until it is over: see meta.test.tsx' },
    buttons: { value: [{ button: { name: 'undo', label: 'Undo' } }], seen: has('.w-notification [data-test=undo]') },
    position: { value: 'bottom-left', seen: has('.w-at-bottom-left') },
    events: { ...dismissal(clickOn('.w-notification [aria-label=Close]')), given: { name: 'x' } },
    name: { unseen: 'what the app knows a bar by: see its events' },
  }, 'notification_bar'),
  meta('parts', 'Layout', { breakpoint: 'xs', zones }, {
    breakpoint: { value: '5000', seen: lacks('[data-test=other]'), stays: 'every layout begins somewhere' },
    zones: { value: [{ name: 'elsewhere' }], seen: lacks('[data-test=other]'), stays: 'every layout has zones' },
    width: layout('width', '777px'),
    min_width: layout('min-width', '77px'),
    max_width: layout('max-width', '777px'),
    height: layout('height', '777px'),
    min_height: layout('min-height', '77px'),
    max_height: layout('max-height', '777px'),
    name: { unseen: 'what authors call a layout, and nobody else' },
  }, 'layouts 0'),
  meta('parts', 'Zone', { name: 'main' }, {
    name: { value: 'elsewhere', seen: lacks('[data-test=other]'), stays: 'whatever has a name keeps one' },
    size: zoneStyle('height', '77px'),
    direction: zoneStyle('flex-direction', 'row'),
    justify: zoneStyle('justify-content', 'end', 'flex-end'),
    align: zoneStyle('align-items', 'end', 'flex-end'),
    wrap: zoneStyle('align-content', 'between', 'space-between'),
    zones: { value: [{ name: 'inner' }], seen: has('.w-zone .w-zone') },
  }, 'layouts 0 zones 0'),
  meta('parts', 'Theme', { name: 'mine', text: '#000000', card: '#ffffff', page: '#dddddd', primary: '#112233' }, {
    name: { unseen: 'what the page chooses a theme by' },
    text: theme('--wave-text'),
    card: theme('--wave-card'),
    page: theme('--wave-page'),
    primary: theme('--wave-primary'),
  }, 'themes 0'),
  meta('parts', 'Tracker', { type: 'gtag', id: 'G-2' }, {
    type: { unseen: 'told to the tracker with every submission: see meta.test.tsx' },
    id: { value: 'G-3', seen: () => document.head.querySelector('script[src*="G-3"]'), stays: done },
  }, 'tracker'),
  meta('parts', 'Script', { path: '/two.js' }, {
    path: { value: '/three.js', seen: () => document.head.querySelector('script[src="/three.js"]'), stays: done },
    ...{ asynchronous: asBefore, cross_origin: asBefore, referrer_policy: asBefore, integrity: asBefore, type: asBefore },
  }, 'scripts 0'),
  meta('parts', 'InlineScript', { content: '"first"' }, {
    content: { value: '"second"', seen: () => document.querySelector('#wave-inline-script')?.textContent === '"second"', stays: done },
    requires: { unseen: 'what a script waits for: see page_scripts.test.tsx' },
    targets: { unseen: 'what a script waits for: see page_scripts.test.tsx' },
  }, 'script'),
  meta('parts', 'InlineStylesheet', { content: '.two {}' }, {
    content: { value: '.three {}', seen: () => [...document.head.querySelectorAll('style')].some((style) => style.textContent === '.three {}'), stays: done },
    media: { value: 'print', seen: () => document.head.querySelector('style[media=print]'), stays: done },
  }, 'stylesheet'),
  meta('parts', 'Stylesheet', { path: '/two.css' }, {
    path: { value: '/three.css', seen: () => document.head.querySelector('link[href="/three.css"]'), stays: done },
    media: { value: 'print', seen: () => document.head.querySelector('link[media=print]'), stays: done },
    cross_origin: { value: 'anonymous', seen: () => document.head.querySelector('link[crossorigin=anonymous]'), stays: done },
  }, 'stylesheets 0'),
]
