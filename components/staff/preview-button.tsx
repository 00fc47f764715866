/** Without JavaScript the preview is made by the server, on demand; nothing is posted. */
export function PreviewButton() {
  return (
    <noscript>
      <button type="submit" name="intent" value="preview" className="min-h-11 underline underline-offset-4">
        Show how this will look
      </button>
    </noscript>
  );
}
