import pino, { type Logger } from "pino";
import { remember } from "./remember";

const secret = [
  "password",
  "passwordHash",
  "token",
  "tokenHash",
  "secret",
  "authSecret",
  "apiToken",
  "ownerCode",
  "cookie",
];
const credentials = /(\w+:\/\/[^\s:/@]+):[^\s@]+@/g;

/** The process's log: one JSON line each, without secrets. */
export function log(): Logger {
  return remember("log", () =>
    pino({
      level: process.env.NODE_ENV === "test" ? "silent" : "info",
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: {
        paths: [...secret, ...secret.map((name) => `*.${name}`), "*.headers.authorization"],
        censor: "[hidden]",
      },
      serializers: { err: briefError },
    }),
  );
}

/** No more of an error than tells what went wrong: a driver's carries its connection, password and all. */
function briefError(error: unknown): object {
  if (!(error instanceof Error)) return { message: hideCredentials(String(error)) };
  const { name, message, stack = "", code, cause } = error as Error & { code?: unknown };
  const brief = { name, message: hideCredentials(message), code, stack: hideCredentials(stack) };
  return cause ? { ...brief, cause: hideCredentials(String(cause)) } : brief;
}

function hideCredentials(text: string): string {
  return text.replace(credentials, "$1:[hidden]@");
}
