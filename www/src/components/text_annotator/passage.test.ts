import { describe, expect, test } from 'vitest'
import { isSame, marked, runsOf, textOf, wordsAround, wordsOf } from './passage.ts'

const items = [{ text: 'Killer Mike', tag: 'p' }, { text: ' is ' }, { text: 'in' }, { text: ' Atlanta', tag: 'o' }]

describe('runs', () => {
  test('join neighbours that are marked alike', () => {
    expect(runsOf(items).map(({ text, tag, from, to }) => [text, tag, from, to])).toEqual([
      ['Killer Mike', 'p', 0, 11],
      [' is in', undefined, 11, 17],
      [' Atlanta', 'o', 17, 25],
    ])
  })

  test('take an empty tag for none', () => expect(runsOf([{ text: 'a', tag: '' }, { text: 'b' }])).toHaveLength(1))
})

describe('marking', () => {
  test('splits what is there, and leaves the key out where there is no mark', () => {
    expect(marked([{ text: 'one two' }], { from: 4, to: 7 }, 't')).toEqual([{ text: 'one ' }, { text: 'two', tag: 't' }])
  })

  test('goes over the ends of what is there', () => {
    expect(marked(items, { from: 7, to: 19 }, 'x')).toEqual([
      { text: 'Killer ', tag: 'p' },
      { text: 'Mike is in A', tag: 'x' },
      { text: 'tlanta', tag: 'o' },
    ])
  })

  test('can be undone', () => {
    expect(marked(items, { from: 0, to: 11 }, undefined)).toEqual([{ text: 'Killer Mike is in' }, { text: ' Atlanta', tag: 'o' }])
  })

  test('keeps every character, line breaks included', () => {
    const text = 'a\n\nb\tc 😀'
    expect(textOf(marked([{ text }], { from: 1, to: 4 }, 't'))).toBe(text)
  })
})

test('texts are the same that are marked in the same way, however they are divided', () => {
  expect(isSame([{ text: 'a' }, { text: 'b', tag: '' }], [{ text: 'ab' }])).toBe(true)
  expect(isSame([{ text: 'ab' }], [{ text: 'a' }, { text: 'b', tag: 't' }])).toBe(false)
  expect(isSame([{ text: 'ab', tag: 't' }], [{ text: 'ab' }])).toBe(false)
})

describe('words around a stretch', () => {
  const text = 'call 555-0199, Zoë 😀!'
  const around = (from: number, to: number): string => {
    const stretch = wordsAround(text, { from, to })
    return text.slice(stretch.from, stretch.to)
  }
  test('are completed at both ends', () => expect(around(2, 6)).toBe('call 555'))
  test('are one word for a click', () => expect(around(16, 17)).toBe('Zoë'))
  test('leave out white space', () => expect(around(4, 8)).toBe('555'))
  test('of nothing but white space are none', () => expect(around(4, 5)).toBe(''))
})

test('words are found one by one, signs among them', () => {
  const text = "it's 5%"
  expect(wordsOf(text).map(({ from, to }) => text.slice(from, to))).toEqual(['it', "'", 's', '5', '%'])
})
