-- AlterTable
ALTER TABLE "page" ADD COLUMN     "status_embed" JSONB;
