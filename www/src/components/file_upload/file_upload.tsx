import '../button/button.css'
import '../field/field.css'
import './file_upload.css'
import { useRef } from 'preact/hooks'
import { useClient } from '../../view/client_context.ts'
import { Icon } from '../../view/icon.tsx'
import { InfoTip } from '../../view/tooltip.tsx'
import type { FileUpload } from '../../vocabulary/files.ts'
import type { ComponentProps } from '../component.ts'
import { Asterisk } from '../field/field.tsx'
import { acceptOf } from './check.ts'
import { CompactUpload } from './compact_upload.tsx'
import { DropArea } from './drop_area.tsx'
import { FileList } from './file_list.tsx'
import { Problem, Progress } from './progress.tsx'
import { useUpload, type Upload } from './use_upload.ts'

function FileUploadView({ model }: ComponentProps<FileUpload>) {
  const { name, label, compact, required, tooltip } = model
  const client = useClient()
  const upload = useUpload(model, (paths) => {
    client.set(name, paths)
    // A small upload is one of several fields, and waits for the submission of all.
    if (!compact) client.push()
  })
  return (
    <div class="w-field">
      <div class="w-field-main w-upload" data-test={name}>
        {compact ? <CompactUpload model={model} upload={upload} /> : <FullUpload model={model} upload={upload} />}
      </div>
      {(tooltip || (required && !compact)) && (
        <div>
          {required && !compact && <Asterisk />}
          <InfoTip text={tooltip} />
        </div>
      )}
      <span class="w-sr" role="status">
        {upload.state.kind === 'done' ? `${label ?? 'Upload'}: done` : ''}
      </span>
    </div>
  )
}

interface Props {
  model: FileUpload
  upload: Upload
}

function FullUpload({ model, upload }: Props) {
  const { label, height = '300px', multiple } = model
  const { state, files, add, start } = upload
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <input
        ref={input}
        type="file"
        class="w-sr"
        tabIndex={-1}
        aria-hidden="true"
        multiple={multiple}
        accept={acceptOf(model)}
        onChange={({ currentTarget }) => {
          add([...(currentTarget.files ?? [])])
          // So that the same file can be chosen again after it was removed.
          currentTarget.value = ''
        }}
      />
      <DropArea height={height} disabled={state.kind === 'sending'} onDrop={add}>
        <Stage model={model} upload={upload} onBrowse={() => input.current?.click()} />
      </DropArea>
      <div>
        <button
          type="button"
          class="w-button w-button-primary"
          disabled={state.kind !== 'choosing' || !files.length}
          onClick={() => void start(files)}
        >
          {label || 'Upload'}
        </button>
      </div>
    </>
  )
}

/** What there is to see of an upload, as far as it has come. */
function Stage({ model: { multiple }, upload, onBrowse }: Props & { onBrowse: () => void }) {
  const { state, files, remove, cancel, reset } = upload
  if (state.kind === 'sending') return <Progress share={state.share} onCancel={cancel} />
  if (state.kind === 'done')
    return (
      <>
        <Icon name="CompletedSolid" class="w-upload-icon w-upload-done" />
        <p>{`Successfully uploaded ${state.count === 1 ? 'one file' : `${state.count} files`}.`}</p>
        <button type="button" class="w-button" onClick={reset}>
          Upload more
        </button>
      </>
    )
  return (
    <>
      {files.length ? <FileList files={files} onRemove={remove} /> : <Icon name="Upload" class="w-upload-icon" />}
      <div class="w-upload-row">
        <button type="button" class="w-button" onClick={onBrowse}>
          Browse…
        </button>
        <span>{multiple ? 'or drag and drop files here.' : 'or drag and drop a file here.'}</span>
      </div>
      <Problem text={state.problem} />
    </>
  )
}

export const views = { file_upload: FileUploadView }
