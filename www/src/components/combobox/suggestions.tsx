import '../popup/popup.css'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { useOutside } from '../popup/outside.ts'
import { place } from '../popup/place.ts'
import type { ComboControls } from './use_combo.ts'

const maxHeightPx = 300

interface Props {
  id: string
  anchor: HTMLElement | null
  combo: ComboControls
  values: readonly string[]
}

/** What could be meant, below the field. The focus stays in the field. */
export function Suggestions({ id, anchor, combo, values }: Props) {
  const { suggested, highlighted, toggle, choose, highlight } = combo
  const list = useRef<HTMLUListElement>(null)
  useOutside((target) => !list.current?.contains(target) && !anchor?.contains(target), () => toggle(false))
  useLayoutEffect(() => {
    const { current } = list
    if (!current || !anchor) return
    current.showPopover?.()
    current.style.minWidth = `${anchor.offsetWidth}px`
    place(current, anchor, maxHeightPx)
  }, [anchor, suggested.length, values.length])
  useLayoutEffect(() => list.current?.querySelector('[data-highlighted]')?.scrollIntoView?.({ block: 'nearest' }), [highlighted])
  return (
    <ul ref={list} id={id} role="listbox" aria-label="Choices" class="w-popup w-combo-list" popover="manual">
      {suggested.map(({ value, label, disabled }, index) => (
        <li
          key={value}
          id={`${id}-${index}`}
          role="option"
          class="w-combo-option"
          data-test={value}
          aria-selected={values.includes(value)}
          {...(disabled && { 'aria-disabled': true })}
          {...(value === highlighted && { 'data-highlighted': '' })}
          onPointerDown={(event) => event.preventDefault()}
          onPointerMove={() => !disabled && value !== highlighted && highlight(value)}
          onClick={() => !disabled && choose(value)}
        >
          {label}
        </li>
      ))}
    </ul>
  )
}
