import type { PublicComponent, PublicGroup } from "@/domain/public-page";
import { severity, worstStatus } from "@/domain/status";
import { words } from "@/messages/words";
import { type Around, isQuiet, shownAs, signOf, stateWords } from "./component-state";
import { Sign, signOfStatus } from "./signs";

/** Above this many components the groups fold away, and those that are unwell come first. */
const foldAbove = 24;
/** Inside one group, more well components than this fold away behind the unwell ones. */
const wellShown = 30;

export function ComponentGroups({ groups, page }: { groups: PublicGroup[]; page: Around }) {
  const t = words();
  const filled = groups.filter((group) => group.components.length > 0);
  if (filled.length === 0) return null;
  const many = filled.reduce((sum, group) => sum + group.components.length, 0) > foldAbove;
  const ordered = many ? filled.toSorted((a, b) => severity(b.status) - severity(a.status)) : filled;
  return (
    <section className="components" aria-labelledby="components">
      <h2 id="components">{t("components.heading")}</h2>
      {ordered.map((group) => (
        <Group key={group.id ?? "others"} group={group} fold={many} page={page} />
      ))}
    </section>
  );
}

function Group({ group, fold, page }: { group: PublicGroup; fold: boolean; page: Around }) {
  const list = <Rows components={group.components} page={page} />;
  if (group.name === null) return list;
  if (!fold) {
    return (
      <div className="group">
        <h3 className="group-name">{group.name}</h3>
        {list}
      </div>
    );
  }
  return (
    <details className="group" open={group.components.some(isNoted)}>
      <summary>
        <h3 className="group-name">{group.name}</h3>
        <GroupSummary group={group} page={page} />
      </summary>
      {list}
    </details>
  );
}

/** Worth a look: unwell, or named in an open incident. */
function isNoted({ status, inOpenIncident }: PublicComponent): boolean {
  return status !== "operational" || inOpenIncident;
}

function GroupSummary({ group, page }: { group: PublicGroup; page: Around }) {
  const status = worstStatus(group.components.map(shownAs));
  const quiet = status === "operational" && group.components.some((component) => isQuiet(component, page));
  return (
    <span className="row-state" data-status={status} data-quiet={quiet || undefined}>
      <Sign name={quiet ? "quiet" : signOfStatus[status]} className="row-sign" />
      {summaryWords(group.components, page)}
    </span>
  );
}

function summaryWords(components: PublicComponent[], page: Around): string {
  const t = words();
  const count = components.length;
  const unwell = components.filter((component) => component.status !== "operational").length;
  const watched = components.filter(isNoted).length;
  if (unwell > 0) return t("components.groupUnwell", { unwell, count });
  if (watched > 0) return t("components.groupWatched", { watched, count });
  return t(page.staleSince === null ? "components.groupClear" : "components.groupStale", { count });
}

function Rows({ components, page }: { components: PublicComponent[]; page: Around }) {
  if (components.length <= wellShown) return <List components={components} page={page} />;
  const noted = components.filter(isNoted);
  const well = components.filter((component) => !isNoted(component));
  return (
    <>
      {noted.length === 0 ? null : <List components={noted} page={page} />}
      <details className="fold">
        <summary>
          {words()(page.staleSince === null ? "components.rest" : "components.restStale", { count: well.length })}
        </summary>
        <List components={well} page={page} />
      </details>
    </>
  );
}

function List({ components, page }: { components: PublicComponent[]; page: Around }) {
  return (
    <ul className="rows">
      {components.map((component) => (
        <Row key={component.id} component={component} page={page} />
      ))}
    </ul>
  );
}

function Row({ component, page }: { component: PublicComponent; page: Around }) {
  const { description } = component;
  return (
    <li className="row" id={`component-${component.id}`}>
      <span className="row-name">{component.name}</span>
      <span className="row-state" data-status={shownAs(component)} data-quiet={isQuiet(component, page) || undefined}>
        <Sign name={signOf(component, page)} className="row-sign" />
        {stateWords(component, page)}
      </span>
      {description === null ? null : <p className="fact row-description">{description}</p>}
    </li>
  );
}
