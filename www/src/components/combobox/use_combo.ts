import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { useGiven } from '../../view/given.ts'
import type { ComboProps, Option } from './combo.tsx'
import { completionOf, contains } from './completion.ts'

/** More than can be read anyway. */
const maxSuggestions = 200

export interface ComboControls {
  input: { current: HTMLInputElement | null }
  multiple: boolean
  /** There is enough: nothing more can be entered. */
  full: boolean
  open: boolean
  /** What the user has typed; nothing when nobody is typing. */
  typed: string | undefined
  /** What is in the field: the value, or what is being typed, perhaps completed with what could be meant. */
  text: string
  suggested: readonly Option[]
  /** The suggestion that Enter takes. */
  highlighted: string | undefined
  type: (text: string) => void
  /** Characters are being composed of several keys, or no longer. */
  compose: (on: boolean) => void
  choose: (value: string) => void
  /** Takes what was typed for the value. */
  commit: () => void
  /** The field tells the value again. */
  revert: () => void
  toggle: (open: boolean) => void
  highlight: (value: string) => void
  highlightNext: (by: number) => void
  removeLast: () => void
}

interface Typing {
  typed: string
  text: string
}

/** How a field and its suggestions work together. */
export function useCombo({ options, values, multiple, free, max, disabled, resets, onChange }: ComboProps): ComboControls {
  const { input, typing, setTyping, type, compose } = useTyping(options, free && !multiple, resets)
  const [open, setOpen] = useState(false)
  const [chosen, setChosen] = useState<string | undefined>()
  const shown = multiple ? '' : (options.find(({ value }) => value === values[0])?.label ?? values[0] ?? '')
  const full = max !== undefined && values.length >= max
  const suggested = suggestionsOf(options, multiple ? values : [], typing?.typed)
  // Whoever may write what he wants gets it; others get the first suggestion.
  const first = free || !typing?.typed ? undefined : suggested.find((option) => !option.disabled)?.value
  const highlighted = suggested.some(({ value }) => value === chosen) ? chosen : first

  const toggle = (on: boolean): void => {
    setChosen(undefined)
    setOpen(on && !full && !disabled)
  }
  const enter = (value: string): void => {
    setTyping(undefined)
    if (!multiple) onChange([value])
    else if (!values.includes(value) && !full) onChange([...values, value])
  }
  const revert = (): void => {
    setTyping(undefined)
    toggle(false)
  }
  return {
    ...{ input, multiple, full, suggested, highlighted, compose, toggle, revert },
    open: open && suggested.length > 0,
    typed: typing?.typed,
    text: typing?.text ?? shown,
    highlight: setChosen,
    type: (text) => {
      toggle(true)
      type(text, typing?.typed ?? shown)
    },
    choose: (value) => {
      enter(value)
      toggle(multiple)
    },
    commit: () => {
      const entered = typing?.text.trim()
      revert()
      if (entered === undefined || !free) return
      if (entered) enter(options.find(({ label }) => label.toLowerCase() === entered.toLowerCase())?.value ?? entered)
      else if (!multiple) onChange([])
    },
    highlightNext: (by) => {
      const able = suggested.filter((option) => !option.disabled)
      const at = able.findIndex(({ value }) => value === highlighted)
      // From nowhere, down leads to the first one and up to the last.
      const next = at < 0 ? (by > 0 ? 0 : -1) : (at + by) % able.length
      setChosen(able.at(next)?.value)
    },
    removeLast: () => values.length && onChange(values.slice(0, -1)),
  }
}

function suggestionsOf(options: readonly Option[], used: readonly string[], typed: string | undefined): Option[] {
  const free = options.filter(({ value }) => !used.includes(value))
  return (typed === undefined ? free : free.filter(({ label }) => contains(label, typed))).slice(0, maxSuggestions)
}

interface TypingControls {
  input: { current: HTMLInputElement | null }
  typing: Typing | undefined
  setTyping: (typing: undefined) => void
  /** `before` is what was in the field, but for what we have added to it. */
  type: (typed: string, before: string) => void
  compose: (on: boolean) => void
}

/** What is being typed. What we add to it is selected: the next key takes its place. */
function useTyping(options: readonly Option[], completes: boolean, resets = 0): TypingControls {
  const input = useRef<HTMLInputElement>(null)
  const composing = useRef(false)
  // What the app sets takes the place of what is being typed.
  const [typing, setTyping] = useGiven<Typing | undefined>(resets, undefined)
  useLayoutEffect(() => {
    if (typing && typing.text.length > typing.typed.length) input.current?.setSelectionRange(typing.typed.length, typing.text.length)
  }, [typing])
  const type = (typed: string, before: string): void => {
    // What is deleted is not added again; and half a character is nothing to go on from.
    const grows = completes && !composing.current && typed.length > before.length
    const completed = grows ? completionOf(typed, options.map(({ label }) => label)) : undefined
    setTyping({ typed, text: completed ? typed + completed.slice(typed.length) : typed })
  }
  return { input, typing, setTyping, type, compose: (on) => void (composing.current = on) }
}
