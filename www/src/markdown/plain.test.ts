import { expect, test } from 'vitest'
import { isPlain } from './plain.ts'

for (const text of [
  '', 'Hello world.', 'How are you? Fine, thanks!', '日本語 text', 'Total: 42%', '42', '3.14', '1.5 of 12 (so far)', 'Section §3 — 20 €',
  'up-to-date on 2026-03-04', 'and/or', 'x = 1; y = 2', '😀', 'v1.2',
])
  test(`${text} is plain`, () => expect(isPlain(text)).toBe(true))

for (const text of [
  '# Title', '- item', '1. item', '1) item', '2.', '**bold**', 'example.com', 'a_b_c', "it's", '"so"', 'wait...', '<b>', 'a\nb', ' x', 'www',
  'WWW.example', '`c`', 'a -- b', '---', '(c) 2026', '(TM)', 'http://x', 'ftp://x', 'a@b', '&amp;', '~~x~~', '[x]', '![x]', 'a\\b', '5 +- 1', 'a|b',
])
  test(`${text} is not plain`, () => expect(isPlain(text)).toBe(false))
