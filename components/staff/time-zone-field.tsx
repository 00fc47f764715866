"use client";

import { useEffect, useState } from "react";
import { describedBy, inputClass, Labelled } from "./fields";
import { useField } from "./form";

type Props = {
  initial: string;
  zones: readonly string[];
  /** Take the browser's zone while nobody has chosen one. */
  suggest: boolean;
};

const hint = "The page shows its times in this zone first, then in UTC. Type a city to find it.";

export function TimeZoneField({ initial, zones, suggest }: Props) {
  const { id, value, error } = useField("timeZone", initial);
  const [zone, setZone] = useState(value);
  useEffect(() => {
    if (suggest) setZone((now) => (now === initial ? Intl.DateTimeFormat().resolvedOptions().timeZone : now));
  }, [suggest, initial]);
  return (
    <Labelled id={id} label="Time zone" hint={hint} error={error}>
      <input
        id={id}
        name="timeZone"
        list={`${id}-zones`}
        value={zone}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setZone(event.target.value)}
        className={inputClass}
        {...describedBy(id, hint, error)}
      />
      <datalist id={`${id}-zones`}>
        {zones.map((each) => (
          <option key={each} value={each} />
        ))}
      </datalist>
    </Labelled>
  );
}
