import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { ButtonLink, Submit } from "@/components/staff/button";
import { AddComponentForm, ArchivedList, SearchForm } from "@/components/staff/component-forms";
import { ComponentList } from "@/components/staff/component-list";
import { TextField } from "@/components/staff/fields";
import { StaffForm } from "@/components/staff/form";
import { PageHead } from "@/components/staff/page-head";
import { atDesk } from "../../at-desk";
import { first } from "../../first";
import { Flash } from "../../flash";
import { add, addGroup, move } from "./actions";
import { listed } from "./listed";

export const metadata: Metadata = { title: "Components" };

type Props = { searchParams: Promise<{ q?: string | string[]; done?: string; at?: string; all?: string }> };

const path = "/staff/components";

export default async function ComponentsPage({ searchParams }: Props) {
  const { signedOut } = await atDesk(
    path,
    { action: add, path: `${path}#add` },
    { action: addGroup, path: `${path}#add-group` },
  );
  if (signedOut) return signedOut;
  const { q: asked, done, at } = await searchParams;
  const q = first(asked) ?? "";
  const { groups, archived, total, shown, groupOptions } = await listed(q);
  return (
    <>
      <Flash done={done} at={at} />
      <PageHead title="Components" act={total > 0 && <ButtonLink href="/staff">Done</ButtonLink>}>
        {total === 0 ? (
          <p>
            No components yet. A component is something your customers would miss, like <em>Web app</em> or <em>API</em>
            . Two or three are a good start.
          </p>
        ) : (
          <p>What customers would miss, in the order of the status page.</p>
        )}
      </PageHead>
      <div className="grid gap-x-16 gap-y-10 lg:grid-cols-[minmax(0,1fr)_minmax(0,24rem)]">
        <div className="order-2 min-w-0 lg:order-none">
          {total > 30 && <SearchForm q={q} total={total} shown={shown} />}
          <StaffForm action={move} path={path} className="block">
            <ComponentList groups={groups} movable={q === ""} />
          </StaffForm>
          <ArchivedList archived={archived} />
        </div>
        <div className="grid content-start gap-10">
          <AddComponentForm
            key={`component ${at}`}
            action={add}
            path={`${path}#add`}
            once={randomUUID()}
            groups={groupOptions}
            first={total === 0}
          />
          {total > 0 && (
            <StaffForm
              key={`group ${at}`}
              action={addGroup}
              path={`${path}#add-group`}
              once={randomUUID()}
              className="grid gap-4 border-rule border-t pt-6"
            >
              <TextField name="name" label="Name of a new group" hint="Groups keep a long list readable." />
              <Submit weight="quiet">Add group</Submit>
            </StaffForm>
          )}
        </div>
      </div>
    </>
  );
}
