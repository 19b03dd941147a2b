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
      <tbody>
        {rows.map((cells, row) => (
          <tr key={row}>
            {cells.map((cell, place) => (
              <td key={place}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
)
