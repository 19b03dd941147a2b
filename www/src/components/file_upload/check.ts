import type { FileUpload } from '../../vocabulary/files.ts'

const mebibyte = 1024 * 1024

/** What is wrong with some files, in words. Nothing when they can be uploaded. */
export function problemWith(files: readonly Pick<File, 'name' | 'size'>[], limits: FileUpload): string | undefined {
  const { multiple, file_extensions, max_file_size, max_size } = limits
  if (files.length > 1 && !multiple) return 'Only one file can be uploaded.'
  const endings = file_extensions?.map(endingOf)
  const strange = endings?.length ? files.find(({ name }) => !endings.some((ending) => name.toLowerCase().endsWith(ending))) : undefined
  if (strange) return `${strange.name} cannot be uploaded. Allowed: ${endings?.join(', ')}.`
  const large = max_file_size ? files.find(({ size }) => size > max_file_size * mebibyte) : undefined
  if (large) return `${large.name} is larger than ${max_file_size} MB.`
  const sum = files.reduce((total, { size }) => total + size, 0)
  if (max_size && sum > max_size * mebibyte) return `All files together are larger than ${max_size} MB.`
  return undefined
}

/** An extension as file names end, with or without its dot, in any case. */
const endingOf = (extension: string): string => `.${extension.replace(/^\./, '').toLowerCase()}`

/** For the browser, to offer only such files. */
export const acceptOf = ({ file_extensions }: FileUpload): string | undefined => file_extensions?.map(endingOf).join(',')

const units = ['B', 'KB', 'MB', 'GB', 'TB']

/** A size in words. */
export function sizeText(bytes: number): string {
  const unit = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10))
  const size = bytes / 1024 ** unit
  return `${unit && size < 10 ? size.toFixed(1) : Math.round(size)} ${units[unit]}`
}
