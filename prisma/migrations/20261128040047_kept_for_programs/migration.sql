-- AlterTable
ALTER TABLE "component" ADD COLUMN     "only_show_if_degraded" BOOLEAN,
ADD COLUMN     "showcase" BOOLEAN;

-- AlterTable
ALTER TABLE "component_group" ADD COLUMN     "description" TEXT;
