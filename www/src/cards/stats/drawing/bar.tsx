import './meter.css'
import { toCssColor } from '../../../view/css.ts'
import { meterAttributes, shareOf } from './progress.ts'

export interface MeterProps {
  label: string
  /** From 0 to 1. */
  progress: unknown
  color: string | undefined
}

/** A share as a bar. */
export function Bar({ label, progress, color = '$gray' }: MeterProps) {
  const share = shareOf(progress)
  return (
    <div class="w-stat-bar" {...meterAttributes(label, share)} style={{ '--w-plot': toCssColor(color) }}>
      <div style={{ transform: `scaleX(${share})` }} />
    </div>
  )
}
