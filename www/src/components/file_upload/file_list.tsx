import { Icon } from '../../view/icon.tsx'
import { sizeText } from './check.ts'

interface Props {
  files: readonly File[]
  onRemove: (file: File) => void
}

/** The files that have been chosen. */
export const FileList = ({ files, onRemove }: Props) => (
  <ul class="w-upload-files">
    {files.map((file, place) => (
      <li key={`${place} ${file.name}`}>
        <span class="w-upload-name">{file.name}</span>
        <span class="w-upload-size">{sizeText(file.size)}</span>
        <button type="button" class="w-icon-button" aria-label={`Remove ${file.name}`} onClick={() => onRemove(file)}>
          <Icon name="Cancel" />
        </button>
      </li>
    ))}
  </ul>
)
