import { useState } from 'preact/hooks'

interface Props {
  label: string
  value: string
  inputMode?: 'numeric'
  /** The user is done with a text. One that makes no sense is forgotten. */
  onSettle: (text: string) => void
}

/** A line to type into that counts when the user is done with it. What is being typed stays until the value is another one. */
export function SettledInput({ label, value, inputMode, onSettle }: Props) {
  const [draft, setDraft] = useState<{ text: string; value: string } | undefined>()
  const settle = (text: string): void => {
    setDraft(undefined)
    onSettle(text)
  }
  return (
    <input
      type="text"
      aria-label={label}
      spellcheck={false}
      inputMode={inputMode}
      value={draft?.value === value ? draft.text : value}
      onInput={({ currentTarget: { value: text } }) => setDraft({ text, value })}
      onChange={({ currentTarget }) => settle(currentTarget.value)}
    />
  )
}
