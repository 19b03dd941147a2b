import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Tooltip } from '../reader/tooltip.ts'

export interface TooltipPlace {
  readonly tooltip: Tooltip
  /** What it is about, in pixels within the chart. */
  readonly x: number
  readonly y: number
}

const gap = 12

/** The rows under the pointer, beside what they belong to and never outside of the window. */
export function TooltipView({ tooltip, x, y }: TooltipPlace) {
  const ref = useRef<HTMLDivElement>(null)
  const [place, setPlace] = useState({ left: 0, top: 0 })
  useLayoutEffect(() => {
    const element = ref.current
    const stage = element?.parentElement
    if (!element || !stage) return
    const { left, top } = stage.getBoundingClientRect()
    const { clientWidth, clientHeight } = document.documentElement
    const right = left + x + gap
    const fitsRight = right + element.offsetWidth <= clientWidth
    const lowest = clientHeight - element.offsetHeight
    setPlace({
      left: Math.max(0, fitsRight ? right : left + x - gap - element.offsetWidth),
      top: Math.max(0, Math.min(lowest, top + y + gap)),
    })
  }, [tooltip, x, y])
  return (
    <div ref={ref} class="w-plot-tooltip" aria-hidden="true" style={{ transform: `translate(${place.left}px, ${place.top}px)` }}>
      {tooltip.title && <strong>{tooltip.title}</strong>}
      {tooltip.rows.length === 1 ? <Single tooltip={tooltip} /> : <Several tooltip={tooltip} />}
      {tooltip.omitted > 0 && <small>{`and ${tooltip.omitted} more`}</small>}
    </div>
  )
}

/** One row: a field to a line. */
const Single = ({ tooltip: { fields, rows } }: { tooltip: Tooltip }) => (
  <table>
    <tbody>
      {fields.map((field, place) => (
        <tr key={field}>
          <th scope="row">{field}</th>
          <td>{rows[0]?.cells[place]}</td>
        </tr>
      ))}
    </tbody>
  </table>
)

/** Several rows: a row to a line. */
const Several = ({ tooltip: { fields, rows } }: { tooltip: Tooltip }) => (
  <table>
    <thead>
      <tr>
        <td />
        {fields.map((field) => (
          <th key={field} scope="col">
            {field}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {rows.map(({ color, cells }, row) => (
        <tr key={row}>
          <td>
            <i class="w-plot-swatch w-plot-swatch-area" style={{ '--swatch': color }} />
          </td>
          {cells.map((cell, place) => (
            <td key={place}>{cell}</td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
)
