import { TemplateInvalid } from '../../format/handlebars/errors.ts'
import { renderTemplate } from '../../format/handlebars/render.ts'
import { Markup } from '../../markdown/markup.tsx'

/** What comes of a template and its data. A template that makes no sense says why. */
export function Rendered({ content, data }: { content: string; data: unknown }) {
  try {
    return <Markup html={renderTemplate(content, data)} />
  } catch (error) {
    if (!(error instanceof TemplateInvalid)) throw error
    return (
      <p class="w-unknown" role="alert">
        {`The template cannot be used. ${error.message}`}
      </p>
    )
  }
}
