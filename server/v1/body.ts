import qs from "qs";
import { Unreadable } from "./failures";

/** An incident's longest text takes a third of it as a form in any script. */
export const largestBody = 1024 * 1024;

/** What a request's body says, JSON or a form with names like `incident[name]`; `{}` where it has none. */
export async function readBody(request: Request): Promise<unknown> {
  const type = (request.headers.get("content-type") ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
  if (type.startsWith("multipart/")) {
    throw new Unreadable(415, "Send JSON, or a form as application/x-www-form-urlencoded.");
  }
  const text = await boundedText(request);
  if (text.trim() === "") return {};
  // Old scripts send JSON with the type that curl gives by itself.
  const isForm = type === "application/x-www-form-urlencoded" && !/^\s*[{[]/.test(text);
  return isForm ? parseForm(text) : parseJson(text);
}

async function boundedText(request: Request): Promise<string> {
  if (Number(request.headers.get("content-length") ?? 0) > largestBody) throw tooLarge();
  if (!request.body) return "";
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > largestBody) throw tooLarge();
    chunks.push(chunk);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    throw new Unreadable(400, "The body is not UTF-8.", { field: "body" });
  }
}

function tooLarge(): Unreadable {
  return new Unreadable(413, `The body is larger than ${largestBody / 1024} KB.`, { field: "body" });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Unreadable(400, "The body is not valid JSON.", { field: "body" });
  }
}

function parseForm(text: string): unknown {
  try {
    return qs.parse(text, {
      depth: 4,
      strictDepth: true,
      parameterLimit: 3_000,
      throwOnLimitExceeded: true,
      arrayLimit: 1_000,
    });
  } catch {
    throw new Unreadable(400, "The form is nested too deeply, or has too many fields.", { field: "body" });
  }
}
