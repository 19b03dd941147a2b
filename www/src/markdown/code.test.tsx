// @vitest-environment jsdom
import { expect, test, vi } from 'vitest'
import { click, showPage, until } from '../testing/tab.tsx'

const show = (content: string) => showPage({ m: { view: 'markdown', box: '1 1 1 1', title: '', content } })

test('code is coloured in the language that is named, and can be copied', async () => {
  const writeText = vi.fn(() => Promise.resolve())
  vi.stubGlobal('navigator', { ...navigator, language: 'en', clipboard: { writeText } })
  const { find } = await show('```python\ndef add(a):\n    return a + 1\n```')
  const button = await until(() => find('m').querySelector<HTMLElement>('.w-code-copy'))
  expect([...find('m').querySelectorAll('.hljs-keyword')].map((word) => word.textContent)).toEqual(['def', 'return'])
  await click(button)
  expect(writeText).toHaveBeenCalledWith('def add(a):\n    return a + 1\n')
  await until(() => button.textContent === 'Copied')
})

test('code in a language that nobody names or knows is guessed, and what is in it stays text', async () => {
  const { find } = await show('```klingon\n<img src=x onerror=alert(1)>\n```\n\n    SELECT name FROM ports')
  await until(() => find('m').querySelectorAll('.w-code-copy').length === 2)
  expect(find('m').querySelector('img')).toBeNull()
  expect(find('m').querySelector('code')?.textContent).toBe('<img src=x onerror=alert(1)>\n')
})

test('code that grows is coloured anew', async () => {
  const { find, apply } = await show('```js\nconst a = 1\n```')
  await until(() => find('m').querySelector('.hljs-keyword'))
  await apply({ k: 'm content', v: '```js\nconst a = 1\nlet b = 2\n```' })
  await until(() => find('m').querySelectorAll('.hljs-keyword').length === 2)
  expect(find('m').querySelectorAll('.w-code-copy')).toHaveLength(1)
})
