import { spectrum } from '../../theme/palette.ts'
import { Icon } from '../../view/icon.tsx'
import { types, type ShapeType } from './shapes.tsx'

export type Tool = ShapeType | 'eraser'

/** What the user draws with. */
export interface Pen {
  tool: Tool
  /** Any colour of CSS. */
  ink: string
  /** Width of lines in pixels. */
  tip: number
}

const tools: readonly { tool: Tool; icon: string; label: string }[] = [
  { tool: types.curve, icon: 'Edit', label: 'Pen' },
  { tool: types.line, icon: 'Line', label: 'Line' },
  { tool: types.rect, icon: 'RectangleShape', label: 'Rectangle' },
  { tool: types.solid, icon: 'RectangleShapeSolid', label: 'Solid rectangle' },
  { tool: 'eraser', icon: 'EraseTool', label: 'Eraser' },
]
const tips = [3, 5, 7]

interface ToolboxProps {
  pen: Pen
  onChange: (pen: Pen) => void
  onClear: () => void
}

export function Toolbox({ pen, onChange, onClear }: ToolboxProps) {
  return (
    <div class="w-toolbox" role="toolbar" aria-label="Drawing">
      {tools.map(({ tool, icon, label }) => (
        <button key={label} type="button" class="w-icon-button" aria-label={label} title={label} aria-pressed={pen.tool === tool} onClick={() => onChange({ ...pen, tool })}>
          <Icon name={icon} />
        </button>
      ))}
      <label class="w-toolbox-choice">
        <span class="w-ink" style={{ background: pen.ink }} />
        <select aria-label="Ink" value={pen.ink} onChange={({ currentTarget }) => onChange({ ...pen, ink: currentTarget.value })}>
          {Object.entries(spectrum).map(([name, ink]) => (
            <option key={name} value={ink}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <select class="w-toolbox-choice" aria-label="Tip" value={pen.tip} onChange={({ currentTarget }) => onChange({ ...pen, tip: Number(currentTarget.value) })}>
        {tips.map((tip) => (
          <option key={tip} value={tip}>{`${tip} px`}</option>
        ))}
      </select>
      <button type="button" class="w-icon-button" aria-label="Clear" title="Clear" onClick={onClear}>
        <Icon name="Cancel" />
      </button>
    </div>
  )
}
