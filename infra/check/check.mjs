// Checks the SAM template offline. CDK's CfnInclude checks references, conditions, resource types and the types of known properties;
// it lets unknown properties pass, so those are held against what CDK knows of each type here.
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as cdk from "aws-cdk-lib";
import { CfnInclude } from "aws-cdk-lib/cloudformation-include";

const source = process.argv[2] ?? join(dirname(fileURLToPath(import.meta.url)), "..", "template.yaml");
const text = readFileSync(source, "utf8");
const classes = new Map();
const problems = [...unknownProperties(text.split("\n")), ...refusedByCdk(text)];

for (const problem of problems) console.error(problem);
console.log(`${text.match(/^    Type: AWS::/gm).length} resources, ${problems.length} problems`);
process.exitCode = problems.length === 0 ? 0 : 1;

/**
 * Two things of SAM that CDK has wrong are put its way in the copy it gets to see: how the alias of a function is named, for which
 * the function itself stands, and that a destination for failures needs none for successes.
 */
function refusedByCdk(template) {
  const copy = join(mkdtempSync(join(tmpdir(), "template-")), "template.yaml");
  const cdkWay = template
    .replaceAll(/!Ref (\w+)\.Alias\b/g, "!Ref $1")
    .replaceAll(/^( *)OnFailure:/gm, "$1OnSuccess: { Destination: nowhere }\n$1OnFailure:");
  writeFileSync(copy, cdkWay);
  try {
    const app = new cdk.App({ context: { "@aws-cdk/core:validateAgainstDefaultRules": true } });
    new CfnInclude(new cdk.Stack(app, "check"), "template", { templateFile: copy });
    app.synth();
    return [];
  } catch (error) {
    return [error.message];
  }
}

function unknownProperties(lines) {
  const classes = new Map();
const problems = [];
  let id, type, inProperties;
  for (const [index, line] of lines.entries()) {
    const resource = /^  (\w+):$/.exec(line);
    if (resource) [id, type, inProperties] = [resource[1], undefined, false];
    const named = /^    Type: (AWS::[\w:]+)$/.exec(line);
    if (named) {
      type = named[1];
      if (!classOf(type)) problems.push(`line ${index + 1}: ${id} is of the unknown type ${type}`);
    }
    if (/^    \w+:/.test(line)) inProperties = line === "    Properties:";
    const property = /^      (\w+):/.exec(line);
    if (property && inProperties && classOf(type) && !propertiesOf(type).has(property[1])) {
      problems.push(`line ${index + 1}: ${id} (${type}) has no property ${property[1]}`);
    }
  }
  return problems;
}

/** CDK's class for a CloudFormation type; a service's classes are loaded when they are first looked at, so only those needed are. */
function classOf(type) {
  if (!classes.has(type)) {
    const module = "aws_" + type.split("::")[1].toLowerCase();
    const service = { aws_serverless: "aws_sam" }[module] ?? module;
    classes.set(type, Object.values(cdk[service] ?? {}).find((c) => c?.CFN_RESOURCE_TYPE_NAME === type));
  }
  return classes.get(type);
}

/** A class has an accessor for each property. SAM's function has newer properties than CDK's class for it. */
function propertiesOf(type) {
  const names = Object.getOwnPropertyNames(classOf(type).prototype);
  const sam = type === "AWS::Serverless::Function" ? ["LoggingConfig", "SnapStart"] : [];
  return new Set([...names.map((name) => name[0].toUpperCase() + name.slice(1)), ...sam]);
}
