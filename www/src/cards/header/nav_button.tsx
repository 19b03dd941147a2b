import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { Icon } from '../../view/icon.tsx'
import type { NavGroup } from '../../vocabulary/frame_of_page.ts'
import { NavGroups } from '../nav/nav_groups.tsx'

/** A button that opens a panel with the navigation of the app. */
export function NavButton({ groups }: { groups: readonly NavGroup[] }) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <button type="button" class="w-icon-button w-header-burger" aria-label="Navigation" aria-expanded={open} onClick={() => setOpen(true)}>
        <Icon name="GlobalNavButton" />
      </button>
      {open && <NavPanel groups={groups} onClose={() => setOpen(false)} />}
    </>
  )
}

function NavPanel({ groups, onClose }: { groups: readonly NavGroup[]; onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog
      ref={dialog}
      class="w-nav-panel"
      aria-label="Navigation"
      onClose={onClose}
      onPointerDown={(event) => event.target === dialog.current && onClose()}
    >
      <button type="button" class="w-icon-button" aria-label="Close" onClick={onClose}>
        <Icon name="Cancel" />
      </button>
      <NavGroups groups={groups} onGo={onClose} />
    </dialog>
  )
}
