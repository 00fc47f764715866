import { fileNames, fileText, putFile } from "../journal/files";
import { readArchive } from "./archive";
import { bytesOf, type Checked } from "./check";
import { KeepingProblem, messageOf } from "./problem";
import type { LooseFile } from "./take";

const folder = "journal/";

/** The posts of this machine that wait to be filed. Read before the database is: one that is filed meanwhile is in both, and counts once. */
export function waitingPosts(): LooseFile[] {
  return fileNames().flatMap((name) => {
    const text = fileText(name);
    return text === null ? [] : [{ name: `${folder}${name}`, bytes: Buffer.from(text) }];
  });
}

/** Puts the posts that waited when a backup was taken into the journal, to be filed in the restored data; gives back how many. */
export async function returnWaitingPosts({ file }: Checked): Promise<number> {
  let count = 0;
  try {
    for await (const part of readArchive(file)) {
      const name = /^journal\/(\d+-[a-z0-9]+\.json)$/.exec(part.name)?.[1];
      if (name === undefined) continue;
      putFile(name, (await bytesOf(part)).toString());
      count++;
    }
  } catch (error) {
    throw new KeepingProblem(
      `The data were restored, but posts that waited in the backup could not be put into the journal (${messageOf(error)}). Mend that and restore the same file once more.`,
    );
  }
  return count;
}
