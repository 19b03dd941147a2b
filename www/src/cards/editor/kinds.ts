import type { JsonObject } from '../../page/json.ts'

/** How an attribute is entered. */
export type FieldType = 'line' | 'lines' | 'number'

export interface Field {
  name: string
  label: string
  type: FieldType
}

/** A kind of card that users can add. */
export interface Kind {
  label: string
  icon: string
  fields: readonly Field[]
  /** What a new one begins with. */
  initial: JsonObject
}

const title: Field = { name: 'title', label: 'Title', type: 'line' }
const content: Field = { name: 'content', label: 'Content', type: 'lines' }

/** By view. */
export const kinds: Readonly<Record<string, Kind>> = {
  canvas: {
    label: 'Canvas',
    icon: 'EditCreate',
    fields: [title, { name: 'width', label: 'Width', type: 'number' }, { name: 'height', label: 'Height', type: 'number' }],
    initial: { title: 'Canvas', width: 500, height: 300, data: {} },
  },
  chat: { label: 'Chat', icon: 'OfficeChat', fields: [title, { name: 'capacity', label: 'Capacity', type: 'number' }], initial: { title: 'Chat', capacity: 50, data: {} } },
  frame: {
    label: 'Frame',
    icon: 'Page',
    fields: [title, { name: 'path', label: 'Address', type: 'line' }, content],
    initial: { title: 'Frame', path: '' },
  },
  markdown: { label: 'Text', icon: 'TextDocument', fields: [title, content], initial: { title: 'Text', content: '' } },
  markup: { label: 'HTML', icon: 'FileHTML', fields: [title, content], initial: { title: 'HTML', content: '' } },
}

/** A value as it was entered. Nothing is what is not a number. */
export function fromText(type: FieldType, text: string): string | number | null {
  if (type !== 'number') return text
  const number = Number(text)
  return text.trim() && Number.isFinite(number) ? number : null
}
