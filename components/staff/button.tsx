"use client";

import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { useSentForm } from "./form";

/**
 * `lead`: the way to what is needed most.
 * `public`: customers see the outcome at once. `plain`: kept among staff. `quiet`: leads somewhere, changes nothing.
 * `danger`: takes something away.
 */
export type Weight = "public" | "lead" | "plain" | "quiet" | "danger";

const shape =
  "inline-flex min-h-12 cursor-pointer items-center justify-center gap-2 rounded-md px-5 text-center font-semibold leading-tight no-underline sm:justify-self-start";

const weights: Record<Weight, string> = {
  public: "bg-accent text-on-accent hover:bg-accent/90",
  lead: "bg-ink text-paper hover:bg-ink/85",
  plain: "border-2 border-ink bg-paper text-ink hover:bg-sunk",
  quiet: "border border-edge bg-paper font-medium text-ink hover:bg-sunk",
  danger: "border-2 border-danger bg-paper text-danger hover:bg-danger hover:text-paper",
};

export function buttonClass(weight: Weight, extra = ""): string {
  return `${shape} ${weights[weight]} ${extra}`;
}

type SubmitProps = Omit<ComponentProps<"button">, "className"> & {
  weight?: Weight;
  pendingLabel?: string;
  extra?: string;
  children: ReactNode;
};

/** A form's button; while the form is on its way it says so and can't be pressed again. */
export function Submit({ weight = "plain", pendingLabel = "Sending …", extra, children, ...rest }: SubmitProps) {
  const { pending } = useSentForm();
  return (
    <button type="submit" {...rest} aria-disabled={pending} className={buttonClass(weight, extra)}>
      {pending ? pendingLabel : children}
    </button>
  );
}

type LinkProps = { href: string; weight?: Weight; extra?: string; children: ReactNode };

export function ButtonLink({ href, weight = "quiet", extra, children }: LinkProps) {
  return (
    <Link href={href} prefetch={false} className={buttonClass(weight, extra)}>
      {children}
    </Link>
  );
}
