import type { Id } from "@/domain/facts";
import { Choice } from "./choices";
import { type Named, SearchField, SearchRest, useSearch } from "./component-search";
import { inputClass } from "./fields";

type Props = {
  name: string;
  components: readonly Named[];
  chosen: readonly Id[];
  onChange: (chosen: readonly Id[]) => void;
};

/** Components to touch; with many of them a search, and those already chosen stay in sight. */
export function ComponentChips({ name, components, chosen, onChange }: Props) {
  const { words, setWords, needed, shown, more } = useSearch(components);
  const kept = components.filter((each) => chosen.includes(each.id) && !shown.includes(each));
  const toggle = (id: Id) => onChange(chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id]);
  return (
    <>
      {needed && <SearchField words={words} onChange={setWords} total={components.length} />}
      <div className="flex flex-wrap gap-1.5">
        {[...kept, ...shown].map((component) => (
          <Choice
            key={component.id}
            type="checkbox"
            name={name}
            value={component.id}
            checked={chosen.includes(component.id)}
            onChange={() => toggle(component.id)}
            extra="min-h-12 !px-4"
          >
            {component.name}
          </Choice>
        ))}
      </div>
      <SearchRest more={more} />
      {more > 0 && <AllOthers name={name} components={components.filter((each) => !shown.includes(each))} />}
    </>
  );
}

/** Without JavaScript there is no search, so all the others are in a list. */
function AllOthers({ name, components }: Pick<Props, "name" | "components">) {
  return (
    <noscript>
      <select name={name} multiple size={8} aria-label="More components" className={`${inputClass} mt-2`}>
        {components.map(({ id, name: label }) => (
          <option key={id} value={id}>
            {label}
          </option>
        ))}
      </select>
    </noscript>
  );
}
