import type { Instant } from "@/domain/facts";
import { clock, type Moment } from "@/messages/clock";
import { Submit } from "./button";
import { StaffForm } from "./form";
import type { FormAction } from "./form-state";

type Person = { id: string; name: string; email: string; role: "owner" | "responder"; deactivatedAt: Instant | null };

type Props = {
  people: readonly Person[];
  self: string | null;
  path: string;
  deactivate: FormAction;
  reactivate: FormAction;
};

export const roleNames = { owner: "Owner", responder: "Responder" };

export function PeopleList({ people, self, path, deactivate, reactivate }: Props) {
  return (
    <ul className="border-rule border-t">
      {people.map(({ id, name, email, role, deactivatedAt }) => (
        <li key={id} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-rule border-b py-3">
          <p className="min-w-0 wrap-anywhere">
            <span className="font-semibold">{name}</span>
            {id === self && " (you)"}
            <span className="block text-fact text-muted">
              {email} · {deactivatedAt === null ? roleNames[role] : "Deactivated"}
            </span>
          </p>
          {deactivatedAt === null ? (
            <StaffForm action={deactivate} path={`${path}#${id}`} hidden={{ personId: id }} className="grid gap-2">
              <Submit weight="danger">
                Deactivate<span className="sr-only"> {name}</span>
              </Submit>
            </StaffForm>
          ) : (
            <StaffForm action={reactivate} path={`${path}#${id}`} hidden={{ personId: id }} className="grid gap-2">
              <Submit weight="quiet">
                Let in again<span className="sr-only"> {name}</span>
              </Submit>
            </StaffForm>
          )}
        </li>
      ))}
    </ul>
  );
}

type Invitation = { id: string; email: string; role: "owner" | "responder"; expiresAt: Instant };

type InvitationProps = { invitations: readonly Invitation[]; page: Moment; path: string; end: FormAction };

export function InvitationList({ invitations, page, path, end }: InvitationProps) {
  if (invitations.length === 0) return null;
  return (
    <section aria-labelledby="invitations" className="mt-10">
      <h2 id="invitations" className="mb-2 font-semibold">
        Links not used yet
      </h2>
      <ul className="border-rule border-t">
        {invitations.map(({ id, email, role, expiresAt }) => (
          <li
            key={id}
            className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-rule border-b py-3"
          >
            <p className="min-w-0 wrap-anywhere">
              {email}
              <span className="block text-fact text-muted">
                {roleNames[role]} · good until {clock(expiresAt, page.timeZone, page.at)}
              </span>
            </p>
            <StaffForm action={end} path={`${path}#${id}`} hidden={{ invitationId: id }} className="grid gap-2">
              <Submit weight="danger">
                End this link<span className="sr-only"> for {email}</span>
              </Submit>
            </StaffForm>
          </li>
        ))}
      </ul>
    </section>
  );
}
