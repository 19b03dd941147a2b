import DOMPurify from 'dompurify'

const purifier = DOMPurify(window)

/** Pages embed other pages, and open links in tabs of their own. */
const config = {
  ADD_TAGS: ['iframe'],
  ADD_ATTR: ['target', 'allow', 'allowfullscreen', 'frameborder', 'scrolling'],
}

purifier.addHook('afterSanitizeAttributes', (node) => {
  // A page that was opened must not get at the one that opened it.
  if (node.getAttribute('target')) node.setAttribute('rel', 'noopener noreferrer')
})

/** Takes out of HTML whatever could run: scripts, handlers, addresses that are scripts. */
export const sanitize = (html: string): string => purifier.sanitize(html, config)
