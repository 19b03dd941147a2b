import { useClient } from '../../view/client_context.ts'
import { Suspended } from '../../view/suspended.tsx'
import { toDate } from '../../format/intl.ts'
import type { DatePicker } from '../../vocabulary/pickers.ts'
import type { ComponentProps } from '../component.ts'
import { useInput } from '../input.ts'
import { PickerField } from '../popup/picker_field.tsx'

const calendars = () => import('./calendar.tsx')

const days = new Intl.DateTimeFormat(undefined, { weekday: 'short', year: 'numeric', month: 'short', day: '2-digit' })

/** A day in words. What is no day is told as it was given. */
export function dayText(value: string | null): string {
  const day = value ? toDate(value) : undefined
  return day ? days.format(day) : (value ?? '')
}

function DatePickerView({ model, resets }: ComponentProps<DatePicker>) {
  const { name, label, placeholder, disabled, trigger, tooltip, min, max } = model
  const client = useClient()
  const [value, enter] = useInput<string | null>(name, model.value ?? null, resets)
  const choose = (day: string): void => {
    enter(day)
    if (trigger) client.push()
  }
  return (
    <PickerField
      {...{ name, label, disabled, tooltip }}
      text={dayText(value)}
      placeholder={placeholder ?? 'Select a date'}
      icon="Calendar"
      title="Date"
    >
      {(close) => (
        <Suspended
          load={calendars}
          fallback={<div class="w-calendar-coming">Loading…</div>}
          render={({ Calendar }) => (
            <Calendar
              // Another one, when the app has set another day meanwhile.
              key={value}
              value={value}
              min={min}
              max={max}
              onChoose={(day) => {
                close()
                choose(day)
              }}
            />
          )}
        />
      )}
    </PickerField>
  )
}

export const views = { date_picker: DatePickerView }
