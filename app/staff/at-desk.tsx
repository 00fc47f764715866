import type { ReactElement } from "react";
import { type KeptForm, SignedOut } from "@/components/staff/signed-out";
import type { Actor } from "@/server/actor";
import { currentActor, isPostedForm, requireActor } from "@/server/session";

type Desk = { actor: Actor; signedOut: null } | { actor: null; signedOut: ReactElement };

/**
 * Who works at `path`; whoever is not signed in is led there first. One of the page's forms that comes without a
 * session, from a browser without JavaScript, is kept instead: `signedOut` shows it, to be sent again.
 */
export async function atDesk(path: string, ...forms: readonly KeptForm[]): Promise<Desk> {
  const actor = await currentActor();
  if (actor) return { actor, signedOut: null };
  if (await isPostedForm()) return { actor: null, signedOut: <SignedOut forms={forms} /> };
  return { actor: await requireActor(path), signedOut: null };
}
