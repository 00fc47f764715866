import type { PublicComponent, PublicGroup } from "@/domain/public-page";
import { type ComponentStatus, severity, worstStatus } from "@/domain/status";
import { words } from "@/messages/words";
import { Sign, signOfStatus } from "./signs";

/** Above this many components the groups fold away, and those that are unwell come first. */
const foldAbove = 24;
/** Inside one group, more well components than this fold away behind the unwell ones. */
const wellShown = 30;

export function ComponentGroups({ groups }: { groups: PublicGroup[] }) {
  const t = words();
  const filled = groups.filter((group) => group.components.length > 0);
  if (filled.length === 0) return null;
  const many = filled.reduce((sum, group) => sum + group.components.length, 0) > foldAbove;
  const ordered = many ? filled.toSorted((a, b) => severity(b.status) - severity(a.status)) : filled;
  return (
    <section className="components" aria-labelledby="components">
      <h2 id="components">{t("components.heading")}</h2>
      {ordered.map((group) => (
        <Group key={group.id ?? "others"} group={group} fold={many} />
      ))}
    </section>
  );
}

function Group({ group, fold }: { group: PublicGroup; fold: boolean }) {
  const list = <Rows components={group.components} />;
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
    <details className="group" open={group.status !== "operational"}>
      <summary>
        <h3 className="group-name">{group.name}</h3>
        <GroupSummary group={group} />
      </summary>
      {list}
    </details>
  );
}

function GroupSummary({ group }: { group: PublicGroup }) {
  const t = words();
  const count = group.components.length;
  const status = worstStatus(group.components.map(shownAs));
  const unwell = group.components.filter((component) => component.status !== "operational").length;
  return (
    <span className="row-state" data-status={status}>
      <Sign name={signOfStatus[status]} className="row-sign" />
      {unwell === 0 ? t("components.groupClear", { count }) : t("components.groupUnwell", { unwell, count })}
    </span>
  );
}

function Rows({ components }: { components: PublicComponent[] }) {
  if (components.length <= wellShown) return <List components={components} />;
  const unwell = components.filter((component) => component.status !== "operational");
  const well = components.filter((component) => component.status === "operational");
  return (
    <>
      {unwell.length === 0 ? null : <List components={unwell} />}
      <details className="fold">
        <summary>{words()("components.rest", { count: well.length })}</summary>
        <List components={well} />
      </details>
    </>
  );
}

function List({ components }: { components: PublicComponent[] }) {
  return (
    <ul className="rows">
      {components.map((component) => (
        <Row key={component.id} component={component} />
      ))}
    </ul>
  );
}

function Row({ component }: { component: PublicComponent }) {
  const { description } = component;
  const status = shownAs(component);
  return (
    <li className="row" id={`component-${component.id}`}>
      <span className="row-name">{component.name}</span>
      <span className="row-state" data-status={status}>
        <Sign name={signOfStatus[status]} className="row-sign" />
        {stateWords(component)}
      </span>
      {description === null ? null : <p className="fact row-description">{description}</p>}
    </li>
  );
}

/** Work outside any window never looks planned. */
function shownAs({ status, withinWindow }: PublicComponent): ComponentStatus {
  return status === "under_maintenance" && !withinWindow ? "degraded_performance" : status;
}

/** Nor is it ever called planned. */
export function stateWords(component: PublicComponent): string {
  const t = words();
  if (component.takenOffline) return t("componentStatus.taken_offline");
  if (component.status === "under_maintenance" && !component.withinWindow) return t("componentStatus.unannounced_work");
  return t(`componentStatus.${component.status}`);
}
