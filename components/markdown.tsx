import type { ReactNode } from "react";
import ReactMarkdown, { type Components } from "react-markdown";
import rehypeSanitize, { defaultSchema, type Options as Schema } from "rehype-sanitize";

const headings = ["h1", "h2", "h3", "h4", "h5", "h6"];
const schema: Schema = {
  ...defaultSchema,
  tagNames: ["p", "br", "strong", "em", "del", "a", "ul", "ol", "li", "blockquote", "code", "pre", "hr", ...headings],
  attributes: { a: ["href"] },
  protocols: { href: ["http", "https", "mailto"] },
  clobber: [],
};

const Heading = ({ children }: { children?: ReactNode }) => <h4>{children}</h4>;

const components: Components = {
  a: ({ href, children }) =>
    href ? (
      <a href={href} rel="nofollow noopener noreferrer">
        {children}
      </a>
    ) : (
      children
    ),
  h1: Heading,
  h2: Heading,
  h3: Heading,
  h4: Heading,
  h5: Heading,
  h6: Heading,
};

const sanitize: [typeof rehypeSanitize, Schema] = [rehypeSanitize, schema];

/** Staff's text: no images, no HTML of their own; every heading fits under an update's. */
export function Markdown({ text }: { text: string }) {
  return (
    <div className="prose">
      <ReactMarkdown rehypePlugins={[sanitize]} components={components} skipHtml>
        {text}
      </ReactMarkdown>
    </div>
  );
}
