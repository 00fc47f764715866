/** What Enter presses in a form with several buttons: the browser takes the first one. */
export function DefaultSubmit() {
  return (
    <button type="submit" tabIndex={-1} aria-hidden="true" className="sr-only">
      Send
    </button>
  );
}
