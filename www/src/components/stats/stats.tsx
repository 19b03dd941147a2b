import './stats.css'
import { Icon } from '../../view/icon.tsx'
import { useNode } from '../../view/reactive.ts'
import type { Stat, Stats } from '../../vocabulary/stats.ts'
import type { ComponentProps } from '../component.ts'

const StatsView = ({ model: { items, justify = 'start', inset, name } }: ComponentProps<Stats>) => (
  <ul class={`w-stats w-stats-${justify} ${inset ? 'w-stats-inset' : ''}`} {...(name && { 'data-test': name })}>
    {useNode(items ?? []).map((stat, place) => (
      <StatView key={place} stat={useNode(stat)} />
    ))}
  </ul>
)

const StatView = ({ stat: { label, value, caption, icon, icon_color, name } }: { stat: Stat }) => (
  <li class="w-stats-item" {...(name && { 'data-test': name })}>
    {icon && <Icon name={icon} color={icon_color} class="w-stats-icon" />}
    <div>
      <div>{label}</div>
      {value && <div class="w-stats-value">{value}</div>}
      {caption && <div>{caption}</div>}
    </div>
  </li>
)

export const views = { stats: StatsView }
