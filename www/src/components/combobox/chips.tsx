import { Icon } from '../../view/icon.tsx'
import type { ComboProps } from './combo.tsx'

/** The values that have been entered, each to be taken away again. */
export function Chips({ options, values, disabled, onChange }: Pick<ComboProps, 'options' | 'values' | 'disabled' | 'onChange'>) {
  const labels = new Map(options.map(({ value, label }) => [value, label]))
  return (
    <>
      {values.map((value) => (
        <span key={value} class="w-chip">
          {labels.get(value) ?? value}
          <button
            type="button"
            aria-label={`Remove ${labels.get(value) ?? value}`}
            disabled={disabled}
            onClick={() => onChange(values.filter((one) => one !== value))}
          >
            <Icon name="Cancel" />
          </button>
        </span>
      ))}
    </>
  )
}
