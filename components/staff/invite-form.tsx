"use client";

import { useState } from "react";
import { buttonClass, Submit } from "./button";
import { inputClass, TextField } from "./fields";
import { StaffForm, useSentForm } from "./form";
import type { FormAction } from "./form-state";
import { RadioField } from "./radio-field";
import { useScripted } from "./use-browser";

const roles = [
  { value: "responder", label: "Responder", hint: "Posts incidents and notices, keeps components and texts." },
  { value: "owner", label: "Owner", hint: "Also people, settings, and redacting words." },
];

/** Makes a one-time link; it is shown once, for the owner to send. */
export function InviteForm({ action, path }: { action: FormAction; path: string }) {
  return (
    <StaffForm action={action} path={path}>
      <TextField
        name="email"
        label="E-mail of the new person"
        hint="For somebody who is here already it makes a new link, to choose another password with."
        type="email"
        inputMode="email"
      />
      <RadioField name="role" legend="What they may do" initial="responder" options={roles} />
      <Submit weight="plain">Make a link</Submit>
      <MadeLink />
    </StaffForm>
  );
}

function MadeLink() {
  const link = useSentForm().state.made;
  const [copied, setCopied] = useState(false);
  const scripted = useScripted();
  if (!link) return null;
  const copy = async () => {
    await navigator.clipboard.writeText(link);
    setCopied(true);
  };
  return (
    <div role="status" className="border-mark-clear border-l-4 py-1 pl-4">
      <label className="grid gap-1.5">
        <span>
          {link.includes("/staff/reset?") ? (
            <>
              <strong>Send a new link:</strong> they are here already, and choose another password with this one.
            </>
          ) : (
            <strong>Send them this link.</strong>
          )}{" "}
          It works once, for three days, and is not shown again.
        </span>
        <input readOnly value={link} onFocus={(event) => event.target.select()} className={inputClass} />
      </label>
      {scripted && (
        <button type="button" onClick={copy} className={buttonClass("quiet", "mt-2")}>
          {copied ? "Copied" : "Copy the link"}
        </button>
      )}
    </div>
  );
}
