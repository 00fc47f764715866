/** Tries within the last quarter of an hour, this one among them. */
export type Tries = {
  /** Of this account from this address. */
  pair: number;
  /** From this address, whatever the account. */
  address: number;
  /** Of this account, whatever the address. */
  account: number;
};

const second = 1000;

/**
 * How long each of these holds up a try before its password is looked at, in ms. Never for ever. What strangers do
 * elsewhere delays somebody's own sign-in by two seconds at most.
 */
export function signInDelays({ pair, address, account }: Tries): Tries {
  return {
    pair: doubling(pair - 3, 15 * second),
    address: doubling(address - 20, 15 * second),
    account: doubling(account - 10, 2 * second),
  };
}

/** Nothing up to zero, then a quarter of a second, doubled each time, up to `most`. */
function doubling(over: number, most: number): number {
  return over <= 0 ? 0 : Math.min(most, 250 * 2 ** Math.min(over - 1, 20));
}
