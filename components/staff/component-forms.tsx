import Link from "next/link";
import type { Component } from "@/domain/facts";
import { Submit } from "./button";
import { inputClass, type Option, SelectField, TextField } from "./fields";
import { StaffForm } from "./form";
import type { FormAction } from "./form-state";

type AddProps = { action: FormAction; path: string; once: string; groups: readonly Option[]; first: boolean };

export function AddComponentForm({ action, path, once, groups, first }: AddProps) {
  return (
    <StaffForm action={action} path={path} once={once} className="grid gap-4">
      <TextField
        name="name"
        label={first ? "Name of the first component" : "Name of a new component"}
        autoFocus={first}
      />
      <TextField name="description" label="What it is" optional />
      {groups.length > 1 && <SelectField name="groupId" label="Group" options={groups} />}
      <Submit weight="public">Add component</Submit>
    </StaffForm>
  );
}

export function SearchForm({ q, total, shown }: { q: string; total: number; shown: number }) {
  return (
    <search>
      <form action="/staff/components" className="mb-6 flex gap-2">
        <label className="min-w-0 grow">
          <span className="sr-only">Find a component</span>
          <input
            type="search"
            name="q"
            defaultValue={q}
            placeholder={`Find among ${total.toLocaleString("en")} components`}
            className={inputClass}
          />
        </label>
        <Submit weight="quiet">Find</Submit>
      </form>
      {shown < total && (
        <p className="mb-6 text-muted">
          {shown.toLocaleString("en")} of {total.toLocaleString("en")} shown.{" "}
          {q && <Link href="/staff/components">Show all</Link>}
        </p>
      )}
    </search>
  );
}

export function ArchivedList({ archived }: { archived: readonly Component[] }) {
  if (archived.length === 0) return null;
  return (
    <details>
      <summary className="min-h-11 py-2.5 underline underline-offset-4">Archived ({archived.length})</summary>
      <ul className="border-rule border-t">
        {archived.map(({ id, name }) => (
          <li key={id} className="border-rule border-b py-2.5">
            <Link href={`/staff/components/${id}`} prefetch={false}>
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </details>
  );
}
