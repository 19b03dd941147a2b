import { useId, useRef } from 'preact/hooks'
import type { FileUpload } from '../../vocabulary/files.ts'
import { Asterisk } from '../field/field.tsx'
import { acceptOf } from './check.ts'
import { Problem, Progress } from './progress.tsx'
import type { Upload } from './use_upload.ts'

interface Props {
  model: FileUpload
  upload: Upload
}

/** One line: what is chosen is sent at once. */
export function CompactUpload({ model, upload }: Props) {
  const { label, multiple, required } = model
  const { state, files, add, start, cancel } = upload
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const browse = (): void => input.current?.click()
  const choose = (chosen: readonly File[]): void => {
    const accepted = chosen.length ? add(chosen) : undefined
    if (accepted) void start(accepted)
  }
  return (
    <>
      {label && (
        <label class="w-label" for={id}>
          {label}
          {required && <Asterisk />}
        </label>
      )}
      <input
        ref={input}
        type="file"
        class="w-sr"
        tabIndex={-1}
        aria-hidden="true"
        multiple={multiple}
        accept={acceptOf(model)}
        onChange={({ currentTarget }) => {
          choose([...(currentTarget.files ?? [])])
          currentTarget.value = ''
        }}
      />
      {state.kind === 'sending' ? (
        <Progress share={state.share} onCancel={cancel} />
      ) : (
        <div class="w-upload-row">
          <div class="w-box w-upload-names">
            <input
              id={id}
              type="text"
              readOnly
              placeholder="No file chosen"
              value={state.kind === 'done' ? files.map(({ name }) => name).join(', ') : ''}
              onClick={browse}
            />
          </div>
          <button type="button" class="w-button" onClick={browse}>
            Browse
          </button>
        </div>
      )}
      {state.kind === 'choosing' && <Problem text={state.problem} />}
    </>
  )
}
