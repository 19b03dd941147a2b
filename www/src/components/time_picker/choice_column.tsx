import { useEffect, useRef } from 'preact/hooks'

interface Choice {
  value: number
  label: string
  disabled: boolean
}

interface Props {
  label: string
  choices: readonly Choice[]
  value: number | undefined
  onChoose: (value: number) => void
  /** Goes to the column before (-1) or after (1). */
  onMove: (by: number) => void
}

/** How far a key goes among so many choices. */
const moves: Readonly<Record<string, (place: number, count: number) => number>> = {
  ArrowDown: (place, count) => (place + 1) % count,
  ArrowUp: (place, count) => (place - 1 + count) % count,
  Home: () => 0,
  End: (_place, count) => count - 1,
}

const sideways: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1 }

/** A list to choose one of. The arrow keys go up and down in it and to its neighbours; Enter chooses. */
export function ChoiceColumn({ label, choices, value, onChoose, onMove }: Props) {
  const list = useRef<HTMLDivElement>(null)
  const free = choices.filter(({ disabled }) => !disabled)
  const reachable = free.find((choice) => choice.value === value) ?? free[0]
  // When the popup around it is there to be scrolled in.
  useEffect(() => {
    const chosen = list.current?.querySelector<HTMLElement>('[aria-selected=true]')
    // Not scrollIntoView, which also scrolls whatever is around.
    if (chosen && list.current) list.current.scrollTop = chosen.offsetTop - list.current.clientHeight / 2 + chosen.offsetHeight / 2
  }, [])
  const press = (event: KeyboardEvent, choice: Choice): void => {
    const { key } = event
    const next = moves[key]?.(free.indexOf(choice), free.length)
    if (next !== undefined) list.current?.querySelectorAll<HTMLElement>('[role=option]:not([aria-disabled=true])')[next]?.focus()
    else if (sideways[key] !== undefined) onMove(sideways[key])
    else if (key === 'Enter' || key === ' ') onChoose(choice.value)
    else return
    event.preventDefault()
  }
  return (
    <div ref={list} class="w-clock-column" role="listbox" aria-label={label}>
      {choices.map((choice) => (
        <div
          key={choice.value}
          role="option"
          class="w-clock-choice"
          tabIndex={choice === reachable ? 0 : -1}
          aria-selected={choice.value === value}
          aria-disabled={choice.disabled}
          onClick={() => !choice.disabled && onChoose(choice.value)}
          onKeyDown={(event) => press(event, choice)}
        >
          {choice.label}
        </div>
      ))}
    </div>
  )
}
