import { useId, useState } from 'preact/hooks'
import type { JsonObject } from '../../page/json.ts'
import { fromText, kinds, type Field } from './kinds.ts'

interface CardFormProps {
  view: string
  /** What the card says now. */
  data: JsonObject
  onSave: (changes: JsonObject) => void
  onCancel: () => void
}

const box: Field = { name: 'box', label: 'Place', type: 'line' }

/** The attributes of a card, to be edited. */
export function CardForm({ view, data, onSave, onCancel }: CardFormProps) {
  const fields = [...(kinds[view]?.fields ?? []), box]
  const [texts, setTexts] = useState<Record<string, string>>(() => Object.fromEntries(fields.map(({ name }) => [name, String(data[name] ?? '')])))
  const save = (event: Event): void => {
    event.preventDefault()
    const changed = fields.filter(({ name }) => texts[name] !== String(data[name] ?? ''))
    onSave(Object.fromEntries(changed.map(({ name, type }) => [name, fromText(type, texts[name] ?? '')])))
  }
  return (
    <form class="w-editor-form" onSubmit={save}>
      {fields.map((field) => (
        <FieldView key={field.name} field={field} text={texts[field.name] ?? ''} onInput={(text) => setTexts({ ...texts, [field.name]: text })} />
      ))}
      <div class="w-buttons">
        <button type="submit" class="w-button w-button-primary">
          Save
        </button>
        <button type="button" class="w-button" onClick={onCancel}>
          Cancel
        </button>
      </div>
    </form>
  )
}

function FieldView({ field: { label, type }, text, onInput }: { field: Field; text: string; onInput: (text: string) => void }) {
  const id = useId()
  return (
    <>
      <label class="w-label" for={id}>
        {label}
      </label>
      <div class="w-box">
        {type === 'lines' ? (
          <textarea id={id} rows={8} spellcheck={false} value={text} onInput={({ currentTarget }) => onInput(currentTarget.value)} />
        ) : (
          <input id={id} type={(type === 'number' ? 'number' : 'text') as 'text'} value={text} onInput={({ currentTarget }) => onInput(currentTarget.value)} />
        )}
      </div>
    </>
  )
}
