import { defineConfig } from "prisma/config";

// `prisma generate` asks for a native schema engine that it does not use; any existing file answers it, offline.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default defineConfig({ schema: "prisma/schema.prisma", migrations: { path: "prisma/migrations" } });
