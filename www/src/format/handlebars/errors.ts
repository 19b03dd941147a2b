/** A template that makes no sense. The message says where. */
export class TemplateInvalid extends Error {
  override name = 'TemplateInvalid'
}
