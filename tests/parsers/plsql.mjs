// One JSON string of SQL a line in, one JSON list of errors a line out: an Oracle syntax check that stays warm.
import { createRequire } from "node:module";
import path from "node:path";
import readline from "node:readline";
import { pathToFileURL } from "node:url";

const require = createRequire(path.join(process.argv[2], "package.json"));
const load = (name) => import(pathToFileURL(require.resolve(name)));
const antlr = await load("antlr4");
const plsql = await load("@griffithswaite/ts-plsql-parser");
const { CharStream, CommonTokenStream } = antlr.CharStream ? antlr : antlr.default;
const { PlSqlLexer, PlSqlParser } = plsql.PlSqlLexer ? plsql : plsql.default;

function errors(sql) {
  const found = [];
  const listener = {
    syntaxError: (_r, _o, line, column, message) => found.push(`${line}:${column} ${message}`),
    reportAmbiguity() {},
    reportAttemptingFullContext() {},
    reportContextSensitivity() {},
  };
  const lexer = new PlSqlLexer(new CharStream(sql));
  lexer.removeErrorListeners();
  lexer.addErrorListener(listener);
  const parser = new PlSqlParser(new CommonTokenStream(lexer));
  parser.removeErrorListeners();
  parser.addErrorListener(listener);
  parser.sql_script();
  return found;
}

for await (const line of readline.createInterface({ input: process.stdin })) {
  let answer;
  try {
    answer = errors(JSON.parse(line));
  } catch (failure) {
    answer = [String(failure)];
  }
  console.log(JSON.stringify(answer));
}
