import type { Json, JsonObject } from '../../page/json.ts'
import type { Shown } from '../tab.tsx'
import { both, clickOn, has, icon, lacks, looks, onCard, pends, reads, saves, sends, tells } from './sights.ts'
import { card, partOfCard, type Rows, type Table, type Visible } from './table.ts'

const text: JsonObject = { text: { content: 'Inner' } }
const textItems: Json = [text]
const items: Visible = { value: textItems, seen: reads('Inner', '.w-item') }
const title: Visible = { value: 'A title', seen: reads('A title') }
const titled: Rows = { ...onCard, title }
const data: Visible = { value: { n: 42 }, seen: reads('42') }
const persona: JsonObject = { persona: { title: 'Ada Lovelace' } }
const zoe: Visible = { value: { persona: { title: 'Zoe Young' } }, seen: reads('ZY', '.w-coin'), stays: 'somebody is always there' }
const image = (selector = 'img'): Visible => ({ value: '/cat.png', seen: tells(selector, 'src', '/cat.png') })
const markdown: Visible = { value: 'Some **bold** words', seen: has('strong') }
const said = (text_: string): Visible => ({ value: text_, seen: reads(text_) })
const asksFor = (url: string, act: (shown: Shown) => Promise<unknown>) => async (shown: Shown): Promise<boolean> => {
  shown.around.asked.splice(0)
  await act(shown)
  return shown.around.asked.includes(url)
}
const opens = (path: string, selector: string): Visible => ({ value: path, seen: asksFor(`open ${path}`, clickOn(selector)) })
const iconColor = (selector: string): Visible => ({
  value: '#123456',
  given: { icon: 'Mail' },
  seen: ({ root }) => root.querySelector<SVGElement>(selector)?.style.color === '#123456',
})
const groups = [{ label: 'Ports', items: [{ name: 'a', label: 'Oslo' }, { name: 'b', label: 'Bergen' }] }]

export const contentCards: readonly Table[] = [
  card('form', { items: [] }, { ...titled, items }),
  card('markdown', { title: 'T', content: 'a' }, {
    ...titled,
    content: markdown,
    data: { ...data, given: { content: '={{n}} ships' }, seen: reads('42 ships') },
    compact: { value: false, seen: has('.w-prose') },
  }),
  card('markup', { title: 'T', content: 'a' }, { ...titled, content: said('bold'), compact: { value: true, seen: lacks('.w-card-body') } }),
  card('template', { title: 'T', content: 'a' }, {
    ...titled,
    content: { value: '{{n}} ships', given: { data: { n: 7 } }, seen: reads('7 ships') },
    data: { ...data, given: { content: '{{n}} ships' }, seen: reads('42 ships') },
  }),
  card('frame', { title: 'T', path: '/a' }, {
    ...titled,
    path: { value: '/b', seen: tells('iframe', 'src', '/b') },
    content: { value: '<p>hi</p>', given: { path: '' }, seen: has('iframe[src*="/frame.html#"]') },
    compact: { value: true, seen: has('.w-frame-compact') },
  }),
  card('image', { title: 'T', path: '/a.png' }, {
    ...titled,
    type: { value: 'jpeg', given: { image: 'AAAA', path: '' }, seen: tells('img', 'src', 'data:image/jpeg;base64,AAAA') },
    image: { value: 'AAAA', given: { type: 'png', path: '' }, seen: tells('img', 'src', 'data:image/png;base64,AAAA') },
    data: { ...data, given: { title: '={{n}} ships' }, seen: reads('42 ships') },
    path: image(),
    path_popup: { value: '/large.png', seen: has('[aria-label="Enlarge T"]') },
  }),
  card('article', { title: 'T' }, { ...titled, content: markdown, items }),
  card('section', { title: 'T', subtitle: 'S' }, { ...titled, subtitle: markdown, items }),
  card('header', { title: 'T', subtitle: 'S' }, {
    ...titled,
    subtitle: said('of all'),
    icon: { value: 'Mail', seen: icon('Mail', '.w-header') },
    icon_color: iconColor('.w-header .w-icon'),
    image: image('.w-header img'),
    nav: { value: groups, seen: has('[aria-label=Navigation]') },
    items: { value: textItems, seen: reads('Inner', '.w-header-end') },
    secondary_items: { value: textItems, seen: reads('Inner', '.w-header-middle') },
    color: { value: 'card', seen: has('.w-header-card') },
  }),
  card('footer', { caption: 'C' }, { ...onCard, caption: markdown, items }),
  card('nav', { items: [] }, {
    ...titled,
    items: { value: groups, seen: has('[data-test=b]') },
    value: { value: 'b', given: { items: groups }, seen: both(tells('[data-test=b]', 'aria-current', 'page'), pends('b', true)), stays: 'what is pending stays so' },
    subtitle: said('of all'),
    icon: { value: 'Mail', seen: icon('Mail', '.w-nav-card') },
    icon_color: iconColor('.w-nav-card .w-icon'),
    image: image('.w-nav-card img'),
    persona: { value: persona, seen: reads('AL', '.w-nav-card') },
    secondary_items: items,
    color: { value: 'primary', seen: has('.w-nav-card-primary') },
  }),
  card('tab', { items: [{ name: 'a' }, { name: 'b' }] }, {
    ...onCard,
    items: { value: [{ name: 'z', label: 'Zone' }], seen: reads('Zone', '[role=tab]') },
    value: { value: 'b', seen: both(tells('[data-test=b]', 'aria-selected', 'true'), pends('b', true)), stays: 'what is pending stays so' },
    link: { value: true, seen: has('.w-tabs-link') },
    name: { value: 'x', seen: async (shown) => {
      await clickOn('[role=tab][aria-selected=false]')(shown)
      return typeof shown.lastArgs()?.['x'] === 'string'
    } },
  }),
  card('toolbar', { items: [] }, {
    ...onCard,
    items: { value: [{ name: 'z', label: 'Zap' }], seen: has('.w-toolbar-item[data-test=z]') },
    secondary_items: { value: [{ name: 'z', label: 'Zap' }], seen: has('.w-toolbar-end [data-test=z]') },
    overflow_items: { value: [{ name: 'z', label: 'Zap' }], seen: has('.w-toolbar-more') },
  }),
  card('breadcrumbs', { items: [] }, { ...onCard, items: { value: [{ name: 'z', label: 'Zone' }], seen: has('[data-test=z]') } }),
  card('profile', { persona, image: '/a.png' }, {
    ...onCard,
    persona: zoe,
    image: image('.w-profile-cover'),
    items,
    height: { value: '99px', seen: looks('.w-profile-words', 'height', '99px') },
  }),
  card('post', { persona, image: '/a.png' }, { ...onCard, persona: zoe, image: image('.w-post-image'), aux_value: said('2 h'), caption: markdown, items }),
  card('preview', { name: 'x', image: '/a.png' }, {
    ...titled,
    name: { value: 'z', seen: sends('.w-preview button', { z: 'z' }), stays: 'whatever has a name keeps one' },
    image: image(),
    items,
    caption: markdown,
    label: { value: 'Open', seen: reads('Open', '.w-button-primary') },
  }),
  card('tall_info', { name: 'x', title: 'T', caption: 'C' }, infoRows({ image_height: { value: '99px', given: { image: '/a.png' }, seen: looks('img', 'height', '99px') } })),
  card('wide_info', { name: 'x', title: 'T', caption: 'C' }, infoRows({ subtitle: said('of all'), align: { value: 'right', seen: has('.w-info-right') } })),
  card('tall_article_preview', { title: 'T', image: '/a.png' }, {
    ...titled,
    image: image(),
    subtitle: said('of all'),
    value: said('€ 3'),
    content: markdown,
    name: { value: 'z', seen: sends('.w-stretched', { z: 'z' }) },
    items,
  }),
  card('wide_article_preview', { persona, title: 'T', image: '/a.png' }, {
    ...titled,
    persona: zoe,
    image: image('.w-teaser-halves img'),
    name: { value: 'z', seen: sends('.w-stretched', { z: 'z' }) },
    aux_value: said('2 h'),
    items,
    content: markdown,
  }),
  partOfCard('toolbar', 'items', 'Command', { name: 'a' }, {
    name: { value: 'z', seen: has('[data-test=z]'), stays: 'whatever has a name keeps one' },
    label: { value: 'Zap', seen: reads('Zap', '.w-toolbar-item') },
    caption: { value: 'At once', seen: tells('.w-toolbar-item', 'title', 'At once') },
    icon: { value: 'Mail', seen: icon('Mail', '.w-toolbar-item') },
    items: { value: [{ name: 'i', label: 'Inner' }], seen: has('.w-toolbar .w-menu-chevron') },
    value: { value: 'v', seen: sends('[data-test=a]', { a: 'v' }) },
    path: opens('/p', '[data-test=a]'),
    download: { value: true, given: { path: '/p' }, seen: saves('/p', clickOn('[data-test=a]')) },
  }),
  partOfCard('breadcrumbs', 'items', 'Breadcrumb', { name: 'a', label: 'A' }, {
    name: { value: 'z', seen: has('[data-test=z]'), stays: 'whatever has a name keeps one' },
    label: { value: 'Zone', seen: reads('Zone') },
  }),
  partOfCard('nav', 'items', 'NavGroup', { label: 'Ports', items: [{ name: 'a', label: 'A' }] }, {
    label: { value: 'Towns', seen: reads('Towns') },
    items: { value: [{ name: 'z', label: 'Z' }], seen: has('[data-test=z]'), stays: 'every group has items' },
    collapsed: { value: true, seen: lacks('[data-test=a]') },
  }),
  {
    ...partOfCard('nav', 'items', 'NavItem', { name: 'a', label: 'A' }, {
      name: { value: 'z', seen: has('[data-test=z]'), stays: 'whatever has a name keeps one' },
      label: { value: 'Zone', seen: reads('Zone') },
      icon: { value: 'Mail', seen: icon('Mail', '.w-nav-item') },
      disabled: { value: true, seen: ({ query }) => query<HTMLButtonElement>('[data-test=a]')?.disabled },
      tooltip: { value: 'There', seen: tells('[data-test=a]', 'title', 'There') },
      path: opens('/p', '[data-test=a]'),
    }),
    page: (item) => ({ card: { view: 'nav', box: '1 1 4 4', items: [{ label: 'Ports', items: [item] }] } }),
    path: 'card items 0 items 0',
  },
]

function infoRows(rest: Rows): Rows {
  return {
    ...{ ...titled, caption: markdown, category: said('Sea'), ...rest },
    name: { value: 'z', seen: sends('.w-stretched', { z: 'z' }), stays: 'whatever has a name keeps one' },
    label: { value: 'Open', seen: reads('Open', '.w-button-primary') },
    icon: { value: 'Mail', seen: icon('Mail') },
    image: image(),
  }
}
