/** Options of the browser's number and date formatters, as an author wrote them, by camelCase name. */
export type FormatOptions = Readonly<Record<string, string | number | boolean>>

type Formatter = (value: unknown) => string

/** Formatters are dear to make and are asked for at every frame of a live page. */
const formatters = new Map<string, Formatter>()
const maxFormatters = 500

const numberTypes = new Set<unknown>(['number', 'percent'])

/** What `type` says about how to read the value; `style` may say the same. */
const readers: Record<string, (options: FormatOptions) => Formatter> = {
  date: (options) => dateFormatter(options, {}),
  time: (options) => dateFormatter(options, { hour: 'numeric', minute: 'numeric' }),
}

/**
 * Prints a value as the options ask, in the language of the browser.
 *
 * Numbers are printed as numbers; dates and times where `type` (or `style`) says so; anything else unchanged.
 * Nothing at all is printed for null. Options that the browser does not know how to combine leave the value unchanged.
 */
export function formatValue(value: unknown, options: FormatOptions): string {
  if (value === null || value === undefined) return ''
  return formatterOf(options)(value)
}

/** Reads `key=value` words: snake_case or camelCase keys, quotes stripped, booleans and whole numbers converted. */
export function parseFormatOptions(words: readonly string[]): FormatOptions {
  const options: Record<string, string | number | boolean> = {}
  for (const word of words) {
    const at = word.indexOf('=')
    if (at <= 0) continue
    options[camelCase(word.slice(0, at))] = parseOption(word.slice(at + 1))
  }
  return options
}

/** Reads a date or a time; a date alone means midnight here, not in Greenwich. Undefined when it is neither. */
export function toDate(value: unknown): Date | undefined {
  if (typeof value !== 'string' && typeof value !== 'number' && !(value instanceof Date)) return undefined
  const dateOnly = typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)
  const date = new Date(dateOnly ? `${value}T00:00` : value)
  return Number.isNaN(date.getTime()) ? undefined : date
}

function formatterOf(options: FormatOptions): Formatter {
  const key = JSON.stringify(options)
  const known = formatters.get(key)
  if (known) return known
  if (formatters.size >= maxFormatters) formatters.clear()
  const made = makeFormatter(options)
  formatters.set(key, made)
  return made
}

function makeFormatter(options: FormatOptions): Formatter {
  const { type, ...rest } = options
  const kind = type ?? options['style']
  try {
    const reader = typeof kind === 'string' && Object.hasOwn(readers, kind) ? readers[kind] : undefined
    return reader ? reader(rest) : numberFormatter(type === 'percent' ? { ...rest, style: 'percent' } : rest, numberTypes.has(kind))
  } catch (error) {
    // An author's typing error, such as a currency that does not exist, must not take the card down.
    if (error instanceof RangeError || error instanceof TypeError) return String
    throw error
  }
}

function numberFormatter(options: FormatOptions, alsoText: boolean): Formatter {
  const { style, ...rest } = options
  const known = style === 'number' ? rest : options
  const format = new Intl.NumberFormat(undefined, known as Intl.NumberFormatOptions)
  return (value) => {
    if (typeof value === 'number') return format.format(value)
    const number = alsoText && typeof value === 'string' && value.trim() ? Number(value) : NaN
    return Number.isNaN(number) ? String(value) : format.format(number)
  }
}

function dateFormatter(options: FormatOptions, defaults: Intl.DateTimeFormatOptions): Formatter {
  // `style` chose the formatter; the date formatter itself has no such option.
  const { style: _, ...rest } = options
  const chosen = Object.keys(rest).length ? (rest as Intl.DateTimeFormatOptions) : defaults
  const format = new Intl.DateTimeFormat(undefined, chosen)
  return (value) => {
    const date = toDate(value)
    return date ? format.format(date) : String(value)
  }
}

const camelCase = (name: string): string => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())

function parseOption(text: string): string | number | boolean {
  const bare = text.replace(/^["']|["']$/g, '')
  if (bare === 'true' || bare === 'false') return bare === 'true'
  return /^-?\d+$/.test(bare) ? Number(bare) : bare
}
