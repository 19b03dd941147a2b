import './calendar.css'
import { CalendarDate } from '@internationalized/date'
import { connect, machine } from '@zag-js/date-picker'
import { normalizeProps, useMachine } from '../../view/machines.ts'
import { useEffect, useId, useRef } from 'preact/hooks'
import { toDate } from '../../format/intl.ts'
import { Icon } from '../../view/icon.tsx'

interface Props {
  /** A day such as `2024-02-29`; anything else is taken for none. */
  value: string | null
  min: string | undefined
  max: string | undefined
  onChoose: (day: string) => void
}

type Api = ReturnType<typeof connect>

/** A day of the calendar, from text. */
function dayOf(text: string | null | undefined): CalendarDate | undefined {
  const date = text ? toDate(text) : undefined
  return date && new CalendarDate(date.getFullYear(), date.getMonth() + 1, date.getDate())
}

/** A month to choose a day from; or a year to choose a month from, or a decade. */
export function Calendar({ value, min, max, onChoose }: Props) {
  const chosen = dayOf(value)
  const [from, to] = [dayOf(min), dayOf(max)]
  const service = useMachine(machine, {
    id: useId(),
    inline: true,
    locale: navigator.language || 'en-US',
    defaultValue: chosen ? [chosen] : [],
    ...(from && { min: from }),
    ...(to && { max: to }),
    onValueChange: ({ value: [day] }) => {
      if (day) onChoose(isoOf(day))
    },
  })
  const api = connect(service, normalizeProps)
  const View = calendarViews[api.view]
  const content = useFocusedDay(api)
  return (
    <div {...api.getContentProps()} ref={content} class="w-calendar">
      <Head api={api} />
      <View api={api} />
    </div>
  )
}

const isoOf = ({ year, month, day }: { year: number; month: number; day: number }): string =>
  `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`

/** Whoever opens a calendar wants to go around in it. */
function useFocusedDay(api: Api): { current: HTMLDivElement | null } {
  const content = useRef<HTMLDivElement>(null)
  useEffect(() => {
    content.current?.querySelector<HTMLElement>('[data-part=table-cell-trigger][tabindex="0"]')?.focus({ preventScroll: true })
  }, [api.view])
  return content
}

/** What the calendar shows, in words. */
function titleOf(api: Api): string {
  const { start, end } = api.getDecade()
  const titles = { day: api.visibleRangeText.start, month: String(api.visibleRange.start.year), year: `${start} – ${end}` }
  return titles[api.view]
}

function Head({ api }: { api: Api }) {
  const { view } = api
  const title = titleOf(api)
  return (
    <div {...api.getViewControlProps({ view })} class="w-calendar-head">
      <button {...api.getViewTriggerProps({ view })} aria-label={`${title}, choose another`} class="w-calendar-title">
        {title}
      </button>
      <button {...api.getPrevTriggerProps({ view })} class="w-icon-button">
        <Icon name="ChevronLeft" />
      </button>
      <button {...api.getNextTriggerProps({ view })} class="w-icon-button">
        <Icon name="ChevronRight" />
      </button>
    </div>
  )
}

const Days = ({ api }: { api: Api }) => (
  <table {...api.getTableProps({ view: 'day' })} class="w-calendar-days">
    <thead {...api.getTableHeaderProps({ view: 'day' })}>
      <tr {...api.getTableRowProps({ view: 'day' })}>
        {api.weekDays.map(({ short, long, narrow }) => (
          <th key={long} scope="col" aria-label={long}>
            {short.length > 3 ? narrow : short}
          </th>
        ))}
      </tr>
    </thead>
    <tbody {...api.getTableBodyProps({ view: 'day' })}>
      {api.weeks.map((week, place) => (
        <tr key={place} {...api.getTableRowProps({ view: 'day' })}>
          {week.map((day) => (
            <td key={day.toString()} {...api.getDayTableCellProps({ value: day })}>
              <div {...api.getDayTableCellTriggerProps({ value: day })} class="w-calendar-cell">
                {day.day}
              </div>
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
)

const columns = 4

const Months = ({ api }: { api: Api }) => (
  <table {...api.getTableProps({ view: 'month', columns })} class="w-calendar-months">
    <tbody {...api.getTableBodyProps({ view: 'month' })}>
      {api.getMonthsGrid({ columns, format: 'short' }).map((row, place) => (
        <tr key={place} {...api.getTableRowProps({ view: 'month' })}>
          {row.map((month) => (
            <td key={month.value} {...api.getMonthTableCellProps({ ...month, columns })}>
              <div {...api.getMonthTableCellTriggerProps({ ...month, columns })} class="w-calendar-cell">
                {month.label}
              </div>
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
)

const Years = ({ api }: { api: Api }) => (
  <table {...api.getTableProps({ view: 'year', columns })} class="w-calendar-months">
    <tbody {...api.getTableBodyProps({ view: 'year' })}>
      {api.getYearsGrid({ columns }).map((row, place) => (
        <tr key={place} {...api.getTableRowProps({ view: 'year' })}>
          {row.map((year) => (
            <td key={year.value} {...api.getYearTableCellProps({ ...year, columns })}>
              <div {...api.getYearTableCellTriggerProps({ ...year, columns })} class="w-calendar-cell">
                {year.label}
              </div>
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
)

const calendarViews = { day: Days, month: Months, year: Years } as const
