// An S3 store in a process of its own: `node s3-server.ts PORT FOLDER BUCKET SLOWNESS`. It takes the keys S3RVER and S3RVER.
import { createServer } from "node:http";
import { createRequire } from "node:module";

const S3rver = createRequire(import.meta.url)("@20minutes/s3rver");
const [port = "0", directory = "", bucket = "", slowMs = "0"] = process.argv.slice(2);

/** As a bucket is told to be a website. */
const website = `<WebsiteConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/">
  <IndexDocument><Suffix>index.html</Suffix></IndexDocument>
  <ErrorDocument><Key>404.html</Key></ErrorDocument>
</WebsiteConfiguration>`;

const configureBuckets = bucket === "" ? [] : [{ name: bucket, configs: [website] }];
const storeOf = (options: object) => new S3rver({ directory, silent: true, ...options });
const store = storeOf({ configureBuckets });
await store.configureBuckets();
const answer = store.callback();
/** It reckons a listing's path without the slash at its end, which Amazon and its SDK count, and would refuse them all. */
const answerListing = storeOf({ allowMismatchedSignatures: true }).callback();

const server = createServer((request, response) => {
  const { method, url = "/" } = request;
  const path = url.split("?", 1)[0];
  setTimeout(() => {
    response.once("finish", () => console.log(`${response.statusCode} ${method} ${path}`));
    (path === `/${bucket}/` ? answerListing : answer)(request, response);
  }, Number(slowMs));
});
server.listen(Number(port), "127.0.0.1", () => console.log("The store serves"));
