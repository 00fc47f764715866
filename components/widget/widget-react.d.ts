// For React 19: lets JSX have <candor-status>. Goes beside widget.d.ts.
import type { DetailedHTMLProps, HTMLAttributes } from "react";
import type { CandorStatusAttributes, CandorStatusElement } from "./widget";

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "candor-status": DetailedHTMLProps<HTMLAttributes<CandorStatusElement>, CandorStatusElement> &
        CandorStatusAttributes;
    }
  }
}
