/** What the address gives, or gives first where it names something twice. */
export function first(param: string | string[] | undefined): string | undefined {
  return Array.isArray(param) ? param[0] : param;
}
