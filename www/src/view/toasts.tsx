import { useClient } from './client_context.ts'
import { Icon } from './icon.tsx'

/** What the client itself has to say. */
export function ToastList() {
  const { toasts } = useClient()
  return (
    <div class="w-toasts" aria-live="polite">
      {toasts.list.value.map(({ id, kind, text }) => (
        <div key={id} class={`w-toast w-toast-${kind}`} role={kind === 'error' ? 'alert' : 'status'}>
          <Icon name={kind === 'error' ? 'ErrorBadge' : 'Info'} class="w-toast-icon" />
          <span>{text}</span>
          <button type="button" class="w-icon-button" aria-label="Close" onClick={() => toasts.remove(id)}>
            <Icon name="Cancel" />
          </button>
        </div>
      ))}
    </div>
  )
}
