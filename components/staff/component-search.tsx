import { useId, useState } from "react";
import type { Id } from "@/domain/facts";
import { inputClass } from "./fields";

export type Named = { id: Id; name: string; group: string | null };

const shownAtOnce = 12;

/** The components whose name or group has all the words; the first few, and how many there are. */
export function searched(components: readonly Named[], words: string): { shown: Named[]; more: number } {
  const asked = words.toLowerCase().split(/\s+/).filter(Boolean);
  const found = components.filter(({ name, group }) => {
    const text = `${name} ${group ?? ""}`.toLowerCase();
    return asked.every((word) => text.includes(word));
  });
  return { shown: found.slice(0, shownAtOnce), more: Math.max(0, found.length - shownAtOnce) };
}

export function useSearch(components: readonly Named[]) {
  const [words, setWords] = useState("");
  return { words, setWords, needed: components.length > shownAtOnce, ...searched(components, words) };
}

type Props = { words: string; onChange: (words: string) => void; total: number };

export function SearchField({ words, onChange, total }: Props) {
  const id = useId();
  return (
    <div className="mb-2">
      <label htmlFor={id} className="sr-only">
        Find a component
      </label>
      <input
        id={id}
        type="search"
        value={words}
        placeholder={`Find among ${total.toLocaleString("en")} components`}
        autoComplete="off"
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => event.key === "Enter" && event.preventDefault()}
        className={inputClass}
      />
    </div>
  );
}

export function SearchRest({ more }: { more: number }) {
  if (more === 0) return null;
  return (
    <p role="status" className="mt-2 text-muted text-fact">
      {more.toLocaleString("en")} more. Type a few letters of the name.
    </p>
  );
}
