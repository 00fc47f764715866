import { redirect } from "next/navigation";

type Props = { searchParams: Promise<{ token?: string }> };

/** The same one-time link under the name that says what it is for. */
export default async function ResetPage({ searchParams }: Props) {
  const { token = "" } = await searchParams;
  redirect(`/staff/join?token=${encodeURIComponent(token)}`);
}
