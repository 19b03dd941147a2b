import './drawing/pie.css'
import type { CardProps } from '../../view/card.ts'
import { toCssColor } from '../../view/css.ts'
import { useNode, useTree } from '../../view/reactive.ts'
import type { Pie, WidePieStatCard } from '../../vocabulary/progress_stats.ts'
import { minLabelledFraction, slicesOf } from './drawing/pie.ts'

export function WidePieStat({ card }: CardProps) {
  const { title, pies } = useNode(card.data) as unknown as WidePieStatCard
  const slices = Array.isArray(pies) ? useTree(pies) : []
  return (
    <div class="w-stat w-stat-beside w-stat-pie-card">
      <div class="w-stat-texts">
        <h2 class="w-title w-stat-title">{title}</h2>
        <ul class="w-stat-legend">
          {slices.map(({ label, aux_value, color }) => (
            <li key={label} style={{ '--w-plot': toCssColor(color) }}>
              <i />
              <span class="w-stat-aux">{label}</span>
              {aux_value && <strong>{aux_value}</strong>}
            </li>
          ))}
        </ul>
      </div>
      <PieView title={title} pies={slices} />
    </div>
  )
}

function PieView({ title, pies }: { title: string; pies: readonly Pie[] }) {
  const shapes = slicesOf(pies.map(({ fraction }) => fraction))
  const description = `${title}: ${pies.map(({ label, value }) => `${label} ${value}`).join(', ')}`
  return (
    <svg class="w-stat-pie" viewBox="-1 -1 2 2" role="img" aria-label={description}>
      {pies.map(({ label, value, fraction, color }, place) => {
        const shape = shapes[place]
        return shape ? (
          <g key={label} style={{ '--w-plot': toCssColor(color) }}>
            <path d={shape.path} />
            {fraction >= minLabelledFraction && (
              <text class="w-on-ground" x={shape.x} y={shape.y}>
                {value}
              </text>
            )}
          </g>
        ) : null
      })}
    </svg>
  )
}
