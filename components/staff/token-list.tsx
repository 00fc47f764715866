import type { Instant } from "@/domain/facts";
import { clock, type Moment } from "@/messages/clock";
import { Submit } from "./button";
import { StaffForm } from "./form";
import type { FormAction } from "./form-state";
import { scopeNames } from "./scope-names";

type Token = {
  id: string;
  name: string;
  scopes: readonly string[];
  createdAt: Instant;
  expiresAt: Instant | null;
  lastUsedAt: Instant | null;
  revokedAt: Instant | null;
};

type Props = {
  tokens: readonly Token[];
  /** The name of the one that the settings give. */
  fromSettings: string;
  page: Moment;
  path: string;
  revoke: FormAction;
};

export function TokenList({ tokens, fromSettings, page, path, revoke }: Props) {
  if (tokens.length === 0)
    return (
      <p>
        No tokens yet. A program needs one to post incidents, plan work or set the state of a component, like a monitor
        or a deployment.
      </p>
    );
  return (
    <ul className="border-rule border-t">
      {tokens.map((token) => {
        const { id, name, scopes, revokedAt } = token;
        return (
          <li
            key={id}
            className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-rule border-b py-3"
          >
            <p className="min-w-0 wrap-anywhere">
              <span className="font-semibold">{name}</span>
              <span className="block text-fact text-muted">{scopeNames(scopes)}</span>
              <span className="block text-fact text-muted">{lifeOf(token, page)}</span>
              {name === fromSettings && revokedAt === null && (
                <span className="block text-fact text-muted">
                  It comes from the setting {fromSettings}: to end it for good, take it out there too.
                </span>
              )}
            </p>
            {revokedAt === null && (
              <StaffForm action={revoke} path={`${path}#${id}`} hidden={{ tokenId: id }} className="grid gap-2">
                <Submit weight="danger">
                  Revoke<span className="sr-only"> {name}</span>
                </Submit>
              </StaffForm>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function lifeOf({ createdAt, expiresAt, lastUsedAt, revokedAt }: Token, { timeZone, at }: Moment): string {
  const told = (instant: Instant) => clock(instant, timeZone, at);
  const made = `made ${told(createdAt)}`;
  const used = lastUsedAt === null ? "never used" : `last used ${told(lastUsedAt)}`;
  if (revokedAt !== null) return `Revoked ${told(revokedAt)} · ${made}`;
  if (expiresAt !== null && expiresAt <= at) return `Expired ${told(expiresAt)} · ${used}`;
  return `${used[0]?.toUpperCase()}${used.slice(1)} · ${made}${expiresAt === null ? "" : ` · good until ${told(expiresAt)}`}`;
}
