import { z } from "zod";
import type { Instant } from "@/domain/facts";
import { type Actor, authorize } from "../actor";
import { preparedSentences } from "../prepared-sentences";
import { NothingToDo, type Tx, write } from "../write";
import { counted } from "./counted";
import { contentsIn, ofThePage } from "./export-rows";
import { type Contents, contents, type Export } from "./export-schema";
import { addContents, fitPage } from "./export-writing";
import { MovingProblem, OnlyShown } from "./problem";
import { brokenReference } from "./references";

/** `changed` is false where all of it was here already. */
export type Restored = { changed: boolean };

export type MovingOptions = {
  /** Whether nothing is written. */
  dryRun?: boolean;
  now?: Instant | undefined;
};

const patience = 10 * 60_000;

/**
 * Makes the page that an export is of: every id, time and word as it was. Only where there is no other page yet; what
 * the first start and the set-up made gives way. Throws `MovingProblem`.
 */
export async function restoreExport(
  actor: Actor | null,
  file: Export,
  { dryRun = false, now }: MovingOptions = {},
): Promise<Restored> {
  authorize(actor, "page.write");
  const fault = brokenReference(file);
  if (fault) throw new MovingProblem(`This export does not hold together: ${fault}.`);
  const change = async (tx: Tx) => {
    if (isSame(await contentsIn(tx), file)) throw new NothingToDo();
    await refuseOtherPage(tx);
    await clear(tx);
    await fitPage(tx, file.page);
    await addContents(tx, file);
    const result = { changed: true };
    if (dryRun) throw new OnlyShown(result);
    const after = { candor: file.candor, exportedAt: file.exportedAt };
    return { event: { type: "page.restored", subjectKind: "page", subjectId: "page", after }, result };
  };
  return write(actor, change, { now, timeout: patience }).catch((error) => {
    if (error instanceof NothingToDo) return { changed: false };
    if (error instanceof OnlyShown) return error.result as Restored;
    throw error;
  });
}

const schema = z.object(contents);

function isSame(here: Contents, there: Contents): boolean {
  return JSON.stringify(z.encode(schema, here)) === JSON.stringify(z.encode(schema, there));
}

async function refuseOtherPage(tx: Tx): Promise<void> {
  const { name } = await tx.page.findUniqueOrThrow({ where: { id: "page" } });
  const counts = [
    [await tx.componentGroup.count(), "group"],
    [await tx.component.count(), "component"],
    [await tx.incident.count(), "incident"],
    [await tx.maintenance.count(), "maintenance window"],
    [await tx.maintenanceSeries.count(), "recurring window"],
    [await tx.notice.count(), "notice"],
    [await ownTemplates(tx), "prepared text"],
  ] as const;
  const there = counts.filter(([count]) => count > 0).map(([count, what]) => counted(count, what));
  if (there.length === 0) return;
  throw new MovingProblem(
    `There is another page here already: “${name}” with ${there.join(", ")}. An export is restored where there is none yet: set another DATA_DIR, or DATABASE_URL to an empty database. Nothing was changed.`,
  );
}

async function ownTemplates(tx: Tx): Promise<number> {
  const brought = new Set(preparedSentences.map(({ name, body }) => `${name}\n${body}`));
  const templates = await tx.template.findMany();
  return templates.filter(({ name, body }) => !brought.has(`${name}\n${body}`)).length;
}

/** What the first start and the set-up made; staff, their tokens and what was done about those stay. */
async function clear(tx: Tx): Promise<void> {
  await tx.template.deleteMany();
  await tx.event.deleteMany({ where: ofThePage });
  await tx.importedRecord.deleteMany();
}
