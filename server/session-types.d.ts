import "next-auth";

declare module "next-auth" {
  interface Session {
    personId?: string;
    epoch?: number;
  }
  interface User {
    sessionEpoch?: number;
  }
}

declare module "next-auth/jwt" {
  interface JWT {
    epoch?: number;
  }
}
