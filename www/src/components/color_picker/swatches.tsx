import { useId } from 'preact/hooks'
import { toCssColor } from '../../view/css.ts'

interface Props {
  choices: readonly string[]
  value: string | null
  onChoose: (color: string) => void
}

/** Colours to choose one of. The first one looks chosen until another one is. */
export function Swatches({ choices, value, onChoose }: Props) {
  const group = useId()
  const chosen = value ?? choices[0]
  return (
    <div class="w-swatches">
      {choices.map((color) => (
        <input
          key={color}
          type="radio"
          class="w-swatch"
          name={group}
          data-test={color}
          aria-label={color}
          title={color}
          checked={color === chosen}
          style={{ '--w-swatch': toCssColor(color) }}
          onClick={() => onChoose(color)}
        />
      ))}
    </div>
  )
}
