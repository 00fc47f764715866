import { useScripted } from "./use-browser";

/** A new key for a form: random wherever a page may be served from, with or without TLS. */
export function newKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The key under which a post counts once. With scripts it alone tells posts apart: another one comes with each change. */
export function FormKey({ value }: { value: string }) {
  const scripted = useScripted();
  return (
    <>
      <input type="hidden" name="key" value={value} />
      {scripted && <input type="hidden" name="keyRenewed" value="yes" />}
    </>
  );
}
