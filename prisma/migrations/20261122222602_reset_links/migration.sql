-- AlterTable
ALTER TABLE "invitation" ADD COLUMN     "resets" BOOLEAN NOT NULL DEFAULT false;

-- CreateIndex
CREATE INDEX "idempotency_at_idx" ON "idempotency"("at");

-- Links that were made on the machine so far
UPDATE "invitation" SET "resets" = true WHERE "invited_by_id" = 'machine';
