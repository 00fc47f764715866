// Loaded before a program, writes down each process that it starts and each address that it opens a connection to.
import child from "node:child_process";
import { appendFileSync } from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import net from "node:net";
import process from "node:process";

const note = (line) => appendFileSync(process.env.WITNESS, `${line}\n`);

for (const name of ["spawn", "spawnSync", "exec", "execSync", "execFile", "execFileSync", "fork"]) {
  const real = child[name];
  child[name] = (command, ...rest) => {
    note(`started ${command} ${Array.isArray(rest[0]) ? rest[0].join(" ") : ""}`);
    return real(command, ...rest);
  };
}

const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function witnessed(...args) {
  const [first] = Array.isArray(args[0]) ? args[0] : args;
  const { path, host = "localhost", port } = typeof first === "object" ? first : { path: first };
  note(`connected ${path ?? `${host}:${port}`}`);
  return connect.apply(this, args);
};
syncBuiltinESMExports();
