/** How much has been sent, and a way to stop it. `share` from 0 to 1. */
export const Progress = ({ share, onCancel }: { share: number; onCancel: () => void }) => {
  const percent = Math.round(share * 100)
  return (
    <div class="w-upload-progress">
      <span>{`Uploading: ${percent}%`}</span>
      <progress max={100} value={percent} aria-label="Uploading" />
      <button type="button" class="w-button" onClick={onCancel}>
        Cancel
      </button>
    </div>
  )
}

export const Problem = ({ text }: { text: string | undefined }) =>
  text ? (
    <p class="w-error" role="alert">
      {text}
    </p>
  ) : null
