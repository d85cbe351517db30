import type { Theme } from 'vitepress';
import DefaultTheme from 'vitepress/theme';
import CheckTemplate from '../../check/CheckTemplate.vue';
import MermaidGraph from '../../MermaidGraph.vue';
import './style.css';

export default {
  extends: DefaultTheme,
  enhanceApp: ({ app }) => {
    app.component('CheckTemplate', CheckTemplate);
    app.component('MermaidGraph', MermaidGraph);
  },
} satisfies Theme;
