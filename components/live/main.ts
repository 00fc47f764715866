// The one script of public pages. They are whole without it.
import { offerCopying } from "./copying";
import { now, stayCurrent } from "./live";
import { tellTimes } from "./times";

const tell = () => document.hidden || tellTimes(document, now());

offerCopying();
tell();
setInterval(tell, 30_000);
stayCurrent();
