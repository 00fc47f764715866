"use client";

import { useState } from "react";
import { buttonClass, Submit } from "./button";
import { CheckGroup } from "./check-group";
import { inputClass, TextField } from "./fields";
import { StaffForm, useSentForm } from "./form";
import type { FormAction } from "./form-state";
import { scopeOptions } from "./scope-names";
import { useScripted } from "./use-browser";
import { ZonedField } from "./zoned-field";

type Props = { action: FormAction; path: string; zone: string; zoneName: string };

/** Makes a token; it is shown once, for the owner to put where its program finds it. */
export function TokenForm({ action, path, zone, zoneName }: Props) {
  return (
    <StaffForm action={action} path={path}>
      <TextField
        name="name"
        label="What it is for"
        hint="Such as the program that will use it. Customers don’t see it."
      />
      <CheckGroup name="scopes" legend="What it may do" initial={["read"]} options={scopeOptions} />
      <ZonedField name="expiresAt" label="Good until" hint={`${zoneName}. Empty: until you revoke it.`} zone={zone} />
      <Submit weight="plain">Make a token</Submit>
      <MadeToken />
    </StaffForm>
  );
}

function MadeToken() {
  const token = useSentForm().state.made;
  const [copied, setCopied] = useState(false);
  const scripted = useScripted();
  if (!token) return null;
  const copy = async () => {
    await navigator.clipboard.writeText(token);
    setCopied(true);
  };
  return (
    <div role="status" className="border-mark-clear border-l-4 py-1 pl-4">
      <label className="grid gap-1.5">
        <span>
          <strong>Copy it now.</strong> It is not shown again; only a hash of it is kept.
        </span>
        <input readOnly value={token} onFocus={(event) => event.target.select()} className={inputClass} />
      </label>
      {scripted && (
        <button type="button" onClick={copy} className={buttonClass("quiet", "mt-2")}>
          {copied ? "Copied" : "Copy the token"}
        </button>
      )}
    </div>
  );
}
