import '../../components/button/button.css'
import '../../components/field/field.css'
import './editor.css'
import { useMemo, useState } from 'preact/hooks'
import type { CardProps, CardView } from '../../view/card.ts'
import { useClient } from '../../view/client_context.ts'
import { Icon } from '../../view/icon.tsx'
import { useNode } from '../../view/reactive.ts'
import { CardForm } from './card_form.tsx'
import { Editing } from './editing.ts'
import { kinds } from './kinds.ts'
import { layouts } from './layouts.ts'

/** Lets users edit the page, where the server takes that from them. */
function EditorCardView(_: CardProps) {
  const client = useClient()
  const [open, setOpen] = useState(false)
  if (!client.editable.value) return null
  return (
    <div class="w-editor">
      {open && <Panel onClose={() => setOpen(false)} />}
      <button type="button" class="w-editor-button" aria-label="Edit this page" aria-expanded={open} onClick={() => setOpen(!open)}>
        <Icon name="PageEdit" />
      </button>
    </div>
  )
}

/** What is being edited: a card by name, or one that is not there yet. */
type Subject = { view: string; name?: string }

function Panel({ onClose }: { onClose: () => void }) {
  const client = useClient()
  const editing = useMemo(() => new Editing(client), [client])
  const [subject, setSubject] = useState<Subject | undefined>()
  const existing = subject?.name === undefined ? undefined : client.page.value.cards.get(subject.name)
  const done = (): void => setSubject(undefined)
  return (
    <aside class="w-editor-panel" aria-label="Edit this page" onKeyDown={({ key }) => key === 'Escape' && onClose()}>
      {subject ? (
        <CardForm
          view={subject.view}
          data={existing?.data ?? { box: '1 1 4 4', ...kinds[subject.view]?.initial }}
          onCancel={done}
          onSave={(changes) => {
            if (subject.name === undefined) editing.add(subject.view, changes)
            else editing.change(subject.name, changes)
            done()
          }}
        />
      ) : (
        <>
          <h3>Add a card</h3>
          <Choices choices={Object.entries(kinds).map(([view, { label, icon }]) => ({ label, icon, choose: () => setSubject({ view }) }))} />
          <h3>Layout</h3>
          <Choices choices={layouts.map((layout) => ({ ...layout, choose: () => editing.layOut(layout) }))} />
          <CardList editing={editing} onEdit={setSubject} />
        </>
      )}
    </aside>
  )
}

const Choices = ({ choices }: { choices: { label: string; icon: string; choose: () => void }[] }) => (
  <div class="w-editor-choices">
    {choices.map(({ label, icon, choose }) => (
      <button key={label} type="button" onClick={choose}>
        <Icon name={icon} />
        {label}
      </button>
    ))}
  </div>
)

function CardList({ editing, onEdit }: { editing: Editing; onEdit: (subject: Subject) => void }) {
  const { cards } = useNode(useClient().page.value)
  const known = [...cards.values()].filter(({ data }) => Object.hasOwn(kinds, String(data['view'])))
  if (!known.length) return null
  return (
    <>
      <h3>Cards</h3>
      <ul class="w-editor-cards">
        {known.map(({ name, data }) => (
          <li key={name}>
            <span>{String(useNode(data)['title'] || name)}</span>
            <button type="button" class="w-icon-button" aria-label={`Edit ${name}`} onClick={() => onEdit({ view: String(data['view']), name })}>
              <Icon name="Edit" />
            </button>
            <button type="button" class="w-icon-button" aria-label={`Delete ${name}`} onClick={() => editing.remove(name)}>
              <Icon name="Delete" />
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}

export const views: Record<'editor', CardView> = { editor: EditorCardView }
