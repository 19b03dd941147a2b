import { Component, type ComponentChildren } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { useNode } from './reactive.ts'

interface Props {
  /** What is inside, for the message. */
  what: string
  /** What it is drawn from: when that changes, drawing is tried again. */
  of?: object
  children: ComponentChildren
}

interface State {
  failed: boolean
  error: unknown
}

/** Keeps a mistake in one part of the page from taking the rest along. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { failed: false, error: undefined }

  static override getDerivedStateFromError(error: unknown): State {
    return { failed: true, error }
  }

  override componentDidCatch(error: unknown): void {
    console.error(`${this.props.what} could not be drawn.`, error)
  }

  retry = (): void => this.setState({ failed: false, error: undefined })

  override render() {
    const { failed, error } = this.state
    const { what, of, children } = this.props
    if (!failed) return children
    return (
      <div class="w-unknown" role="alert">
        <strong>{what} could not be drawn.</strong> {String(error)}{' '}
        <button type="button" onClick={this.retry}>
          Try again
        </button>
        {of && <Watch of={of} onChange={this.retry} />}
      </div>
    )
  }
}

/** Tells when something has changed since this was first drawn: then it is drawn again. */
function Watch({ of, onChange }: { of: object; onChange: () => void }) {
  useNode(of)
  const drawn = useRef(false)
  useLayoutEffect(() => {
    if (drawn.current) onChange()
    drawn.current = true
  })
  return null
}
