import NextAuth from "next-auth";
import { sessionOptions } from "@/server/session-options";

type Context = { params: Promise<{ nextauth: string[] }> };

function handle(request: Request, context: Context): Promise<Response> {
  return NextAuth(sessionOptions())(request, context);
}

export { handle as GET, handle as POST };
