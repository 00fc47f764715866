"use client";

import { useState } from "react";
import { CheckField } from "./check-field";
import { describedBy, inputClass, Labelled } from "./fields";
import { useField } from "./form";

const hint = "PNG, JPEG, WebP or SVG, at most 32 KB. Shown beside the name.";
const largestBytes = 32 * 1024;

/** An image file; one that is too large is refused before it is sent. */
export function LogoField({ logo }: { logo: string | null }) {
  const { id, error } = useField("logo");
  const [tooLarge, setTooLarge] = useState<string>();
  const said = tooLarge ?? error;
  const check = (input: HTMLInputElement) => {
    const large = (input.files?.[0]?.size ?? 0) > largestBytes;
    setTooLarge(large ? "This image is too large; choose one of at most 32 KB." : undefined);
    if (large) input.value = "";
  };
  return (
    <div className="grid gap-2">
      <Labelled id={id} label="Logo" hint={hint} error={said} optional>
        <input
          type="file"
          id={id}
          name="logo"
          accept="image/png,image/jpeg,image/webp,image/svg+xml"
          onChange={(event) => check(event.target)}
          className={`${inputClass} py-2.5`}
          {...describedBy(id, hint, said)}
        />
      </Labelled>
      {logo && (
        <>
          <img src={logo} alt="The logo now" className="h-10 w-auto max-w-48 self-start" />
          <CheckField name="removeLogo" label="Take the logo away" />
        </>
      )}
    </div>
  );
}
