-- CreateTable
CREATE TABLE "incident_change" (
    "id" TEXT NOT NULL,
    "incident_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "name_from" TEXT,
    "name_to" TEXT,
    "impact_changed" BOOLEAN NOT NULL,
    "impact_from" "Impact",
    "impact_to" "Impact",

    CONSTRAINT "incident_change_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "incident_change_incident_id_idx" ON "incident_change"("incident_id");

-- AddForeignKey
ALTER TABLE "incident_change" ADD CONSTRAINT "incident_change_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
