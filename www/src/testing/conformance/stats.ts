import type { JsonObject } from '../../page/json.ts'
import { both, has, icon, onCard, reads, sends, tells } from './sights.ts'
import { card, partOfCard, type Rows, type Sight, type Table, type Visible } from './table.ts'

/** An attribute that may be an expression about the data. */
const told = (): Visible => ({ value: '={{n}}', given: { data: { n: 'forty-two' } }, seen: reads('forty-two') })
const data = (attribute: string): Visible => ({ value: { n: 'ninety' }, given: { [attribute]: '={{n}}' }, seen: reads('ninety') })
const valued: Rows = { ...onCard, title: told(), value: told(), data: data('value') }
const plotColor = (selector: string): Visible => ({
  value: '#123456',
  seen: ({ root }) => root.querySelector<HTMLElement>(selector)?.style.getPropertyValue('--w-plot') === '#123456',
})
const progress: Visible = { value: 0.25, seen: tells('[role=meter]', 'aria-valuenow', '25') }
const metered: Rows = { ...valued, aux_value: told(), progress }

const sparkRows = 'rows:[["a","b","x"],[[1,10,"p"],[2,20,"q"],[3,10,"r"]]]'
const spark: JsonObject = { title: 'T', value: '1', plot_data: sparkRows, plot_value: 'a' }
/** What the picture is, compared with what it was when somebody first looked. */
function differs(selector: string, attribute: string): Sight {
  let known: { root: HTMLElement; drawn: string | null | undefined } | undefined
  return ({ root }) => {
    const drawn = root.querySelector(selector)?.getAttribute(attribute)
    if (known?.root !== root) known = { root, drawn }
    return drawn !== known.drawn
  }
}
const redraws = (value: Visible['value'], given: JsonObject = {}): Visible => ({ value, given, seen: differs('.w-spark-fill', 'd') })
const sparked: Rows = {
  ...valued,
  plot_data: { value: 'rows:[["a"],[[1],[5]]]', seen: tells('.w-spark', 'aria-label', 'T: 2 values between 1 and 5, the last 5'), stays: 'every spark plot has data' },
  plot_value: { value: 'b', seen: tells('.w-spark', 'aria-label', 'T: 3 values between 10 and 20, the last 10'), stays: 'every spark plot has a field' },
  plot_zero_value: redraws(-9),
  plot_category: redraws('b', { plot_type: 'interval' }),
  plot_type: { value: 'interval', seen: has('.w-spark-bars') },
  plot_curve: redraws('step'),
  plot_color: plotColor('.w-spark'),
}
const stat = { title: 'T', value: '1' }
const meter = { ...stat, aux_value: '2', progress: 0.5 }
const clickable = (view: string, list: string, className: string, base: JsonObject, rest: Rows): Table =>
  partOfCard(view, list, className, base, {
    label: { value: 'Ships', seen: reads('Ships') },
    name: { value: 'z', seen: sends('[data-test=z]', { z: true }) },
    caption: { value: 'of all', seen: reads('of all') },
    icon: { value: 'Mail', seen: icon('Mail') },
    icon_color: { value: '#123456', given: { icon: 'Mail' }, seen: ({ root }) => root.querySelector<SVGElement>('.w-stat-icon')?.style.color === '#123456' },
    ...rest,
  }, { title: 'T', columns: ['A', 'B'] })

export const stats: readonly Table[] = [
  card('small_stat', stat, valued),
  card('large_stat', { ...stat, aux_value: '2', caption: 'C' }, { ...valued, aux_value: told(), caption: told() }),
  card('large_bar_stat', { ...meter, caption: 'C', value_caption: 'V', aux_value_caption: 'A' }, {
    ...{ ...metered, caption: told(), value_caption: told(), aux_value_caption: told() },
    plot_color: plotColor('.w-stat-bar'),
  }),
  card('wide_bar_stat', meter, { ...metered, plot_color: plotColor('.w-stat-bar') }),
  card('tall_gauge_stat', meter, { ...metered, plot_color: plotColor('.w-stat-ring') }),
  card('wide_gauge_stat', meter, { ...metered, progress: { value: 0.25, seen: both(progress.seen, reads('25%')) }, plot_color: plotColor('.w-stat-ring') }),
  card('small_series_stat', spark, sparked),
  card('tall_series_stat', { ...spark, aux_value: '2' }, { ...sparked, aux_value: told() }),
  card('wide_series_stat', { ...spark, aux_value: '2' }, { ...sparked, aux_value: told() }),
  card('wide_pie_stat', { title: 'T', pies: [] }, {
    ...onCard,
    title: { value: 'Cargo', seen: reads('Cargo') },
    pies: { value: [{ label: 'Oil', value: '30%', fraction: 0.3, color: '$red' }], seen: both(reads('Oil'), reads('30%')) },
  }),
  card('tall_stats', { items: [] }, {
    ...onCard,
    items: { value: [{ label: 'Ships', value: '12' }], seen: both(reads('Ships'), reads('12')) },
    name: { unseen: 'nothing of such a card can be clicked' },
  }),
  card('stat_list', { title: 'T', items: [{ label: 'L', name: 'a' }] }, {
    ...onCard,
    title: { value: 'Ports', seen: reads('Ports') },
    items: { value: [{ label: 'Oslo' }], seen: reads('Oslo') },
    name: { value: 'x', seen: sends('[data-test=a]', { x: 'a' }) },
    subtitle: { value: 'of all', seen: reads('of all') },
  }),
  card('stat_table', { title: 'T', columns: ['A'], items: [{ label: 'L', name: 'a', values: ['1'] }] }, {
    ...onCard,
    title: { value: 'Ports', seen: reads('Ports') },
    columns: { value: ['Port', 'Tonnes'], seen: reads('Tonnes', 'th') },
    items: { value: [{ label: 'Oslo', values: ['7'] }], seen: reads('Oslo') },
    name: { value: 'x', seen: sends('[data-test=a]', { x: 'a' }) },
    subtitle: { value: 'of all', seen: reads('of all') },
  }),
  clickable('stat_list', 'items', 'StatListItem', { label: 'L' }, {
    value: { value: '12', seen: reads('12', 'strong') },
    value_color: { value: '#123456', given: { value: '1' }, seen: ({ query }) => query('.w-stat-item strong')?.style.color === '#123456' },
    aux_value: { value: 'more', seen: reads('more') },
  }),
  clickable('stat_table', 'items', 'StatTableItem', { label: 'L', values: ['1'] }, {
    values: { value: ['7', '8'], seen: both(reads('7', 'td'), reads('8', 'td')) },
    colors: { value: ['#123456'], seen: ({ query }) => query('td')?.style.color === '#123456' },
  }),
  partOfCard('wide_pie_stat', 'pies', 'Pie', { label: 'Oil', value: '30%', fraction: 0.3, color: '$red' }, {
    label: { value: 'Gas', seen: reads('Gas') },
    value: { value: '44%', seen: reads('44%', 'text') },
    fraction: { value: 0.5, seen: differs('.w-stat-pie path', 'd'), stays: 'every slice has a size' },
    color: { value: '#123456', seen: ({ root }) => root.querySelector<SVGElement>('.w-stat-pie g')?.style.getPropertyValue('--w-plot') === '#123456' },
    aux_value: { value: 'more', seen: reads('more') },
  }, { title: 'T' }),
]
