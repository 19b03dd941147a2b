import './picture.css'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { Icon } from '../../view/icon.tsx'

interface PictureProps {
  source: string
  /** What is to be seen, for those who cannot. */
  title: string
  /** The address of a larger picture, which is shown when this one is clicked. */
  popup?: string | undefined
}

/** A picture, which may open into a larger one. */
export function Picture({ source, title, popup }: PictureProps) {
  const [open, setOpen] = useState(false)
  const image = <img class="w-picture" src={source} alt={title} />
  if (!popup) return image
  return (
    <>
      <button type="button" class="w-picture-button" aria-label={`Enlarge ${title}`} onClick={() => setOpen(true)}>
        {image}
      </button>
      {open && <Viewer source={popup} title={title} onClose={() => setOpen(false)} />}
    </>
  )
}

interface ViewerProps {
  source: string
  title: string
  onClose: () => void
}

/** A picture as large as the window. A click beside it closes it, as Escape does. */
function Viewer({ source, title, onClose }: ViewerProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog
      ref={dialog}
      class="w-viewer"
      aria-label={title}
      onClose={onClose}
      onClick={({ target }) => !(target instanceof HTMLImageElement) && onClose()}
    >
      <img src={source} alt={title} />
      <button type="button" class="w-icon-button w-viewer-close" aria-label="Close">
        <Icon name="Cancel" />
      </button>
    </dialog>
  )
}
