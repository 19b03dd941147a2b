import type { Choice } from '../../vocabulary/choices.ts'

/** What a choice is called. */
export const labelOf = ({ label, name }: Choice): string => label || name

/** The names of the choices that are in a set, in the order of the choices. */
export const inOrder = (choices: readonly Choice[], chosen: ReadonlySet<string>): string[] =>
  choices.filter(({ name }) => chosen.has(name)).map(({ name }) => name)

/** Chooses or unchooses all that can be; those that are disabled stay as they are. */
export const withAll = (choices: readonly Choice[], values: readonly string[], on: boolean): string[] => {
  const old = new Set(values)
  return inOrder(choices, new Set(choices.filter(({ name, disabled }) => (disabled ? old.has(name) : on)).map(({ name }) => name)))
}
