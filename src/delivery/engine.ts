/** What judges templates and reports on them. It knows neither the CDK nor files, and the compiled package holds it as one file. */
export { checkTemplates, type Finding } from './check-templates';
export { jsonOf } from './report/json';
export { mermaidOf } from './report/mermaid';
export { type PlaceOf } from './report/place';
export { sarifOf } from './report/sarif';
export { remedy, sentence } from './report/sentence';
export { tableOf, tableOfRules } from './report/table';
export { printTally, tallyOf } from './report/tally';
export { RULES } from './rules';
