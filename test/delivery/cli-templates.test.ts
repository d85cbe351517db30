import { wired } from './wiring';
import { parseTemplate } from '../../src/delivery/cli/parse-template';

const resources = (yaml: string) => parseTemplate(`Resources:\n${yaml.replace(/^/gm, '  ')}`).template.Resources;

test.each([
  ['!Ref Topic', { Ref: 'Topic' }],
  ['!Condition IsProd', { Condition: 'IsProd' }],
  ['!GetAtt Queue.Arn', { 'Fn::GetAtt': 'Queue.Arn' }],
  ['!GetAtt [Queue, Arn]', { 'Fn::GetAtt': ['Queue', 'Arn'] }],
  ['!Sub "${Queue.Arn}"', { 'Fn::Sub': '${Queue.Arn}' }],
  ['!Sub ["${name}", { name: !Ref Topic }]', { 'Fn::Sub': ['${name}', { name: { Ref: 'Topic' } }] }],
  ['!Join [":", [a, !Ref b]]', { 'Fn::Join': [':', ['a', { Ref: 'b' }]] }],
  ['!If [IsProd, !Ref a, !Ref AWS::NoValue]', { 'Fn::If': ['IsProd', { Ref: 'a' }, { Ref: 'AWS::NoValue' }] }],
  ['!Select [5, !Split [":", !GetAtt a.Arn]]', { 'Fn::Select': [5, { 'Fn::Split': [':', { 'Fn::GetAtt': 'a.Arn' }] }] }],
  ['!Not [Condition: IsProd]', { 'Fn::Not': [{ Condition: 'IsProd' }] }],
  ['!Select [0, Fn::GetAZs: !Ref "AWS::Region"]', { 'Fn::Select': [0, { 'Fn::GetAZs': { Ref: 'AWS::Region' } }] }],
  ['!Sub ["${Id}", Id: !Select [2, !Split ["/", !Ref AWS::StackId]]]', {
    'Fn::Sub': ['${Id}', { Id: { 'Fn::Select': [2, { 'Fn::Split': ['/', { Ref: 'AWS::StackId' }] }] } }],
  }],
  ['!ImportValue topic', { 'Fn::ImportValue': 'topic' }],
  ['!Unheard { of: 1 }', { 'Fn::Unheard': { of: 1 } }],
  ['{ "Fn::GetAtt": [Queue, Arn] }', { 'Fn::GetAtt': ['Queue', 'Arn'] }],
  ['2012-10-17', '2012-10-17'],
  ['yes', true],
  ['Off', false],
  ['"yes"', 'yes'],
  ['!Ref yes', { Ref: 'yes' }],
  ['!!str 12', '12'],
  ['', null],
])('%s is read as CloudFormation reads it', (yaml, json) => {
  expect(resources(`A: ${yaml}`)).toEqual({ A: json });
});

test('keys are names, whatever YAML takes them for', () => {
  expect(resources('On: 1\nyes: 2\n404: 3\n"quoted": 4')).toEqual({ On: 1, yes: 2, 404: 3, quoted: 4 });
});

test('short tags may stand above a block', () => {
  expect(resources('A: !Join\n  - "-"\n  - - a\n    - !Sub |\n      ${b}\n')).toEqual({ A: { 'Fn::Join': ['-', ['a', { 'Fn::Sub': '${b}\n' }]] } });
});

test('what goes on in brackets or quotes may stand too far to the left', () => {
  expect(resources('A:\n  B: !Join [\n  "-", [\n  a, !Ref b\n  ]]\n')).toEqual({ A: { B: { 'Fn::Join': ['-', ['a', { Ref: 'b' }]] } } });
  expect(resources("A:\n  B: 'one\n  two'\n  C: 3\n")).toEqual({ A: { B: 'one two', C: 3 } });
});

test('anchors are followed, and what is merged in gives way', () => {
  expect(resources('A: &a { x: 1, y: !Ref q }\nB: *a\nC: { <<: *a, x: 2 }\nD: &d { x: 3, z: 4 }\nE: { <<: [*a, *d] }')).toMatchObject({
    B: { x: 1, y: { Ref: 'q' } },
    C: { x: 2, y: { Ref: 'q' } },
    E: { x: 1, y: { Ref: 'q' }, z: 4 },
  });
});

test('aliases cannot make a small file large', () => {
  const bomb = Array.from({ length: 12 }, (_, index) => `A${index + 1}: &a${index + 1} [${Array(9).fill(index === 0 ? 1 : `*a${index}`)}]`).join('\n');
  expect(() => resources(bomb)).toThrow('its aliases make it too large');
});

test('YAML and JSON mean the same', () => {
  const template = { Resources: wired() };
  const yaml = 'Resources:\n' + Object.entries(template.Resources).map(([id, one]) => `  ${id}: ${JSON.stringify(one)}\n`).join('');
  expect(parseTemplate(yaml).template).toEqual(template);
  expect(parseTemplate(`\uFEFF${JSON.stringify(template)}`).template).toEqual(template);
});

describe('knows the line of each resource', () => {
  const lines = (text: string) => Object.fromEntries(parseTemplate(text).lines());

  test.each(['\n', '\r\n'])('in YAML with lines that end in %j', (end) => {
    expect(lines(['# a template', 'Parameters:', '  A: {}', 'Resources:', '  "A":', '    Type: T', '', '  B: { Type: !Ref T }'].join(end))).toEqual({ A: 5, B: 8 });
  });

  test.each(['\n', '\r\n'])('in JSON with lines that end in %j', (end) => {
    const template = { Parameters: { A: {} }, Resources: { A: { Resources: { X: '"B": {' } }, B: { Type: 'T' } }, Outputs: { C: {} } };
    expect(lines(JSON.stringify(template, null, 1).replaceAll('\n', end))).toEqual({ A: 6, B: 11 });
  });

  test('in JSON on one line', () => {
    expect(lines('{"Resources":{"A":{"B":{}}}}')).toEqual({ A: 1 });
  });

  test('in JSON with a comma too many', () => {
    expect(lines('{\n"Resources": {\n"A": {},\n}\n}')).toEqual({ A: 3 });
  });
});

test('a megabyte of JSON is read, with its lines, in less than a second', () => {
  const many = Array.from({ length: 1500 }, (_, index) => [`Queue${index}`, { Type: 'AWS::SQS::Queue', Properties: { Name: 'x'.repeat(600) } }]);
  const text = JSON.stringify({ Resources: Object.fromEntries(many) }, null, 1);
  expect(text.length).toBeGreaterThan(1_000_000);
  const start = Date.now();
  expect(parseTemplate(text).lines().size).toBe(1500);
  expect(Date.now() - start).toBeLessThan(1000);
});

test('says so where aws-cdk-lib brings no YAML library along', () => {
  jest.isolateModules(() => {
    jest.doMock('module', () => ({ createRequire: () => () => { throw new Error('no such module'); } }));
    const { parseTemplate: parse } = jest.requireActual<{ parseTemplate: typeof parseTemplate }>('../../src/delivery/cli/parse-template');
    expect(() => parse('Resources: {}')).toThrow('it is not JSON, and the package yaml that aws-cdk-lib brings along to read YAML is not there');
    expect(parse('{"Resources": {}}').template).toEqual({ Resources: {} });
  });
  jest.dontMock('module');
});
