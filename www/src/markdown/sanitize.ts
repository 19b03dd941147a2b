import DOMPurify from 'dompurify'
import { sandboxOf } from '../view/strangers.ts'

const purifier = DOMPurify(window)

/** Pages embed other pages, and open links in tabs of their own. */
const config = {
  ADD_TAGS: ['iframe'],
  ADD_ATTR: ['target', 'allow', 'allowfullscreen', 'frameborder', 'scrolling'],
}

purifier.addHook('afterSanitizeAttributes', (node) => {
  // A page that was opened must not get at the one that opened it.
  if (node.getAttribute('target')) node.setAttribute('rel', 'noopener noreferrer')
  if (node.nodeName === 'IFRAME') confine(node)
})

/** A stranger's page in the middle of some text may do as much as one in a frame, and no more. */
function confine(frame: Element): void {
  const sandbox = sandboxOf(frame.getAttribute('src') ?? '')
  if (sandbox) frame.setAttribute('sandbox', sandbox)
}

/** Takes out of HTML whatever could run: scripts, handlers, addresses that are scripts. */
export const sanitize = (html: string): string => purifier.sanitize(html, config)
