import '../../components/message_bar/message.css'
import './overlays.css'
import type { ComponentChildren } from 'preact'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { Items } from '../../components/items.tsx'
import { Markdown } from '../../markdown/markdown.tsx'
import type { Json } from '../../page/json.ts'
import type { Card } from '../../view/card.ts'
import { useClient } from '../../view/client_context.ts'
import { Icon } from '../../view/icon.tsx'
import { useNode } from '../../view/reactive.ts'
import { messageKinds } from '../../components/message_bar/kinds.ts'
import type { MetaCard } from '../../vocabulary/meta.ts'
import type { Dialog, NotificationBar, SidePanel } from '../../vocabulary/overlays.ts'

/** The overlays of a page. Every change of the meta card shows again those that the user has dismissed. */
export function OverlayViews({ meta }: { meta: Card }) {
  const { dialog, side_panel, notification_bar } = { ...useNode(meta.data) } as unknown as MetaCard
  const changes = useRef(0)
  changes.current++
  return (
    <>
      {dialog && <DialogView dialog={dialog} change={changes.current} />}
      {side_panel && <SidePanelView panel={side_panel} change={changes.current} />}
      {notification_bar && <NotificationBarView bar={notification_bar} change={changes.current} />}
    </>
  )
}

interface Dismissible {
  name?: string
  events?: string[]
}

/** Is this overlay to be seen? And what to do when the user does not want it any more. */
function useDismissal({ name, events }: Dismissible, change: number): [open: boolean, dismiss: () => void] {
  const client = useClient()
  const [dismissedAt, setDismissedAt] = useState(0)
  const dismiss = (): void => {
    setDismissedAt(change)
    if (name && events?.includes('dismissed')) client.emit(name, 'dismissed', true)
  }
  return [dismissedAt !== change, dismiss]
}

interface ModalProps {
  class: string
  title: string
  width: string | undefined
  escapable: boolean
  blocking: boolean
  closable: boolean
  onDismiss: () => void
  children: ComponentChildren
}

/** A dialog of the browser's own kind: it takes the focus, keeps it, and gives it back. */
function Modal({ class: className, title, width, escapable, blocking, closable, onDismiss, children }: ModalProps) {
  const ref = useRef<HTMLDialogElement>(null)
  const content = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    ref.current?.showModal()
    return () => ref.current?.close()
  }, [])
  useFirstFocus(content)
  const cancel = (event: Event): void => {
    event.preventDefault()
    if (escapable) onDismiss()
  }
  return (
    <dialog
      ref={ref}
      class={`w-modal ${className}`}
      aria-label={title}
      {...(width && { style: { width } })}
      onCancel={cancel}
      // Browsers close a dialog at the second Escape, whatever we say.
      onClose={() => ref.current?.isConnected && ref.current.showModal()}
      onPointerDown={(event) => !blocking && event.target === ref.current && onDismiss()}
    >
      <div class="w-modal-body">
        <header class="w-modal-head">
          <h2>{title}</h2>
          {closable && <CloseButton onClick={onDismiss} />}
        </header>
        <div ref={content} class="w-modal-content w-items">{children}</div>
      </div>
    </dialog>
  )
}

const focusable = 'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), [tabindex="0"]'

/** Gives the focus to the first thing in a dialog that can have it, as soon as it is there; unless the user was quicker. */
function useFirstFocus(content: { current: HTMLElement | null }): void {
  useLayoutEffect(() => {
    const { current } = content
    if (!current) return
    const before = document.activeElement
    const focus = (): void => {
      const first = current.querySelector<HTMLElement>(focusable)
      if (!first && document.activeElement === before) return
      observer.disconnect()
      if (document.activeElement === before) first?.focus()
    }
    const observer = new MutationObserver(focus)
    observer.observe(current, { childList: true, subtree: true })
    focus()
    return () => observer.disconnect()
  }, [])
}

const CloseButton = ({ onClick }: { onClick: () => void }) => (
  <button type="button" class="w-icon-button" aria-label="Close" onClick={onClick}>
    <Icon name="Cancel" />
  </button>
)

function DialogView({ dialog, change }: { dialog: Dialog; change: number }) {
  const [open, dismiss] = useDismissal(dialog, change)
  if (!open) return null
  const { title, width, closable = false, blocking = false, primary = false, items } = dialog
  return (
    <Modal
      class={`w-dialog ${primary && !closable ? 'w-dialog-primary' : ''}`}
      title={title}
      width={width}
      escapable
      blocking={blocking}
      closable={closable}
      onDismiss={dismiss}
    >
      <Items items={items as Json} />
    </Modal>
  )
}

function SidePanelView({ panel, change }: { panel: SidePanel; change: number }) {
  const [open, dismiss] = useDismissal(panel, change)
  if (!open) return null
  const { title, width, closable = false, blocking = false, items } = panel
  return (
    <Modal class="w-side-panel" title={title} width={width} escapable={false} blocking={blocking} closable={closable} onDismiss={dismiss}>
      <Items items={items as Json} />
    </Modal>
  )
}

const defaultTimeoutSeconds = 5
const onlyButtons: ReadonlySet<string> = new Set(['button'])

function NotificationBarView({ bar, change }: { bar: NotificationBar; change: number }) {
  const [open, dismiss] = useDismissal(bar, change)
  const latest = useRef(dismiss)
  latest.current = dismiss
  const { timeout, type = 'info', position = 'top-right', text, buttons } = bar
  useEffect(() => {
    if (timeout === -1) return
    const timer = setTimeout(() => latest.current(), (timeout || defaultTimeoutSeconds) * 1000)
    return () => clearTimeout(timer)
  }, [change, timeout])
  if (!open) return null
  const { icon, urgent } = messageKinds[type]
  return (
    <div class={`w-notification w-message w-message-${type} w-at-${position}`} role={urgent ? 'alert' : 'status'}>
      <Icon name={icon} class="w-message-icon" />
      <div class="w-message-text">
        <Markdown text={text} />
        {buttons && (
          <div class="w-message-buttons">
            <Items items={buttons as Json} only={onlyButtons} />
          </div>
        )}
      </div>
      <CloseButton onClick={dismiss} />
    </div>
  )
}
