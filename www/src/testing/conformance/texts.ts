import type { JsonObject } from '../../page/json.ts'
import { until } from '../tab.tsx'
import { both, clickOn, has, icon, lacks, looks, pends, placed, pointAt, reads, saves, sends, shared, tells } from './sights.ts'
import { component, partOf, type Rows, type Sight, type Table, type Visible } from './table.ts'

const { label, tooltip, name } = shared
const named = { value: 'x', seen: has('[data-test=x]') }
const content = { value: 'Some **bold** words', seen: has('strong') }
const align = { value: 'center', seen: has('.w-align-center') }
const menu = { value: [{ name: 'c', label: 'Delete' }], seen: has('button[aria-label=More]') }
const words: Rows = { content, ...placed, align, tooltip, name: named }
const text: JsonObject = { content: 'a' }
const button: JsonObject = { button: { name: 'b', label: 'Go' } }
const persona: JsonObject = { persona: { title: 'Ada Lovelace' } }
const image = 'data:image/png;base64,AAAA'

export const texts: readonly Table[] = [
  component('text', text, { ...words, size: { value: 'xl', seen: has('.w-text-xl') } }),
  component('text_xl', text, { ...words, commands: menu }),
  component('text_l', text, { ...words, commands: menu }),
  component('text_m', text, words),
  component('text_s', text, words),
  component('text_xs', text, words),
  component('label', { label: 'a' }, {
    ...{ label, ...placed, tooltip, name: named },
    required: { value: true, seen: has('.w-asterisk') },
    disabled: { value: true, seen: has('.w-disabled') },
  }),
  component('separator', {}, { label, ...placed, name: named }),
  component('progress', { label: 'a' }, {
    ...{ label, ...placed, tooltip: { ...tooltip }, name: named },
    caption: { value: 'Nearly', seen: reads('Nearly') },
    value: { value: 0.25, seen: tells('[role=progressbar]', 'aria-valuenow', '25') },
    type: { value: 'spinner', seen: both(has('.w-spinner'), lacks('[role=progressbar]')) },
  }),
  component('message_bar', { text: 'a' }, {
    ...{ ...placed, name: named },
    type: { value: 'error', seen: both(has('.w-message-error'), has('[role=alert]')) },
    text: { value: 'It **works**', seen: has('strong') },
    buttons: { value: [button, { text }], seen: both(has('[data-test=b]'), lacks('.w-text')) },
  }),
  component('button', { name: 'x', label: 'Go' }, {
    ...{ name, ...placed },
    label: { value: 'Stop', seen: reads('Stop', '[data-test=x]') },
    caption: { value: 'At once', seen: reads('At once', '.w-button-caption') },
    value: { value: 'yes', seen: sends('[data-test=x]', { x: 'yes' }) },
    primary: { value: true, seen: has('.w-button-primary') },
    disabled: shared.disabled,
    link: { value: true, seen: has('.w-button-link') },
    icon: { value: 'Mail', seen: icon('Mail', '[data-test=x]') },
    tooltip: { ...tooltip, first: pointAt('.w-tip-anchor') },
    path: { value: 'https://example.com', seen: async (shown) => {
      await clickOn('[data-test=x]')(shown)
      return shown.around.asked.splice(0).includes('open https://example.com')
    } },
    commands: { value: [{ name: 'c', label: 'Later' }], seen: both(has('.w-split-button button[aria-label=More]'), pends('c', false)), stays: 'what is pending stays so' },
  }),
  component('buttons', { items: [button] }, {
    ...{ ...placed, name: named },
    items: { value: [{ button: { name: 'z', label: 'Zap' } }, { text }], seen: both(has('[data-test=z]'), lacks('.w-text')) },
    justify: { value: 'end', seen: has('.w-justify-end') },
  }),
  component('mini_button', { name: 'x', label: 'Go' }, {
    name,
    label: { value: 'Stop', seen: reads('Stop', '[data-test=x]') },
    icon: { value: 'Mail', seen: icon('Mail', '[data-test=x]') },
  }),
  component('mini_buttons', { items: [] }, {
    visible: shared.visible,
    items: { value: [{ mini_button: { name: 'z', label: 'Zap' } }], seen: has('[data-test=z]') },
  }),
  component('link', { label: 'Read', path: '/a' }, {
    ...{ ...placed, name: named },
    label: { value: 'More', seen: reads('More', 'a') },
    path: { value: '/other', seen: tells('a', 'href', '/other') },
    disabled: { value: true, seen: has('[aria-disabled=true]') },
    download: { value: true, seen: has('a[download]') },
    button: { value: true, seen: has('button.w-button') },
    target: { value: '', seen: both(tells('a', 'target', '_blank'), tells('a', 'rel', 'noopener noreferrer')) },
    tooltip: { ...tooltip, first: pointAt('.w-tip-anchor') },
  }),
  component('links', { items: [] }, {
    width: shared.width,
    items: { value: [{ link: { label: 'Zap', path: '/z' } }], seen: has('a[href="/z"]') },
    label: { value: 'See also', seen: reads('See also') },
    inline: { value: true, seen: has('.w-links-inline') },
  }),
  component('stepper', { name: 'x', items: [] }, {
    ...{ name, ...placed, tooltip },
    items: { value: [{ label: 'Pack' }], seen: reads('Pack') },
  }),
  component('stats', { items: [] }, {
    ...{ ...placed, name: named },
    items: { value: [{ label: 'Tonnes' }], seen: reads('Tonnes') },
    justify: { value: 'between', seen: has('.w-stats-between') },
    inset: { value: true, seen: has('.w-stats-inset') },
  }),
  component('image', { title: 'A cat', path: '/cat.png' }, {
    ...placed,
    title: { value: 'A dog', seen: tells('img', 'alt', 'A dog') },
    type: { value: 'jpeg', given: { image: 'AAAA', path: '' }, seen: tells('img', 'src', 'data:image/jpeg;base64,AAAA') },
    image: { value: 'AAAA', given: { type: 'png', path: '' }, seen: tells('img', 'src', image) },
    path: { value: '/dog.png', seen: tells('img', 'src', '/dog.png') },
    path_popup: { value: '/large.png', seen: has('[aria-label="Enlarge A cat"]') },
  }),
  component('persona', { title: 'Ada Lovelace' }, {
    title: { value: 'Zoe Young', seen: both(reads('Zoe Young'), reads('ZY', '.w-coin')) },
    subtitle: { value: 'Countess', seen: reads('Countess') },
    caption: { value: 'Online', seen: reads('Online') },
    size: { value: 'xl', seen: has('.w-persona-xl') },
    image: { value: '/ada.png', seen: tells('img', 'src', '/ada.png') },
    initials: { value: 'QQ', seen: reads('QQ') },
    initials_color: { value: '$red', seen: looks('.w-coin', '--w-coin-color', 'var(--wave-red, var(--wave-gray))') },
    name: { value: 'x', seen: has('button[data-test=x]') },
  }),
  component('facepile', { items: [persona, persona] }, {
    items: { value: [{ persona: { title: 'Zoe Young' } }], seen: reads('ZY') },
    name: { value: 'x', seen: has('[data-test=x] [aria-label=Add]') },
    max: { value: 1, seen: reads('+1') },
    value: { value: 'more', given: { name: 'x' }, seen: sends('[aria-label=Add]', { x: 'more' }) },
  }),
  component('copyable_text', { label: 'a', value: 'b' }, {
    width: shared.width,
    value: { value: 'pip install', seen: ({ query }) => query<HTMLInputElement>('.w-copyable input')?.value === 'pip install' },
    label,
    name: named,
    multiline: { value: true, seen: has('textarea') },
    height: { value: '222px', given: { multiline: true }, seen: looks('.w-box', 'height', '222px') },
  }),
  component('menu', { items: [], label: 'More' }, {
    items: { value: [{ name: 'z', label: 'Zap' }], seen: pends('z', false), stays: 'what is pending stays so' },
    icon: { value: 'Mail', seen: icon('Mail') },
    image: { value: '/ada.png', seen: tells('img', 'src', '/ada.png') },
    name: named,
    label: { value: 'Others', seen: reads('Others') },
  }),
  component('tags', { items: [] }, { items: { value: [{ label: 'New', color: '$red' }], seen: reads('New', '.w-tag') } }),
  partOf('tags', 'items', 'Tag', { label: 'New', color: '$red' }, {
    label: { value: 'Old', seen: reads('Old', '.w-tag') },
    color: { value: '#123456', seen: looks('.w-tag', '--w-tag', '#123456') },
    label_color: { value: '#654321', seen: looks('.w-tag', 'color', '#654321') },
  }),
  partOf('stepper', 'items', 'Step', { label: 'Pack' }, {
    label: { value: 'Ship', seen: reads('Ship') },
    icon: { value: 'Mail', seen: icon('Mail', '.w-step') },
    done: { value: true, seen: icon('CheckMark', '.w-step') },
  }),
  partOf('stats', 'items', 'Stat', { label: 'Tonnes' }, {
    label: { value: 'Ships', seen: reads('Ships') },
    value: { value: '12', seen: reads('12', '.w-stats-value') },
    caption: { value: 'today', seen: reads('today') },
    icon: { value: 'Mail', seen: icon('Mail', '.w-stats') },
    icon_color: { value: '#123456', given: { icon: 'Mail' }, seen: ({ root }) => root.querySelector<SVGElement>('.w-stats .w-icon')?.style.color === '#123456' },
    name: { value: 'x', seen: has('[data-test=x]') },
  }),
  partOf('menu', 'items', 'Command', { name: 'a' }, {
    name: { value: 'z', seen: pends('z', false), stays: 'what is pending stays so' },
    ...openMenuRows(),
  }, { label: 'More' }),
]

/** What is seen of a command once its menu is open. */
function openMenuRows(): Rows {
  const first: Visible['first'] = async (shown) => {
    await until(() => shown.query('[data-scope=menu]'))
    if (!shown.query('.w-menu')) await clickOn('.w-menu-button')(shown)
    await until(() => shown.query('.w-menu'))
  }
  const item = '.w-menu-item'
  return {
    label: { value: 'Zap', seen: reads('Zap', item), first },
    caption: { value: 'At once', seen: has('[title="At once"]'), first },
    icon: { value: 'Mail', seen: icon('Mail', item), first },
    items: { value: [{ name: 'i', label: 'Inner' }], seen: icon('ChevronRight', item), first },
    value: { value: 'v', seen: sendsFromMenu('v'), first },
    path: { value: '/p', first, seen: async (shown) => {
      await clickOn(item)(shown)
      return shown.around.asked.splice(0).includes('open /p')
    } },
    download: { value: true, given: { path: '/p' }, first, seen: saves('/p', clickOn(item)) },
  }
}

function sendsFromMenu(value: string): Sight {
  return async (shown) => {
    await clickOn('.w-menu-item')(shown)
    return shown.lastArgs()?.['a'] === value
  }
}
