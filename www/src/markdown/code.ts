import './code.css'
import hljs from 'highlight.js/lib/common'
import { copyText } from '../view/clipboard.ts'

/** Longer code is not coloured: reading it would make the page wait. */
const maxChars = 20_000
/** How long a button says that it has been done. */
const thanksMs = 2_000

/** Colours the code in some text, and gives each piece of it a button that copies it. */
export function dressCode(text: HTMLElement): void {
  for (const code of text.querySelectorAll<HTMLElement>('pre > code')) {
    const block = code.parentElement
    if (!block || block.classList.contains('w-code')) continue
    block.classList.add('w-code')
    const source = code.textContent ?? ''
    if (source.length <= maxChars) colour(code, source)
    block.append(copyButton(source))
  }
}

/** In the language that its author names, or else the one that it looks like. What comes of it is made of nothing but spans. */
function colour(code: HTMLElement, source: string): void {
  const named = /language-([\w+#-]+)/.exec(code.className)?.[1]
  const known = named && hljs.getLanguage(named) ? named : undefined
  code.innerHTML = known ? hljs.highlight(source, { language: known, ignoreIllegals: true }).value : hljs.highlightAuto(source).value
}

function copyButton(source: string): HTMLButtonElement {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'w-code-copy'
  const say = (word: string): void => void (button.textContent = word)
  say('Copy')
  button.addEventListener('click', () => {
    void copyText(source, undefined).then((copied) => {
      if (!copied) return
      say('Copied')
      setTimeout(() => say('Copy'), thanksMs)
    })
  })
  return button
}
