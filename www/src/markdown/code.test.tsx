// @vitest-environment jsdom
import hljs from 'highlight.js/lib/common'
import { afterEach, expect, test, vi } from 'vitest'
import { click, showPage, until } from '../testing/tab.tsx'

afterEach(() => void vi.useRealTimers())

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

test('only what was added to a text is coloured anew, and a language is guessed once the text has paused', async () => {
  const { find, apply } = await show('```js\nconst sails = 3\n```')
  await until(() => find('m').querySelector('.hljs-keyword'))
  vi.useFakeTimers()
  const named = vi.spyOn(hljs, 'highlight')
  const guessed = vi.spyOn(hljs, 'highlightAuto')
  const grow = async (code: string): Promise<void> => {
    const shown = apply({ k: 'm content', v: `\`\`\`js\nconst sails = 3\n\`\`\`\n\n\`\`\`\n${code}\n\`\`\`` })
    await vi.advanceTimersByTimeAsync(10)
    await shown
  }
  await grow('SELECT harbour')
  await grow('SELECT harbour FROM coast')
  expect([named.mock.calls.length, guessed.mock.calls.length]).toEqual([0, 0])
  expect(find('m').querySelectorAll('.hljs-keyword')).toHaveLength(1)
  await vi.advanceTimersByTimeAsync(400)
  expect(guessed.mock.calls).toEqual([['SELECT harbour FROM coast\n']])
})

test('the button says so when it cannot copy', async () => {
  vi.stubGlobal('navigator', { ...navigator, language: 'en', clipboard: undefined })
  document.execCommand = () => false
  const { find } = await show('```js\nlet a\n```')
  const button = await until(() => find('m').querySelector<HTMLElement>('.w-code-copy'))
  await click(button)
  await until(() => button.textContent === 'Cannot copy')
  expect(button.closest('pre')).toBeNull()
})
