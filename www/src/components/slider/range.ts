/** What a slider or spinbox can be set to. */
export interface Range {
  min: number
  max: number
  step: number
}

interface Given {
  min?: number
  max?: number
  step?: number
}

/** The range that a model gives, or else 0 to 100 by ones. */
export const rangeOf = ({ min = 0, max = 100, step = 1 }: Given): Range => ({ min, max, step: step > 0 ? step : 1 })

export const clamp = (value: number, { min, max }: Pick<Range, 'min' | 'max'>): number => Math.min(Math.max(value, min), Math.max(min, max))

/** Digits after the point that a step asks for. */
export const digitsOf = (step: number): number => {
  const [, exponent = '0'] = step.toExponential().split('e')
  const [, fraction = ''] = (step.toExponential().split('e')[0] ?? '').split('.')
  return Math.max(0, fraction.length - Number(exponent))
}

/** A number without the dust of binary arithmetic: no more digits than its step has. */
export const rounded = (value: number, { step }: Range): number => Number(value.toFixed(digitsOf(step)))
