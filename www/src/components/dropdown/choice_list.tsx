import type { ComponentChildren, JSX, RefObject } from 'preact'
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Choice } from '../../vocabulary/choices.ts'
import { inOrder, labelOf, withAll } from '../choice/label.ts'
import { SelectAll } from '../choice/select_all.tsx'
import { matches } from './search.ts'

interface ListProps {
  choices: readonly Choice[]
  values: readonly string[]
  multi: boolean
  title: string
  /** Is it open to begin with? */
  opened: boolean
  onChoose: (values: string[]) => void
  /** The button that opens the list. */
  opener: (props: { open: boolean; onOpen: () => void }) => JSX.Element
}

interface RowsProps extends Pick<ListProps, 'choices' | 'values' | 'multi'> {
  onToggle: (name: string) => void
  /** A row was clicked, which is more than having come to it with the keyboard. */
  onPick?: (name: string) => void
}

/** Rows to tick. */
function Rows({ choices, values, multi, onToggle, onPick }: RowsProps) {
  const group = useId()
  const click = ({ name, disabled }: Choice, event: MouseEvent): void => {
    // Keys make clicks too, which count none.
    if (event.detail > 0 && !disabled) onPick?.(name)
  }
  return (
    <div class="w-choice-rows">
      {choices.map((choice) => (
        <label key={choice.name} class="w-tick w-choice-row" onClick={(event) => click(choice, event)}>
          <input
            type={multi ? 'checkbox' : 'radio'}
            name={group}
            data-test={choice.name}
            checked={values.includes(choice.name)}
            disabled={choice.disabled}
            onChange={() => onToggle(choice.name)}
          />
          {labelOf(choice)}
        </label>
      ))}
    </div>
  )
}

/** Chosen names come in the order in which they were chosen. */
const toggled = (values: readonly string[], name: string): string[] =>
  values.includes(name) ? values.filter((value) => value !== name) : [...values, name]

/** A list that hangs below its button. What is ticked counts at once. */
export function DropList({ choices, values, multi, opened, onChoose, opener }: ListProps) {
  const [open, setOpen] = useState(opened)
  const around = useRef<HTMLDivElement>(null)
  const close = (): void => {
    setOpen(false)
    around.current?.querySelector('button')?.focus()
  }
  useOutside(around, open, () => setOpen(false))
  return (
    <div ref={around} class="w-drop-anchor" onKeyDown={(event) => open && event.key === 'Escape' && close()}>
      {opener({ open, onOpen: () => setOpen(!open) })}
      {open && (
        <Hanging anchor={around}>
          {multi && <SelectAll onSelect={(on) => onChoose(withAll(choices, values, on))} />}
          <Rows choices={choices} values={values} multi={multi} onToggle={(name) => onChoose(toggled(values, name))} />
        </Hanging>
      )}
    </div>
  )
}

/** In the top layer, since cards cut off what hangs over their edges. */
function Hanging({ anchor, children }: { anchor: RefObject<HTMLElement | null>; children: ComponentChildren }) {
  const list = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const { current } = list
    // The list may be there together with its anchor: its own parent.
    const around = anchor.current ?? current?.parentElement
    if (!current || !around) return
    const { left, top, bottom, width } = around.getBoundingClientRect()
    const below = window.innerHeight - bottom - 12
    const above = top - 12
    current.style.left = `${left}px`
    current.style.minWidth = `${width}px`
    if (below >= 200 || below >= above) Object.assign(current.style, { top: `${bottom + 4}px`, maxHeight: `${below}px` })
    else Object.assign(current.style, { bottom: `${window.innerHeight - top + 4}px`, maxHeight: `${above}px` })
    current.showPopover?.()
    current.querySelector('input')?.focus({ preventScroll: true })
  }, [anchor])
  return (
    <div ref={list} class="w-drop-list" popover="manual">
      {children}
    </div>
  )
}

function useOutside(ref: { current: HTMLElement | null }, active: boolean, leave: () => void): void {
  const latest = useRef(leave)
  latest.current = leave
  useEffect(() => {
    if (!active) return
    const check = (event: Event): void => {
      if (!ref.current?.contains(event.target as Node)) latest.current()
    }
    const events = ['pointerdown', 'focusin', 'scroll'] as const
    for (const name of events) document.addEventListener(name, check, true)
    return () => {
      for (const name of events) document.removeEventListener(name, check, true)
    }
  }, [active])
}

/** A dialog with a search box. What is ticked counts when it is confirmed; a single choice also when it is clicked. */
export function PopupList(props: ListProps) {
  const [open, setOpen] = useState(props.opened)
  return (
    <>
      {props.opener({ open, onOpen: () => setOpen(true) })}
      {open && <Popup {...props} onClose={() => setOpen(false)} />}
    </>
  )
}

function Popup({ choices, values, multi, title, onChoose, onClose }: ListProps & { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const [words, setWords] = useState('')
  const [chosen, setChosen] = useState(values)
  useLayoutEffect(() => dialog.current?.showModal(), [])
  // The app may set others while the user is choosing.
  useEffect(() => setChosen(values), [values.join('\n')])
  const found = choices.filter((choice) => matches(labelOf(choice), words))
  const finish = (result: string[]): void => {
    onChoose(result)
    onClose()
  }
  const confirm = (): void => finish(inOrder(choices, new Set(chosen)))
  // Select All is about the rows in sight; others stay as they are.
  const selectAll = (on: boolean): void => {
    const sight = new Set(found.map(({ name }) => name))
    const others = chosen.filter((name) => !sight.has(name))
    setChosen([...others, ...withAll(found, chosen, on)])
  }
  return (
    <dialog ref={dialog} class="w-choice-dialog" aria-label={title || 'Select'} onClose={onClose}>
      {title && <h2>{title}</h2>}
      <div class="w-box">
        <input role="searchbox" placeholder="Search" aria-label="Search" autofocus onInput={({ currentTarget }) => setWords(currentTarget.value)} />
      </div>
      {multi && <SelectAll onSelect={selectAll} />}
      <Rows
        choices={found}
        values={chosen}
        multi={multi}
        onToggle={(name) => setChosen(multi ? toggled(chosen, name) : [name])}
        {...(!multi && { onPick: (name: string) => finish([name]) })}
      />
      {!found.length && <p class="w-choice-none">Nothing matches.</p>}
      <footer>
        <button type="button" class="w-button" onClick={onClose}>
          Cancel
        </button>
        <button type="button" class="w-button w-button-primary" onClick={confirm}>
          {`Select${multi && chosen.length ? ` (${chosen.length})` : ''}`}
        </button>
      </footer>
    </dialog>
  )
}
