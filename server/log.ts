import pino, { type Logger } from "pino";
import { remember } from "./remember";

const secret = ["password", "passwordHash", "token", "tokenHash", "secret", "authSecret", "apiToken", "code", "cookie"];
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
      serializers: { err: (error: unknown) => hideCredentials(pino.stdSerializers.err(error as Error)) },
    }),
  );
}

function hideCredentials<T>(value: T): T {
  return JSON.parse(JSON.stringify(value).replace(credentials, "$1:[hidden]@")) as T;
}
