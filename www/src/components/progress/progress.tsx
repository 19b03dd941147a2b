import './progress.css'
import { useId } from 'preact/hooks'
import type { Progress } from '../../vocabulary/feedback.ts'
import type { ComponentProps } from '../component.ts'
import { InfoTip } from '../../view/tooltip.tsx'

const defaultCaption = 'Please wait...'

/** What the bar shows: a share, or only that something goes on. */
function shareOf(value: number | undefined): number | undefined {
  return value === undefined ? undefined : Math.min(1, Math.max(0, value))
}

function Bar({ model: { label, caption = defaultCaption, value, tooltip, name } }: ComponentProps<Progress>) {
  const id = useId()
  const share = shareOf(value)
  return (
    <div class="w-progress" {...(name && { 'data-test': name })}>
      <div class="w-progress-label">
        <span id={id}>{label}</span>
        <InfoTip text={tooltip} />
      </div>
      <div
        class={`w-progress-track ${share === undefined ? 'w-progress-open' : ''}`}
        role="progressbar"
        aria-labelledby={id}
        aria-valuemin={0}
        aria-valuemax={100}
        {...(share !== undefined && { 'aria-valuenow': Math.round(share * 100) })}
      >
        <div class="w-progress-done" {...(share !== undefined && { style: { width: `${share * 100}%` } })} />
      </div>
      {caption && <span class="w-progress-caption">{caption}</span>}
    </div>
  )
}

const Spinner = ({ model: { label, caption, tooltip, name } }: ComponentProps<Progress>) => (
  <div class="w-progress-spinner" role="status" {...(name && { 'data-test': name })}>
    <span class="w-spinner" />
    <span>{caption || label}</span>
    <InfoTip text={tooltip} />
  </div>
)

const ProgressView = (props: ComponentProps<Progress>) => (props.model.type === 'spinner' ? <Spinner {...props} /> : <Bar {...props} />)

export const views = { progress: ProgressView }
