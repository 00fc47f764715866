-- CreateIndex
CREATE INDEX "incident_created_at_id_idx" ON "incident"("created_at", "id");

-- CreateIndex
CREATE INDEX "incident_withdrawn_at_idx" ON "incident"("withdrawn_at");

-- CreateIndex
CREATE INDEX "incident_update_happened_at_idx" ON "incident_update"("happened_at");

-- CreateIndex
CREATE INDEX "incident_update_posted_at_idx" ON "incident_update"("posted_at");
