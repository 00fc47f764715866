import Link from "next/link";
import { signOf, stateWords } from "@/components/component-state";
import { Sign } from "@/components/signs";
import type { ComponentGroup, Id } from "@/domain/facts";
import type { PublicComponent } from "@/domain/public-page";
import { MoveButtons } from "./move-buttons";

export type ListedGroup = { group: ComponentGroup | null; components: readonly PublicComponent[] };

type Props = { groups: readonly ListedGroup[]; movable: boolean };

/** The page's components in their order, as customers see them. */
export function ComponentList({ groups, movable }: Props) {
  const named = groups.flatMap(({ group }) => group?.id ?? []);
  return groups.map(({ group, components }) => (
    <section key={group?.id ?? "none"} className="mb-8" aria-label={group?.name ?? "Without a group"}>
      {group && (
        <GroupHead group={group} first={named[0] === group.id} last={named.at(-1) === group.id} movable={movable} />
      )}
      {!group && named.length > 0 && <h2 className="py-2 font-semibold">Without a group</h2>}
      <ul className="border-rule border-t">
        {components.map((component, index) => (
          <li key={component.id} className="flex items-center justify-between gap-3 border-rule border-b">
            <Row component={component} />
            {movable && (
              <MoveButtons
                id={component.id}
                name={component.name}
                first={index === 0}
                last={index === components.length - 1}
              />
            )}
          </li>
        ))}
      </ul>
      {components.length === 0 && <p className="py-2.5 text-muted">No component in it.</p>}
    </section>
  ));
}

type HeadProps = { group: ComponentGroup; first: boolean; last: boolean; movable: boolean };

function GroupHead({ group, first, last, movable }: HeadProps) {
  return (
    <div className="flex items-center justify-between gap-3">
      <h2 className="min-w-0 wrap-anywhere py-2 font-semibold">
        <Link href={`/staff/components/groups/${group.id}`} prefetch={false}>
          {group.name}
        </Link>
      </h2>
      {movable && <MoveButtons id={groupValue(group.id)} name={group.name} first={first} last={last} />}
    </div>
  );
}

const groupMark = "group:";

function groupValue(id: Id): string {
  return `${groupMark}${id}`;
}

/** Which thing a list's button moves where. */
export function readMove(value: string): { kind: "group" | "component"; id: Id; direction: "up" | "down" } {
  const [what = "", where] = value.split(" ");
  const kind = what.startsWith(groupMark) ? "group" : "component";
  return {
    kind,
    id: kind === "group" ? what.slice(groupMark.length) : what,
    direction: where === "down" ? "down" : "up",
  };
}

function Row({ component }: { component: PublicComponent }) {
  const { id, name, status } = component;
  return (
    <div className="flex min-w-0 grow flex-wrap items-baseline justify-between gap-x-6 py-2.5">
      <Link href={`/staff/components/${id}`} prefetch={false} className="wrap-anywhere">
        {name}
      </Link>
      <span
        className={`row-state flex items-center gap-2 ${status === "operational" ? "text-muted" : ""}`}
        data-status={status}
      >
        <Sign name={signOf(component)} className="size-4 shrink-0" />
        {stateWords(component)}
      </span>
    </div>
  );
}
