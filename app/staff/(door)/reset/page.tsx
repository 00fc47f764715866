import { redirect } from "next/navigation";
import { first } from "../../first";

type Props = { searchParams: Promise<{ token?: string | string[] }> };

/** The same one-time link under the name that says what it is for. */
export default async function ResetPage({ searchParams }: Props) {
  const token = first((await searchParams).token) ?? "";
  redirect(`/staff/join?token=${encodeURIComponent(token)}`);
}
