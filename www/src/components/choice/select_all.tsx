import './select_all.css'

/** Chooses all there is, or nothing of it. */
export const SelectAll = ({ onSelect }: { onSelect: (all: boolean) => void }) => (
  <div class="w-select-all">
    <button type="button" class="w-link-button" onClick={() => onSelect(true)}>
      Select All
    </button>
    <span aria-hidden="true">|</span>
    <button type="button" class="w-link-button" onClick={() => onSelect(false)}>
      Deselect All
    </button>
  </div>
)
