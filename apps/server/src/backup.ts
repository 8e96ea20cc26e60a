import { takeBackup } from "./platform/backup/take.ts";
import { runTool } from "./platform/backup/tool.ts";

await runTool("npm run backup -- FOLDER", async ({ dataDir, filesDir }, target, progress) => {
  const { files, takenAt } = await takeBackup({ dataDir, filesDir, target, progress });
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  return `Backed up to ${target}: all that was acknowledged before ${takenAt}, ${Math.ceil(bytes / 1_000_000)} MB.`;
});
