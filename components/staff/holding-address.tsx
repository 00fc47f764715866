"use client";

import { useId, useState } from "react";
import { buttonClass } from "./button";
import { copyText } from "./copy-text";
import { inputClass } from "./fields";
import { useScripted } from "./use-browser";

/** Where the component's visitors are sent while it is gone, and what tells nginx so. */
export function HoldingAddress({ address }: { address: string }) {
  return (
    <section aria-labelledby="holding" className="mt-12 grid gap-4 border-rule border-t pt-8">
      <div>
        <h2 id="holding" className="font-semibold text-latest">
          Holding page
        </h2>
        <p className="mt-1 text-muted">
          What its visitors get from your proxy when it doesn’t answer: what is posted here, and nothing that isn’t.{" "}
          <a href={address}>Look at it</a>
        </p>
      </div>
      <Copyable label="Its address, which stays when the name changes" text={address} />
      <Copyable
        label="For nginx, in the server block of the component"
        hint="The files that it includes are in deploy/holding/nginx, beside those for Caddy, ingress-nginx and Cloudflare."
        text={`set $candor_holding ${address}; include candor/candor-server.conf;`}
      />
    </section>
  );
}

function Copyable({ label, hint, text }: { label: string; hint?: string; text: string }) {
  const id = useId();
  const [said, setSaid] = useState("");
  const scripted = useScripted();
  const copy = () =>
    copyText(text).then(
      () => setSaid("Copied"),
      () => setSaid("Select the text and copy it by hand."),
    );
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="grid gap-1.5">
        <span className="font-semibold">{label}</span>
        {hint && <span className="text-fact text-muted">{hint}</span>}
      </label>
      <div className="flex gap-2">
        <input
          id={id}
          readOnly
          value={text}
          onFocus={(event) => event.target.select()}
          className={`${inputClass} min-w-0 grow font-mono text-fact`}
        />
        {scripted && (
          <button type="button" onClick={copy} className={buttonClass("quiet", "shrink-0")}>
            Copy
          </button>
        )}
      </div>
      <p role="status" className="text-fact text-muted empty:hidden">
        {said}
      </p>
    </div>
  );
}
