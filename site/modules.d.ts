declare module '*.vue' {
  import type { DefineComponent } from 'vue';
  const component: DefineComponent;
  export default component;
}

declare module '*.css';

declare module 'yaml-of-aws-cdk-lib' {
  import type { YamlLibrary } from '../src/delivery/cli/yaml-node';
  const library: YamlLibrary;
  export default library;
}
