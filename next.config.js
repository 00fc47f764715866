/** @type {import("next").NextConfig} */
export default {
  poweredByHeader: false,
  rewrites: async () => [{ source: "/v1/:path*", destination: "/api/v1/:path*" }],
  generateBuildId: () => process.env.CANDOR_BUILD ?? null,
  // Every reader gets title and timeline in the first bytes, none of them streamed into hidden elements.
  htmlLimitedBots: /.*/,
  // `npm run check` proves the types; a start need not wait for it.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: [
    "@node-rs/argon2",
    "@prisma/adapter-pg",
    "@prisma/client",
    "@prisma/schema-engine-wasm",
    "pg",
    "pino",
  ],
  // Several root layouts share one 404, and it is rendered on the server.
  experimental: { globalNotFound: true },
};
