// CDK's own validation of every template costs 2 seconds a test file. The compliance suite switches it on.
process.env.CDK_VALIDATION ??= 'false';
