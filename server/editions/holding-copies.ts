import { componentsAt } from "@/domain/component-state";
import { copyOf } from "@/domain/copy";
import type { Component } from "@/domain/facts";
import { deriveHolding } from "@/domain/holding";
import type { HoldingDocument } from "../holding";
import { settings } from "../settings";
import { currentFacts, currentPage } from "../snapshot";

export type HoldingCopy = { name: string; html: string; printedFrom: string };

/**
 * The holding pages as they are kept. A copy may be read long after: it tells the last known outage with its age, and
 * never explains anything by work, which may be over.
 */
export function holdingCopies(draw: HoldingDocument): HoldingCopy[] {
  const facts = currentFacts()?.facts ?? null;
  const components = facts ? componentsAt(facts, currentPage().at) : [];
  return [null, ...components].flatMap((component) => copiesOf(component, draw));
}

function copiesOf(component: Component | null, draw: HoldingDocument): HoldingCopy[] {
  const page = copyOf(currentPage());
  const facts = currentFacts()?.facts ?? null;
  const told = deriveHolding(facts, page, component, page.at);
  const holding = told.mode === "outage" ? told : deriveHolding(null, page, null, page.at);
  const { html } = draw({ holding, page, statusUrl: `${settings().siteUrl}/` });
  const minute = told.mode === "outage" || component === null ? Math.floor(page.at / 60_000) : "";
  const printedFrom = JSON.stringify([{ ...holding, at: 0 }, page.name, page.supportLink, minute]);
  const names = component === null ? ["holding"] : [`holding/${component.slug}`, `holding/${component.id}`];
  return [...new Set(names)].map((folder) => ({ name: `${folder}/index.html`, html, printedFrom }));
}
