import './spark.css'
import type { JsonObject } from '../../../page/json.ts'
import { toRecords } from '../../../page/packed.ts'
import type { Card } from '../../../view/card.ts'
import { toCssColor } from '../../../view/css.ts'
import { useNode } from '../../../view/reactive.ts'
import type { SmallSeriesStatCard, TallSeriesStatCard, WideSeriesStatCard } from '../../../vocabulary/series_stats.ts'
import { rangeOf, spark, sparkBox, type SparkInput } from './spark.ts'
import { useText } from '../text.tsx'

type SeriesStatCard = SmallSeriesStatCard | TallSeriesStatCard | WideSeriesStatCard

/** The spark plot of a card. It alone is drawn again when the data behind it changes. */
export function SparkView({ card }: { card: Card }) {
  const model = useNode(card.data) as unknown as SeriesStatCard
  const { plot_color = '$gray', plot_curve, plot_type, plot_value, plot_zero_value, plot_category = 'x' } = model
  const [values, categories] = useColumns(card, plot_value, plot_category)
  const title = useText(card, 'title')
  const input: SparkInput = {
    values: Float64Array.from(values, (cell) => (typeof cell === 'number' ? cell : NaN)),
    // Without categories every row stands for itself.
    categories: categories.some((cell) => cell !== undefined) ? categories : values.map((_, place) => place),
    type: plot_type,
    curve: plot_curve,
    zero: typeof plot_zero_value === 'number' ? plot_zero_value : undefined,
  }
  const { fill, stroke } = spark(input)
  return (
    <svg
      class={`w-spark w-spark-${plot_type === 'interval' ? 'bars' : 'area'}`}
      viewBox={`0 0 ${sparkBox.width} ${sparkBox.height}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={description(title, input)}
      style={{ '--w-plot': toCssColor(plot_color) }}
    >
      <path class="w-spark-fill" d={fill} />
      {stroke && <path class="w-spark-line" d={stroke} />}
    </svg>
  )
}

/** The cells of two fields, row by row, from a buffer or from data that came with the card. */
function useColumns(card: Card, valueField: string, categoryField: string): readonly [unknown[], unknown[]] {
  const buffer = card.buffer('plot_data')
  if (buffer) {
    const { names } = useNode(buffer).fields
    const rows = buffer.rows()
    return [names.indexOf(valueField), names.indexOf(categoryField)].map((place) => rows.map((row) => row[place])) as [unknown[], unknown[]]
  }
  const records: JsonObject[] = toRecords(useNode(card.data)['plot_data'])
  return [records.map((record) => record[valueField]), records.map((record) => record[categoryField])]
}

function description(title: string, { values }: SparkInput): string {
  const range = rangeOf({ values, zero: undefined })
  if (!range) return `${title}: no data yet`
  return `${title}: ${values.length} values between ${range[0]} and ${range[1]}, the last ${values.at(-1)}`
}
