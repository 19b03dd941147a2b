import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'

interface Props {
  /** As CSS wants it. */
  height: string
  disabled: boolean
  onDrop: (files: readonly File[]) => void
  children: ComponentChildren
}

/** A place to drop files on. */
export function DropArea({ height, disabled, onDrop, children }: Props) {
  const [over, setOver] = useState(false)
  const drop = (event: DragEvent): void => {
    event.preventDefault()
    setOver(false)
    const files = [...(event.dataTransfer?.files ?? [])]
    if (!disabled && files.length) onDrop(files)
  }
  return (
    <div
      class={`w-drop-area ${over ? 'w-drop-area-over' : ''}`}
      style={{ height }}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(!disabled)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      {children}
    </div>
  )
}
