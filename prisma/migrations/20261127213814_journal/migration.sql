-- AlterTable
ALTER TABLE "incident_update" ADD COLUMN     "filed_at" TIMESTAMPTZ(3);
