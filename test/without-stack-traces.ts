// CDK notes for each construct where it was made, which is slow under Jest: it traces deep, and maps every frame back to TypeScript.
process.env.CDK_CONTEXT_JSON ??= JSON.stringify({ 'aws:cdk:disable-stack-trace': true, 'aws:cdk:disable-creation-stack-traces': true });
