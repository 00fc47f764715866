import { systemActor } from "../server/actor";
import { resetOwner } from "../server/invitations";
import { ensurePage } from "../server/page";
import { InvalidInput, Refusal } from "../server/refusal";
import { settings } from "../server/settings";
import { onDatabase } from "../server/tool";
import { configurationExit, WrongStart } from "../server/wrong-start";

try {
  const { email, token } = await onDatabase(async () => {
    await ensurePage();
    return resetOwner(systemActor, process.argv[2]);
  });
  console.log(`Within an hour, this link lets ${email} choose a new password, once:`);
  console.log(`${settings().siteUrl}/staff/join?token=${token}`);
} catch (error) {
  if (!(error instanceof Refusal || error instanceof InvalidInput || error instanceof WrongStart)) throw error;
  console.error(error.message);
  process.exitCode = configurationExit;
}
