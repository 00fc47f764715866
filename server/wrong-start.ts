/** Why Candor can't start, in one sentence that says what to do; the process ends with code 78. */
export class WrongStart extends Error {
  override name: string = "WrongStart";
}

/** The code of <sysexits.h> for something that must be configured otherwise. */
export const configurationExit = 78;
