import './document.css'
import { useRef } from 'preact/hooks'
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
  if (path) return <iframe class="w-document" title={title} src={path} allow={allowed} sandbox={sandboxOf(path)} />
  if (content) return <ContentFrame key={content} title={title} content={content} />
  return <p class="w-document-none">Nothing to render.</p>
}

/** HTML from the app. It runs, but as a stranger: it gets at neither this page nor the user's session. */
function ContentFrame({ title, content }: { title: string; content: string }) {
  const frame = useRef<HTMLIFrameElement>(null)
  const isWritten = useRef(false)
  // The document loads a second time, as it were, when it has become what it was told.
  const write = (): void => {
    if (isWritten.current) return
    isWritten.current = true
    // Its origin has no name that could be given here; what is sent is for nobody else, since the frame is new.
    frame.current?.contentWindow?.postMessage(content, '*')
  }
  return <iframe ref={frame} class="w-document" title={title} src={emptyDocument()} sandbox={abilities} allow={allowed} onLoad={write} />
}

/** A document without a policy of ours; one made here would inherit that of this page, which lets no strange script run. */
const emptyDocument = (): string => `${document.body.dataset['baseUrl'] || '/'}wave-static/frame.html`
