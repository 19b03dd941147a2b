import { Marked } from 'marked'
import { expect, test, vi } from 'vitest'
import { lex } from './block_rules.ts'

const own = new Marked({ gfm: true })
const spared = new Marked({ gfm: true, hooks: { provideLexer: () => lex } })

/** Lines that begin, go on with, or end blocks of every kind. */
const lines = [
  'Some words', 'more words', 'Z', '1 number', '', '', '', ' ', '   ', '===', '---', '  --', '- item', '  - inner', '* item', '1. first', '2) second',
  '> quoted', '>', '   > far', '# Title', '#no', '```', '~~~', '    code', '\tcode', '<div>', '</div>', '<b>x</b>', '<!-- c -->', '|a|b|', 'a | b',
  '|-|-|', '--- | :--:', ':-', '|', '[x]: /to "T"', '[x]', '[x', '***', '___', 'end\\', 'two  ', 'ünder', '“q”', '\u2028', 'x\u2028y',
]

/** The same numbers at every run. */
function numbers(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

test('texts of every sequence of blocks mean what the library says they mean', () => {
  const next = numbers(7)
  for (let round = 0; round < 20_000; round++) {
    const text = Array.from({ length: 1 + next(7) }, () => lines[next(lines.length)]).join('\n')
    expect(spared.parse(text), JSON.stringify(text)).toBe(own.parse(text))
  }
})

/** Which of the library's rules are tried on a text. */
function tried(text: string): string[] {
  const names = new Map(Object.entries(own.Lexer.rules.block.gfm).map(([name, { source }]) => [source, name]))
  const exec = vi.spyOn(RegExp.prototype, 'exec')
  spared.parse(text)
  const found = exec.mock.contexts.map((pattern) => names.get((pattern as RegExp).source) ?? '')
  exec.mockRestore()
  return large.filter((name) => found.includes(name))
}

const large = ['blockquote', 'html', 'lheading', 'paragraph', 'table']

test('no large expression is tried on what many texts are made of', () => {
  expect(tried('# Title\n\nA paragraph,\nwith **bold** words.\n\n- one\n- two\n\n1. three\n\n```\ncode\n```\n\nThe end.')).toEqual([])
  expect(tried('> quoted\n\n<p>x</p>\n\na|b\n-|-\n\nWords\n# Title\n\nUnderlined\n---')).toEqual(large)
})
