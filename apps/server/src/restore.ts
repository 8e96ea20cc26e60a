import { restoreBackup } from "./platform/backup/restore.ts";
import { runTool } from "./platform/backup/tool.ts";

await runTool("npm run restore -- FOLDER", async ({ dataDir, filesDir }, source, progress) => {
  const { takenAt } = await restoreBackup({ dataDir, filesDir, source, progress });
  return `Restored to ${dataDir}: all that was acknowledged before ${takenAt}. Start it with: npm start`;
});
