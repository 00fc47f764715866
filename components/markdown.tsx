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

type Level = "h3" | "h4";

function componentsFor(Heading: Level): Components {
  const heading = ({ children }: { children?: ReactNode }) => <Heading>{children}</Heading>;
  return { ...links, h1: heading, h2: heading, h3: heading, h4: heading, h5: heading, h6: heading };
}

const links: Components = {
  a: ({ href, children }) =>
    href ? (
      <a href={href} rel="nofollow noopener noreferrer">
        {children}
      </a>
    ) : (
      children
    ),
};

const components = { h3: componentsFor("h3"), h4: componentsFor("h4") };

const sanitize: [typeof rehypeSanitize, Schema] = [rehypeSanitize, schema];

/** Staff's text: no images, no HTML of their own; every heading fits under an update's, or as `heading` says. */
export function Markdown({ text, heading = "h4" }: { text: string; heading?: Level }) {
  return (
    <div className="prose">
      <ReactMarkdown rehypePlugins={[sanitize]} components={components[heading]} skipHtml>
        {text}
      </ReactMarkdown>
    </div>
  );
}
