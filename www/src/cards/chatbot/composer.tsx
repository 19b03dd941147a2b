import { useLayoutEffect, useRef } from 'preact/hooks'
import { Icon } from '../../view/icon.tsx'
import type { Draft } from './draft.ts'

interface ComposerProps {
  draft: Draft
  name: string
  placeholder: string
  disabled: boolean
  generating: boolean
  onSend: () => void
}

/** Where the user writes. Enter sends, Shift+Enter begins a new line. */
export function Composer({ draft, name, placeholder, disabled, generating, onSend }: ComposerProps) {
  const box = useRef<HTMLTextAreaElement>(null)
  // As high as its text, up to what the looks allow.
  useLayoutEffect(() => {
    const { current } = box
    if (!current) return
    current.style.height = 'auto'
    current.style.height = `${current.scrollHeight}px`
  }, [draft.text])
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
    event.preventDefault()
    onSend()
  }
  return (
    <div class={`w-composer ${disabled ? 'w-disabled' : ''}`}>
      <textarea
        ref={box}
        rows={1}
        value={draft.text}
        placeholder={placeholder}
        aria-label={placeholder}
        data-test={name}
        disabled={disabled}
        onInput={({ currentTarget }) => draft.type(currentTarget.value)}
        onKeyDown={onKey}
      />
      <button type="button" class="w-icon-button w-send" aria-label="Send" disabled={disabled || generating || !draft.text.trim()} onClick={onSend}>
        <Icon name="Send" />
      </button>
    </div>
  )
}
