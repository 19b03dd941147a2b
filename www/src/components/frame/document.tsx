import './document.css'
import { useLayoutEffect, useMemo, useRef } from 'preact/hooks'
import { abilities, sandboxOf } from '../../view/strangers.ts'

interface FrameProps {
  /** What is inside, for those who cannot see it. */
  title: string
  /** The address of a page. */
  path?: string | undefined
  /** A page itself, as HTML. */
  content?: string | undefined
}

const allowed = 'fullscreen; clipboard-write'

/** Another page inside of this one. */
export function DocumentFrame({ title, path, content }: FrameProps) {
  // Another address is for another frame: this one might load it before it has the sandbox that it needs.
  if (path) return <iframe key={path} class="w-document" title={title} src={path} allow={allowed} sandbox={sandboxOf(path)} />
  if (content) return <ContentFrame key={content} title={title} content={content} />
  return <p class="w-document-none">Nothing to render.</p>
}

/** HTML from the app. It runs, but as a stranger: it gets at neither this page nor the user's session. */
function ContentFrame({ title, content }: { title: string; content: string }) {
  const frame = useRef<HTMLIFrameElement>(null)
  const secret = useMemo(makeSecret, [])
  // The document asks whenever it is loaded: also when the frame was moved to another place of the page, which empties it.
  useLayoutEffect(() => {
    const answer = ({ source, data }: MessageEvent): void => {
      const inside = frame.current?.contentWindow
      // Its origin has no name that could be given here.
      if (inside && source === inside && data === secret) inside.postMessage(content, '*')
    }
    window.addEventListener('message', answer)
    return () => window.removeEventListener('message', answer)
  }, [content, secret])
  return <iframe ref={frame} class="w-document" title={title} src={emptyDocument() + secret} sandbox={abilities} allow={allowed} />
}

/** A fragment: no address that the frame goes to is ever told of it. */
const makeSecret = (): string => `#${crypto.getRandomValues(new Uint32Array(4)).join('-')}`

/** A document without a policy of ours; one made here would inherit that of this page, which lets no strange script run. */
const emptyDocument = (): string => `${document.body.dataset['baseUrl'] || '/'}wave-static/frame.html`
