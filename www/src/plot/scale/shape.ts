import { isSymbolName, symbolNames, type SymbolName } from '../draw/symbol.ts'
import { distinct } from './cell.ts'
import { words } from './color.ts'

/** Symbols for the values of a field. */
export interface ShapeScale {
  readonly categories: readonly unknown[]
  at(value: unknown): SymbolName
}

const defaultSymbol: SymbolName = 'circle'

/** `range` holds names of symbols separated by spaces. */
export function shapeScale(cells: readonly unknown[], range: string | undefined): ShapeScale {
  const named = words(range).filter(isSymbolName)
  const symbols = named.length ? named : symbolNames
  const categories = distinct(cells)
  const byValue = new Map(categories.map((value, place) => [value, symbols[place % symbols.length] ?? defaultSymbol]))
  return { categories, at: (value) => byValue.get(value) ?? defaultSymbol }
}

/** The symbol of that name; a circle for names that nobody knows. */
export const symbolOf = (name: unknown): SymbolName => (isSymbolName(name) ? name : defaultSymbol)
