const form = /^data:(image\/(?:png|jpeg|webp|svg\+xml));base64,([A-Za-z0-9+/]+={0,2})$/;

/** The image that a logo's data address holds; null when it is none that a page may have. */
export function logoImage(address: string): { type: string; bytes: Buffer<ArrayBuffer> } | null {
  const [, type, text] = form.exec(address) ?? [];
  return type && text ? { type, bytes: Buffer.from(text, "base64") } : null;
}
