-- CreateEnum
CREATE TYPE "MaintenanceStatus" AS ENUM ('scheduled', 'in_progress', 'verifying', 'completed');

-- AlterTable
ALTER TABLE "announcement" ADD COLUMN     "auto_complete" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "message" TEXT,
ADD COLUMN     "name" TEXT,
ADD COLUMN     "notice_minutes" INTEGER,
ADD COLUMN     "short_notice_minutes" INTEGER;

-- What was announced so far, under the thresholds that held for everything
UPDATE "announcement" SET
  "name" = m."name", "message" = m."message", "auto_complete" = m."auto_complete",
  "notice_minutes" = 1440, "short_notice_minutes" = 60
FROM "maintenance" m WHERE m."id" = "announcement"."maintenance_id";

ALTER TABLE "announcement" ALTER COLUMN "message" SET NOT NULL,
ALTER COLUMN "name" SET NOT NULL,
ALTER COLUMN "notice_minutes" SET NOT NULL,
ALTER COLUMN "short_notice_minutes" SET NOT NULL;

-- AlterTable
ALTER TABLE "component" ADD COLUMN     "slug" TEXT;

-- The first component of a name gets the plain one
UPDATE "component" SET "slug" = CASE WHEN named.plain = '' THEN "component"."id"
  WHEN named.place = 1 THEN named.plain ELSE named.plain || '-' || "component"."id" END
FROM (
  SELECT "id", plain, row_number() OVER (PARTITION BY plain ORDER BY "start_at", "id") AS place FROM (
    SELECT "id", "start_at", trim(BOTH '-' FROM regexp_replace(lower("name"), '[^a-z0-9]+', '-', 'g')) AS plain
    FROM "component"
  ) AS each
) AS named WHERE named."id" = "component"."id";

ALTER TABLE "component" ALTER COLUMN "slug" SET NOT NULL;

-- AlterTable
ALTER TABLE "maintenance" DROP COLUMN "auto_complete",
DROP COLUMN "message",
DROP COLUMN "name",
ADD COLUMN     "cancelled_reason" TEXT,
ADD COLUMN     "incident_at" TIMESTAMPTZ(3),
ADD COLUMN     "occurrence" TEXT,
ADD COLUMN     "series_id" TEXT;

-- AlterTable
ALTER TABLE "maintenance_update" ADD COLUMN     "author_id" TEXT,
ADD COLUMN     "status" "MaintenanceStatus" NOT NULL DEFAULT 'in_progress';

ALTER TABLE "maintenance_update" ALTER COLUMN "status" DROP DEFAULT;

-- AlterTable
ALTER TABLE "page" ADD COLUMN     "grace_minutes" INTEGER NOT NULL DEFAULT 30,
ADD COLUMN     "holding_muted_until" TIMESTAMPTZ(3),
ADD COLUMN     "notice_minutes" INTEGER NOT NULL DEFAULT 1440,
ADD COLUMN     "short_notice_minutes" INTEGER NOT NULL DEFAULT 60;

-- CreateTable
CREATE TABLE "maintenance_series" (
    "id" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "name" TEXT NOT NULL,
    "message" TEXT NOT NULL,
    "auto_complete" BOOLEAN NOT NULL,
    "time_zone" TEXT NOT NULL,
    "starts_local" TEXT NOT NULL,
    "duration_minutes" INTEGER NOT NULL,
    "rule" TEXT NOT NULL,
    "lead_minutes" INTEGER NOT NULL,
    "skipped" TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "maintenance_series_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "series_effect" (
    "series_id" TEXT NOT NULL,
    "component_id" TEXT NOT NULL,
    "effect" "ExpectedEffect" NOT NULL,

    CONSTRAINT "series_effect_pkey" PRIMARY KEY ("series_id","component_id")
);

-- CreateIndex
CREATE INDEX "series_effect_component_id_idx" ON "series_effect"("component_id");

-- CreateIndex
CREATE UNIQUE INDEX "component_slug_key" ON "component"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "maintenance_series_id_occurrence_key" ON "maintenance"("series_id", "occurrence");

-- AddForeignKey
ALTER TABLE "maintenance" ADD CONSTRAINT "maintenance_series_id_fkey" FOREIGN KEY ("series_id") REFERENCES "maintenance_series"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "series_effect" ADD CONSTRAINT "series_effect_series_id_fkey" FOREIGN KEY ("series_id") REFERENCES "maintenance_series"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "series_effect" ADD CONSTRAINT "series_effect_component_id_fkey" FOREIGN KEY ("component_id") REFERENCES "component"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
