import { useLayoutEffect, useRef } from 'preact/hooks'
import type { Summary } from '../reader/summary.ts'

/** A plot as a table, for those who cannot see it. */
export const DataTable = ({ summary: { sentence, fields, rows } }: { summary: Summary }) => (
  <div class="w-sr">
    <table>
      <caption>{sentence}</caption>
      <thead>
        <tr>
          {fields.map((field) => (
            <th key={field} scope="col">
              {field}
            </th>
          ))}
        </tr>
      </thead>
      <Rows rows={rows} />
    </table>
  </div>
)

/** Written without rendering: the cells of a page of plots would weigh more than all else that is rendered. */
function Rows({ rows }: Pick<Summary, 'rows'>) {
  const body = useRef<HTMLTableSectionElement>(null)
  useLayoutEffect(() => {
    if (body.current) fill(body.current, rows)
  }, [rows])
  return <tbody ref={body} />
}

function fill(body: Element, rows: Summary['rows']): void {
  rows.forEach((cells, place) => {
    const row = childAt(body, place, 'tr')
    cells.forEach((text, at) => {
      const cell = childAt(row, at, 'td')
      if (cell.textContent !== text) cell.textContent = text
    })
    keep(row, cells.length)
  })
  keep(body, rows.length)
}

/** The child at this place. One that is there stays there: somebody may be reading it. */
const childAt = (parent: Element, place: number, tag: string): Element => parent.children[place] ?? parent.appendChild(document.createElement(tag))

/** Keeps so many children. */
function keep(parent: Element, count: number): void {
  while (parent.childElementCount > count) parent.lastElementChild?.remove()
}
