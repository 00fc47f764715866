import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { Refusal } from "./refusal";
import { settings } from "./settings";
import { signIn } from "./sign-in";

export const sessionSeconds = 14 * 24 * 60 * 60;

export function sessionCookie() {
  const secure = settings().siteUrl.startsWith("https://");
  const name = secure ? "__Secure-next-auth.session-token" : "next-auth.session-token";
  return { name, options: { httpOnly: true, sameSite: "lax", path: "/", secure } } as const;
}

/** next-auth's options. A session holds no more than the person's id and epoch; the rest is looked up each time. */
export function sessionOptions(): NextAuthOptions {
  process.env.NEXTAUTH_URL ??= settings().siteUrl;
  return {
    secret: settings().authSecret,
    session: { strategy: "jwt", maxAge: sessionSeconds },
    useSecureCookies: settings().siteUrl.startsWith("https://"),
    cookies: { sessionToken: sessionCookie() },
    pages: { signIn: "/staff/sign-in", error: "/staff/sign-in", signOut: "/staff" },
    providers: [
      CredentialsProvider({
        id: "credentials",
        credentials: { email: { label: "E-mail", type: "email" }, password: { label: "Password", type: "password" } },
        authorize: (given, request) =>
          signIn({
            email: String(given?.email ?? ""),
            password: String(given?.password ?? ""),
            address: String(request.headers?.["x-candor-address"] ?? ""),
          }).catch((error) => {
            // The message becomes the page's `error`.
            throw error instanceof Refusal ? new Error(error.code) : error;
          }),
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => (user?.sessionEpoch === undefined ? token : { ...token, epoch: user.sessionEpoch }),
      session: ({ session, token }) => ({ ...session, personId: token.sub, epoch: token.epoch }),
    },
  };
}
