import { describe, expect, test } from 'vitest'
import { isPlain, typeset } from './typography.ts'

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

describe('plain text', () => {
  for (const text of ['', 'Hello world.', 'How are you? Fine, thanks!', '日本語 text', 'Total: 42%'])
    test(`${text} is`, () => expect(isPlain(text)).toBe(true))
  for (const text of ['# Title', '- item', '1. item', '**bold**', 'example.com', 'a_b_c', "it's", 'wait...', '<b>', 'a\nb', ' x', 'www', '`c`'])
    test(`${text} is not`, () => expect(isPlain(text)).toBe(false))
})
