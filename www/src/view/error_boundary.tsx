import { Component, type ComponentChildren } from 'preact'

interface Props {
  /** What is inside, for the message. */
  what: string
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

  override render() {
    const { failed, error } = this.state
    if (!failed) return this.props.children
    return (
      <div class="w-unknown" role="alert">
        <strong>{this.props.what} could not be drawn.</strong> {String(error)}{' '}
        <button type="button" onClick={() => this.setState({ failed: false, error: undefined })}>
          Try again
        </button>
      </div>
    )
  }
}
