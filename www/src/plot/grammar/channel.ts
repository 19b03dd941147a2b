import { formatValue, parseFormatOptions, type FormatOptions } from '../../format/intl.ts'

/** What a visual property is bound to: a field of the data, or one value for all. */
export type Channel = FieldChannel | LiteralChannel

export interface FieldChannel {
  readonly kind: 'field'
  readonly field: string
  /** How its values are printed on axes, labels and tooltips, where the author said so. */
  readonly format?: (value: unknown) => string
}

export interface LiteralChannel {
  readonly kind: 'literal'
  readonly value: string | number
}

const plainReference = /^=\s*([^\s{}=][^\s{}]*)$/
const bracedReference = /^=\s*\{\{\s*(?:intl\s+)?([^\s{}]+)((?:\s+[^\s{}]+)*)\s*\}\}$/

/** Reads an attribute: `=field`, `={{field}}` and `={{intl field key=value …}}` bind a field; all else is a literal. */
export function parseChannel(attribute: unknown): Channel | undefined {
  if (typeof attribute === 'number') return Number.isFinite(attribute) ? { kind: 'literal', value: attribute } : undefined
  if (typeof attribute !== 'string') return undefined
  const plain = plainReference.exec(attribute)
  if (plain?.[1]) return { kind: 'field', field: plain[1] }
  const braced = bracedReference.exec(attribute)
  if (braced?.[1]) return formattedField(braced[1], parseFormatOptions((braced[2] ?? '').trim().split(/\s+/)))
  return { kind: 'literal', value: attribute }
}

/** The field a channel is bound to, if it is bound to one. */
export const fieldOf = (channel: Channel | undefined): string | undefined =>
  channel?.kind === 'field' ? channel.field : undefined

/** The literal of a channel, if it is one. */
export const literalOf = (channel: Channel | undefined): string | number | undefined =>
  channel?.kind === 'literal' ? channel.value : undefined

function formattedField(field: string, options: FormatOptions): FieldChannel {
  if (!Object.keys(options).length) return { kind: 'field', field }
  return { kind: 'field', field, format: (value) => formatValue(value, options) }
}
