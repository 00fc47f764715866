-- AlterTable
ALTER TABLE "api_request" ADD COLUMN     "answer" JSONB,
ADD COLUMN     "claim" TEXT;
