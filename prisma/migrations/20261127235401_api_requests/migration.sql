-- CreateTable
CREATE TABLE "api_request" (
    "key" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "status" INTEGER,
    "subject_kind" TEXT,
    "subject_id" TEXT,
    "because" TEXT,

    CONSTRAINT "api_request_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE INDEX "api_request_at_idx" ON "api_request"("at");
