"use client";

import { type ReactNode, useEffect, useRef } from "react";

/** What has just been done; takes the focus, so that whoever hears the page knows too. */
export function Done({ children }: { children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <div ref={box} tabIndex={-1} role="status" className="mb-8 border-mark-clear border-l-4 py-1 pl-4 outline-none">
      {children}
    </div>
  );
}
