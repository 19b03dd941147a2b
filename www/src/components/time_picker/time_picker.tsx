import { useClient } from '../../view/client_context.ts'
import type { TimePicker } from '../../vocabulary/pickers.ts'
import type { ComponentProps } from '../component.ts'
import { useInput } from '../input.ts'
import { PickerField } from '../popup/picker_field.tsx'
import { Clock } from './clock.tsx'
import { clampTime, parseTime, timeRangeOf, timeText, toTime } from './time.ts'

function TimePickerView({ model, resets }: ComponentProps<TimePicker>) {
  const { name, label, placeholder, disabled, trigger, required, hour_format = '12' } = model
  const client = useClient()
  const range = timeRangeOf(model)
  const twelve = hour_format !== '24'
  const [value, enter] = useInput<string | null>(name, clampTime(model.value, range), resets)
  return (
    <PickerField
      {...{ name, label, disabled, required }}
      tooltip={undefined}
      text={timeText(value, twelve)}
      placeholder={placeholder ?? 'Select a time'}
      icon="Clock"
      title="Time"
      focus="[tabindex='0']"
    >
      {(close) => (
        <Clock
          // Another one, when the app has set another time meanwhile.
          key={value}
          time={parseTime(value)}
          range={range}
          twelve={twelve}
          onChoose={(time) => {
            close()
            enter(toTime(time))
            if (trigger) client.push()
          }}
        />
      )}
    </PickerField>
  )
}

export const views = { time_picker: TimePickerView }
