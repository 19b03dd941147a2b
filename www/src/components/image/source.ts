interface ImageModel {
  path?: string | undefined
  /** The picture itself, as base64. */
  image?: string | undefined
  /** `png`, `jpeg` and the like, or a whole media type. */
  type?: string | undefined
}

/** The address of a picture: where it lies, or the picture itself. */
export function imageSource({ path, image, type = 'png' }: ImageModel): string | undefined {
  if (path) return path
  if (!image) return undefined
  if (image.startsWith('data:')) return image
  return `data:${type.includes('/') ? type : `image/${type}`};base64,${image}`
}
