import { describe, expect, test } from 'vitest'
import { typeset } from './typography.ts'

describe('typesetting', () => {
  const cases: [string, string][] = [
    ['(c) (R) (tm)', '© ® ™'],
    ['"Quoted," she said. \'So?\'', '“Quoted,” she said. ‘So?’'],
    ["it's (\"so\")", 'it’s (“so”)'],
    ['wait...', 'wait…'],
    ['1--2 and a -- b', '1–2 and a – b'],
    ['a---b', 'a—b'],
    ['-----', '-----'],
    ['5 +- 1', '5 ± 1'],
  ]
  for (const [typed, set] of cases) test(typed, () => expect(typeset(typed)).toBe(set))
})
