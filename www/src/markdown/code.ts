import './code.css'
import { copyText, thanksMs } from '../view/clipboard.ts'
import { coloured, isCheap } from './coloured.ts'

/** Longer code is not coloured: reading it would make the page wait. */
const maxChars = 20_000
/** A text that is being written is written further before that is over, usually. */
const pauseMs = 300

/**
 * Colours the code in some text, and gives each piece of it a button that copies it.
 *
 * Where a text grows, languages are guessed only once it has paused. Returns what to call when it is another text.
 */
export function dressCode(text: HTMLElement, isGrowing: boolean): () => void {
  const waiting: (() => void)[] = []
  for (const code of text.querySelectorAll<HTMLElement>('pre > code')) {
    const block = code.parentElement
    if (!block || block.classList.contains('w-code')) continue
    const source = code.textContent ?? ''
    const language = /language-([\w+#-]+)/.exec(code.className)?.[1]
    const colour = (): void => void (code.innerHTML = coloured(source, language))
    if (source.length <= maxChars) {
      if (isGrowing && !isCheap(source, language)) waiting.push(colour)
      else colour()
    }
    frame(block, source)
  }
  const timer = waiting.length ? setTimeout(() => waiting.forEach((colour) => colour()), pauseMs) : undefined
  return () => clearTimeout(timer)
}

/** Puts a piece of code into a frame: it scrolls within, and the button stays where it is. */
function frame(block: HTMLElement, source: string): void {
  block.classList.add('w-code')
  const around = document.createElement('div')
  around.className = 'w-code-frame'
  block.replaceWith(around)
  around.append(block, copyButton(source))
}

function copyButton(source: string): HTMLButtonElement {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'w-code-copy'
  const say = (word: string): void => void (button.textContent = word)
  say('Copy')
  button.addEventListener('click', () => {
    void copyText(source, undefined).then((copied) => {
      say(copied ? 'Copied' : 'Cannot copy')
      setTimeout(() => say('Copy'), thanksMs)
    })
  })
  return button
}
