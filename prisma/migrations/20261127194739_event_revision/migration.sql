-- CreateIndex
CREATE INDEX "event_revision_idx" ON "event"("revision");
