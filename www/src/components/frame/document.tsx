import './document.css'
import { useEffect, useState } from 'preact/hooks'

interface FrameProps {
  /** What is inside, for those who cannot see it. */
  title: string
  /** The address of a page. */
  path?: string | undefined
  /** A page itself, as HTML. */
  content?: string | undefined
}

/** What a stranger's page inside of ours may do. It may not send this tab somewhere else. */
const abilities = 'allow-scripts allow-forms allow-modals allow-popups allow-popups-to-escape-sandbox allow-downloads allow-presentation'
/** A page with an address is at home there, and needs what its home has stored. */
const atHome = `${abilities} allow-same-origin`
const allowed = 'fullscreen; clipboard-write'

/** Another page inside of this one. */
export function DocumentFrame({ title, path, content }: FrameProps) {
  // A page of our own could take itself out of a sandbox.
  if (path) return <iframe class="w-document" title={title} src={path} allow={allowed} {...(!isOwn(path) && { sandbox: atHome })} />
  if (content) return <ContentFrame title={title} content={content} />
  return <p class="w-document-none">Nothing to render.</p>
}

function isOwn(path: string): boolean {
  try {
    return new URL(path, window.location.href).origin === window.location.origin
  } catch {
    // No address at all: the browser will not load it either.
    return false
  }
}

/** HTML from the app. It runs, but as a stranger: it gets at neither this page nor the user's session. */
function ContentFrame({ title, content }: { title: string; content: string }) {
  const [address, setAddress] = useState<string | undefined>()
  useEffect(() => {
    const url = URL.createObjectURL(new Blob([withHost(content, window.location.origin)], { type: 'text/html;charset=utf-8' }))
    setAddress(url)
    return () => URL.revokeObjectURL(url)
  }, [content])
  return address ? <iframe class="w-document" title={title} src={address} sandbox={abilities} allow={allowed} /> : null
}

/** HTML whose addresses that begin with a slash lead to a host. By itself it has none that they could be about. */
export const withHost = (html: string, origin: string): string =>
  html.replace(/(<[^<>]*\s(?:src|href)\s*=\s*["'])\/(?!\/)/gi, (_, before: string) => `${before}${origin}/`)
