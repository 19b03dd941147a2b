import './clock.css'
import { useRef, useState } from 'preact/hooks'
import { ChoiceColumn } from './choice_column.tsx'
import { isHourIn, isIn, minutesOf, onClock, padded, type Minutes, type TimeRange } from './time.ts'

interface Props {
  /** What is chosen so far. */
  time: Minutes | undefined
  range: TimeRange
  /** Are the hours those of a clock, told apart by AM and PM? */
  twelve: boolean
  onChoose: (time: Minutes) => void
}

const noon: Minutes = 12 * 60

/** Lists of hours and minutes, beside one another. With the minutes the time is chosen. */
export function Clock({ time, range, twelve, onChoose }: Props) {
  const around = useRef<HTMLDivElement>(null)
  const [hours, setHours] = useState(Math.floor((time ?? Math.max(range.min, Math.min(range.max, noon))) / 60))
  const { afternoon } = onClock(hours * 60)
  const minute = time === undefined ? undefined : time % 60
  const hourChoices = Array.from({ length: twelve ? 12 : 24 }, (_, place) => {
    const hour = twelve ? place + (afternoon ? 12 : 0) : place
    return { value: hour, label: twelve ? padded(onClock(hour * 60).hour) : padded(hour), disabled: !isHourIn(range, hour) }
  })
  const focusColumn = (place: number): void =>
    around.current?.querySelectorAll('[role=listbox]')[place]?.querySelector<HTMLElement>('[tabindex="0"]')?.focus()
  return (
    <div ref={around} class="w-clock" role="group">
      <ChoiceColumn
        label="Hours"
        choices={hourChoices}
        value={hours}
        onChoose={(hour) => {
          setHours(hour)
          focusColumn(1)
        }}
        onMove={(by) => focusColumn(by)}
      />
      <ChoiceColumn
        label="Minutes"
        choices={minutesOf(range).map((value) => ({ value, label: padded(value), disabled: !isIn(range, hours * 60 + value) }))}
        value={minute}
        onChoose={(value) => onChoose(hours * 60 + value)}
        onMove={(by) => focusColumn(1 + by)}
      />
      {twelve && (
        <ChoiceColumn
          label="Half of the day"
          choices={[
            { value: 0, label: 'AM', disabled: range.min >= noon },
            { value: 12, label: 'PM', disabled: range.max < noon },
          ]}
          value={afternoon ? 12 : 0}
          onChoose={(half) => setHours((hours % 12) + half)}
          onMove={(by) => focusColumn(2 + by)}
        />
      )}
    </div>
  )
}
