import { dark, light } from "../holding-style";

/** All the CSS of /embed, with the tokens and the type of public pages. */
export const embedStyle = `:root{color-scheme:light dark;${light};--accent:oklch(.44 .13 290);--on-accent:oklch(.99 .003 90)}
@media (prefers-color-scheme:dark){:root{${dark};--accent:oklch(.8 .09 290);--on-accent:oklch(.2 .03 290)}}
*{box-sizing:border-box;margin:0;padding:0}
html{background:var(--paper);color:var(--ink);font:100%/1.625 -apple-system,BlinkMacSystemFont,"Segoe UI",Roboto,Inter,system-ui,"Helvetica Neue",sans-serif;text-size-adjust:100%;-webkit-text-size-adjust:100%}
body{overflow-wrap:anywhere}
a{color:inherit;text-underline-offset:.25em}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.skip{position:absolute;left:-100vw;padding:.75rem 1.5rem;background:var(--paper)}
.skip:focus{left:0}
main{max-width:76rem;margin-inline:auto;padding:1.25rem 1.5rem 5rem}
h1{max-width:22ch;margin-top:3rem;font-size:clamp(1.75rem,1.3rem + 2.2vw,2.75rem);line-height:1.15;letter-spacing:-.024em;font-weight:650;text-wrap:balance}
h2{font-size:1.125rem;line-height:1.75rem;font-weight:650}
.intro{max-width:60ch;margin-top:1rem;font-size:1.125rem;line-height:1.75rem}
.back{font-size:.9375rem;font-weight:650;text-decoration:none}
.back:hover{text-decoration:underline}
.muted,figcaption,.help{font-size:.875rem;line-height:1.375rem;color:var(--muted)}
.work{display:grid;gap:3rem;margin-top:3rem}
@media (min-width:60rem){.work{grid-template-columns:20rem minmax(0,1fr);gap:4rem}}
form{display:grid;gap:1.5rem;align-content:start}
fieldset{border:0;border-top:1px solid var(--rule);padding-top:.75rem}
legend{float:left;width:100%;margin-bottom:.25rem;font-size:.9375rem;font-weight:650}
legend+*{clear:both}
.choice{display:flex;gap:.625rem;align-items:center;min-height:2.75rem;line-height:1.375rem;cursor:pointer}
.choice input{flex:none;width:1.125rem;height:1.125rem;accent-color:var(--accent)}
.components{max-height:15rem;overflow:auto}
button{min-height:2.75rem;padding:.5rem 1.25rem;border:1px solid var(--rule);border-radius:0;background:none;color:inherit;font:inherit;font-weight:600;cursor:pointer}
form>button{justify-self:start;border-color:var(--accent);background:var(--accent);color:var(--on-accent)}
[data-script] form>button{display:none}
[data-script] .needs-script,html:not([data-script]) .needs-script~.shops,html:not([data-script]) .snippet button{display:none}
.shops{display:grid;gap:2rem;margin-top:1rem}
figure{display:grid;gap:.5rem}
figcaption{order:-1;color:var(--ink);font-weight:600}
.shop{position:relative;height:15.5rem;overflow:hidden;transform:translateZ(0);border:1px solid var(--rule);background:#fff;color:#1b1d22}
.shop header{display:flex;justify-content:space-between;align-items:center;gap:1rem;min-height:3rem;padding:.375rem 1rem;border-bottom:1px solid #e3e3e6;font-size:.875rem;font-weight:600}
.shop i{display:block;height:.625rem;margin:1rem 1rem 0;background:#ececef}
.shop i:nth-of-type(1){width:38%;height:1rem}
.shop i:nth-of-type(3){width:82%}
.shop i:nth-of-type(4){width:64%}
.shop i:nth-of-type(5){width:74%}
body[data-mode=badge] .shop{height:8rem}
.snippets{display:grid;gap:2.5rem;margin-top:3rem;border-top:1px solid var(--rule);padding-top:2rem}
@media (min-width:60rem){.snippets{grid-template-columns:repeat(2,minmax(0,1fr));gap:3rem 4rem}.snippets>h2,.snippet:first-of-type,.snippets>.last{grid-column:1/-1}}
.snippet{display:grid;gap:.5rem;align-content:start}
.snippet button{flex:none}
@media (max-width:40rem){.shop{height:20rem}}
.snippet h3{font-size:1rem;font-weight:650}
.snippet>div{display:flex;justify-content:space-between;align-items:center;gap:1rem}
pre{padding:1rem;border:1px solid var(--rule);background:var(--sunk);white-space:pre-wrap;overflow-wrap:anywhere;font:.875rem/1.375rem ui-monospace,"SF Mono",Menlo,Consolas,monospace;tab-size:2}
.snippet:first-of-type pre{font-size:1rem;line-height:1.625rem}
code{font-family:ui-monospace,"SF Mono",Menlo,Consolas,monospace}
.copied{position:fixed;inset:auto 1.5rem 1.5rem auto;padding:.5rem 1rem;background:var(--ink);color:var(--paper);font-weight:600}
.copied:empty{display:none}
@media (prefers-contrast:more){:root{--muted:var(--ink);--rule:var(--ink)}}
`;
