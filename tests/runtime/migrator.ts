// Migrates the database and prints what it applied itself.
import { migrate } from "@/server/migrations";

const [url = "", folder] = process.argv.slice(2);
process.stdout.write(JSON.stringify(await migrate(url, folder)));
