import '../field/field.css'
import './copyable_text.css'
import { useEffect, useId, useRef, useState } from 'preact/hooks'
import { copyText, thanksMs } from '../../view/clipboard.ts'
import { Icon } from '../../view/icon.tsx'
import type { CopyableText } from '../../vocabulary/feedback.ts'
import type { ComponentProps } from '../component.ts'
import { Field } from '../field/field.tsx'

/** A height of `1` fills what is left of the card. */
const fill = '1'

type Box = HTMLInputElement | HTMLTextAreaElement

function CopyableTextView({ model: { value, label, name, multiline, height } }: ComponentProps<CopyableText>) {
  const id = useId()
  const box = useRef<Box>(null)
  const fixed = height && height !== fill ? { style: { height } } : {}
  const shared = { id, value: value ?? '', readOnly: true, ...(name && { 'data-test': name }) }
  return (
    <div class="w-copyable" data-fill={Boolean(multiline && height === fill)}>
      <Field control={id} label={label}>
        <div class="w-box w-box-readonly" {...(multiline && fixed)}>
          {multiline ? (
            <textarea {...shared} ref={(area) => void (box.current = area)} rows={3} />
          ) : (
            <input {...shared} ref={(input) => void (box.current = input)} type="text" />
          )}
          <CopyButton text={value ?? ''} box={box} />
        </div>
      </Field>
    </div>
  )
}

function CopyButton({ text, box }: { text: string; box: { current: Box | null } }) {
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), thanksMs)
    return () => clearTimeout(timer)
  }, [copied])
  const copy = async (): Promise<void> => setCopied(await copyText(text, box.current))
  return (
    <button type="button" class="w-icon-button w-copy" aria-label={copied ? 'Copied' : 'Copy'} title="Copy" onClick={() => void copy()}>
      <Icon name={copied ? 'CheckMark' : 'Copy'} />
    </button>
  )
}

export const views = { copyable_text: CopyableTextView }
