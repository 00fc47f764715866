import { ButtonLink } from "@/components/staff/button";
import { PageHead } from "@/components/staff/page-head";

export default function DeskNotFound() {
  return (
    <>
      <PageHead title="There is nothing here">
        <p>The address may be mistyped, what was here is gone, or it is for owners only.</p>
      </PageHead>
      <ButtonLink href="/staff">What is open now</ButtonLink>
    </>
  );
}
