import './meter.css'
import { toCssColor } from '../../../view/css.ts'
import type { MeterProps } from './bar.tsx'
import { meterAttributes, shareOf } from './progress.ts'

interface RingProps extends MeterProps {
  /** Width of the line, in hundredths of the ring. */
  thickness: number
}

const middle = 50

/** A share as an arc, clockwise from the top. */
export function Ring({ label, progress, color = '$gray', thickness }: RingProps) {
  const share = shareOf(progress)
  const circle = { cx: middle, cy: middle, r: middle - thickness / 2, 'stroke-width': thickness }
  return (
    <svg class="w-stat-ring" viewBox="0 0 100 100" {...meterAttributes(label, share)} style={{ '--w-plot': toCssColor(color) }}>
      <circle {...circle} class="w-stat-ring-track" />
      {/* A line of no length would still be drawn as a dot, because its ends are round. */}
      {share > 0 && <circle {...circle} class="w-stat-ring-arc" pathLength={1} stroke-dasharray={`${share} 1`} />}
    </svg>
  )
}
