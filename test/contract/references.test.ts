import { dependencyCycle, referencesIn } from './references';

const TYPE = 'AWS::SQS::Queue';

test.each([
  ['Ref', { A: { Type: TYPE, Properties: { x: { Ref: 'B' } } }, B: { Type: TYPE, Properties: { x: { Ref: 'A' } } } }, ['A', 'B', 'A']],
  ['Fn::GetAtt', { A: { Type: TYPE, Properties: { x: [{ 'Fn::GetAtt': ['A', 'Arn'] }] } } }, ['A', 'A']],
  ['Fn::GetAtt as text', { A: { Type: TYPE, Properties: { x: { 'Fn::GetAtt': 'A.Arn' } } } }, ['A', 'A']],
  ['Fn::Sub', { A: { Type: TYPE, Properties: { x: { 'Fn::Sub': 'x-${B.Arn}' } } }, B: { Type: TYPE, DependsOn: 'A' } }, ['A', 'B', 'A']],
  ['DependsOn', { Z: { Type: TYPE, DependsOn: 'A' }, A: { Type: TYPE, DependsOn: ['B'] }, B: { Type: TYPE, DependsOn: ['A'] } }, ['A', 'B', 'A']],
])('a circle through %s is found', (_, Resources, circle) => {
  expect(dependencyCycle({ Resources })).toEqual(circle);
});

test('resources that need one another in one direction only are no circle', () => {
  const needsBoth = { Type: TYPE, Properties: { x: { Ref: 'B' }, y: { Ref: 'C' } } };
  expect(dependencyCycle({ Resources: { A: needsBoth, B: { Type: TYPE, DependsOn: 'C' }, C: { Type: TYPE } } })).toEqual([]);
});

test('names in Fn::Sub and in its variables are references, escaped ones are not', () => {
  expect(referencesIn({ 'Fn::Sub': ['${A}-${B.Arn}-${!C}-${D}', { D: { Ref: 'E' } }] })).toEqual(['A', 'B', 'D', 'E']);
});
